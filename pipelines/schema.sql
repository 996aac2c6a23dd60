-- The tables of a build. Written once by build.py, read by the dashboard, never changed afterwards.

create table build (
    build_id varchar not null,
    built_at timestamp not null,          -- UTC
    workspace varchar not null,           -- folder name
    response_name varchar not null,
    country varchar,                      -- ISO 3166 alpha-3 of the response country; null: not stated
    country_name varchar,
    version varchar not null,
    data_from date,
    data_to date                          -- the last day any attendance or survey speaks of
);

-- Every setting in force, and whether workspace.toml set it or it is our default.
create table settings (key varchar not null, value varchar not null, origin varchar not null);

create table clusters (cluster_id varchar primary key, name varchar not null, lead_agency varchar);

create table files (
    file varchar primary key,
    sha256 varchar not null,
    recognised_as varchar,                -- source name(s); null: not recognised
    title varchar,                        -- the same in words
    evidence varchar not null,            -- why it was recognised, or what is nearest and what is missing
    encoding varchar,
    rows_read integer not null,
    rows_accepted integer not null,
    rows_quarantined integer not null,
    status varchar not null               -- loaded | part loaded | not recognised | unreadable | empty
);

create table findings (
    file varchar not null,
    sheet varchar not null,
    "row" integer not null,               -- as a spreadsheet shows it; 0: the file or sheet as a whole
    "column" varchar not null,
    value varchar not null,
    rule varchar not null,
    severity varchar not null,            -- error (the row is in quarantine) | warning | info
    message varchar not null,
    remedy varchar not null
);

create table organisations (
    organisation_id varchar primary key,
    name varchar not null,
    acronym varchar,
    type varchar not null,
    hq_country varchar,                   -- ISO alpha-3
    affiliated boolean,
    women_led boolean,
    refugee_led boolean,
    disability_led boolean,
    locality varchar not null,            -- local | international | unclassified, for this response country
    locality_basis varchar not null       -- the evidence, in words
);

-- Every spelling that means an organisation, and how it was matched.
create table organisation_names (name varchar not null, organisation_id varchar not null, how varchar not null);

-- Names that no rule matches with certainty: for a person to decide.
create table unmatched_organisations (
    name varchar not null,
    seen_in varchar not null,             -- attendance, survey, funding …
    records integer not null,
    suggestion_id varchar,
    suggestion varchar,
    certainty double,                     -- 0 to 100
    reason varchar
);

create table memberships (
    organisation_id varchar not null, cluster_id varchar not null,
    joined_on date, left_on date, level varchar not null, areas varchar
);

create table meetings (
    meeting_id varchar primary key, cluster_id varchar, date date not null, title varchar,
    level varchar not null, area varchar, language varchar, status varchar not null,
    has_attendance boolean not null
);

create table attendance (
    meeting_id varchar not null, organisation_id varchar, -- null: people whose organisation is not known
    people integer not null, minutes double
);

create table survey_responses (
    response_id varchar primary key, round_end date not null, submitted_on date not null, cluster_id varchar,
    organisation_id varchar, anonymous boolean not null, organisation_type varchar, level varchar, form_version varchar
);

create table survey_answers (response_id varchar not null, item varchar not null, answer integer); -- null: don't know

create table funding_flows (
    flow_id varchar primary key, amount_usd decimal(24, 2) not null, reports integer not null,
    source_organisation varchar, source_type varchar,
    destination_organisation varchar, destination_type varchar, destination_subtype varchar,
    organisation_id varchar, recipient varchar not null, -- named | several | not named
    destination_countries varchar, clusters varchar, cluster_id varchar, in_scope boolean not null,
    plan varchar, status varchar not null, flow_type varchar, boundary varchar, new_money boolean,
    contribution_type varchar, date date, usage_year_start integer, usage_year_end integer, updated_on date
);

-- Which rows of which files report a flow.
create table flow_reports (flow_id varchar not null, file varchar not null, "row" integer not null);

create table allocations (
    project_code varchar primary key, fund varchar, year integer not null, round varchar,
    organisation varchar, masked boolean not null, organisation_id varchar, type varchar not null,
    budget_usd decimal(24, 2) not null, approximate boolean not null, cluster_id varchar,
    approved_on date, starts_on date, ends_on date, status varchar
);

create table indicators (
    indicator varchar primary key,
    position integer not null,            -- the order to show them in
    title varchar not null,
    question varchar not null,
    principle varchar not null,           -- equality | transparency | result_oriented | responsibility | complementarity
    lens varchar not null,                -- participation | inclusion | equality
    kind varchar not null,                -- rate | composition | score | total | difference
    unit varchar not null,                -- % | points | pp | USD
    direction varchar not null,           -- higher | lower | balance | context
    numerator varchar not null,
    denominator varchar not null,
    frame varchar not null,               -- census | survey | reported
    audiences varchar not null,           -- comma-separated: team,evaluator,donor
    thresholds varchar not null,          -- in words, with source
    known_bias varchar not null,
    when_weak varchar not null,
    needs varchar not null,               -- fact tables, comma-separated
    definition varchar not null           -- the whole front matter
);

-- One row per thing counted: what every published number is made of.
create table evidence (
    indicator varchar not null, cluster varchar, date date not null, unit varchar not null,
    organisation_id varchar, organisation_type varchar not null, locality varchar not null, category varchar,
    approximate boolean not null,         -- the amount arrived rounded, like 2E+07
    file varchar,                         -- for money: the file that reports it; a unit may come from several
    numerator decimal(28, 8), denominator decimal(28, 8), value double
);

-- One row per published number. cluster 'all': the whole response, each unit counted once.
create table "values" (
    indicator varchar not null,
    cluster varchar not null,
    grain varchar not null,               -- period (six months unless set otherwise) | month | year | span (all of it)
    period_start date not null,
    period_end date not null,
    partial boolean not null,             -- the period is not over, as far as the data go
    group_by varchar not null,            -- all | type | locality | file | the indicator's own category (status, flow_type)
    "group" varchar not null,             -- all, or the group's code
    value double,                         -- null unless status is ok
    unit varchar not null,
    numerator double, denominator double,
    n integer,                            -- units the value is computed from
    population integer,                   -- units it speaks for
    low double, high double, interval varchar, -- 95 % interval, and its method in words; 'census' where all are counted
    bound_low double, bound_high double,  -- had all who are missing been at one end, or at the other
    band varchar,
    status varchar not null,              -- ok | suppressed | not_computable
    reason varchar,                       -- why there is no number; beside a number, what to know about it
    build varchar not null
);

-- Members that came and stopped coming. For the coordination team only.
create table quiet_partners (
    cluster_id varchar not null, organisation_id varchar not null,
    last_attended date, missed_in_a_row integer not null, attended_before integer not null, meetings_before integer not null
);
