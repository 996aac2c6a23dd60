-- Indicators, what they count, and what is published.

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
