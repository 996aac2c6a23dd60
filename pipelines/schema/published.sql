-- Indicators, what they count, and what is published.

create table indicators (
    indicator varchar primary key,
    position integer not null,            -- the order to show them in
    title varchar not null,
    question varchar not null,
    principle varchar not null,           -- equality | transparency | result_oriented | responsibility | complementarity
    lens varchar not null,                -- participation | inclusion | equality
    kind varchar not null,                -- rate | composition | total | median | mean | score | favourable | parity | inequality | difference | effect
    unit varchar not null,                -- % | points | pp | USD | ratio | days …
    direction varchar not null,           -- higher | lower | balance | context
    numerator varchar not null,
    denominator varchar not null,
    frame varchar not null,               -- census | survey | reported
    audiences varchar not null,           -- comma-separated: team,evaluator,donor
    thresholds varchar not null,          -- in words, with source
    known_bias varchar not null,
    when_weak varchar not null,
    needs varchar not null,               -- fact tables, comma-separated; "a|b": one of them
    part_of varchar,                      -- the indicator it is shown beside
    disclosure varchar not null,          -- open | conduct (small groups for the team alone) | opinion (for nobody)
    definition varchar not null,          -- the whole front matter
    sql varchar not null                  -- the statement that returned its unit rows; empty: derived from others
);

-- What others measured, to compare with, and where the limits that are no choice of the workspace come from.
create table benchmarks (
    indicator varchar not null, "group" varchar not null, value double not null, unit varchar not null,
    year integer not null, scope varchar not null, source varchar not null
);
create table threshold_sources (
    key varchar not null,                 -- as in settings
    origin varchar not null,              -- published | project default
    source varchar not null, year integer
);

-- One row per thing counted: what every published number is made of.
create table evidence (
    indicator varchar not null, cluster varchar, date date not null, unit varchar not null,
    organisation_id varchar, organisation_type varchar not null, locality varchar not null, category varchar,
    approximate boolean not null,         -- the amount arrived rounded, like 2E+07
    file varchar, sheet varchar, "row" integer, -- where it stands; a unit may come from several rows
    meeting_id varchar, response_id varchar, -- or what it was made of, where that has rows of its own
    numerator decimal(28, 8), denominator decimal(28, 8), value double,
    units integer                         -- how many units the row stands for, all of one month; null: one
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
    outside varchar,                      -- why evaluators and donors do not see it; null: they do
    build varchar not null
);

-- How many organisations stand in each band, beside every median that is shown: a median of "agree" is on an edge. For a
-- single statement: how many disagree, neither, agree.
create table distributions (
    indicator varchar not null, cluster varchar not null, grain varchar not null, period_start date not null,
    group_by varchar not null, "group" varchar not null, band varchar not null,
    organisations integer not null,
    on_edge integer not null              -- of these, how many stand exactly on the band's upper limit
);

-- Members that came and stopped coming. For the coordination team only.
create table quiet_partners (
    cluster_id varchar not null, organisation_id varchar not null,
    last_attended date, missed_in_a_row integer not null, attended_before integer not null, meetings_before integer not null
);

-- What evaluators and donors have last been shown, so that the next build gives no few organisations away. For no audience.
create table shown_outside (
    indicator varchar not null, cluster varchar not null, grain varchar not null, period_start date not null,
    group_by varchar not null, "group" varchar not null,
    seen boolean not null, members blob not null
);

-- The same as each audience may see it. What outsiders may not see keeps its place, with the reason and no number.
create view values_by_audience as
with audiences as (
    select unnest(['team', 'evaluator', 'donor']) as audience
),
judged as (
    select
        audience, v.*, i.part_of,
        audience <> 'team' and v.outside is not null as hidden
    from "values" as v
    join indicators as i using (indicator)
    join audiences on list_contains(string_split(i.audiences, ','), audience)
    where audience = 'team' or v.group_by <> 'file'
)
select
    audience, indicator, part_of, cluster, grain, period_start, period_end, partial, group_by, "group",
    case when not hidden then value end as value, unit,
    case when not hidden then numerator end as numerator, case when not hidden then denominator end as denominator,
    case when not hidden then n end as n, case when not hidden then population end as population,
    case when not hidden then low end as low, case when not hidden then high end as high,
    case when not hidden then "interval" end as "interval",
    case when not hidden then bound_low end as bound_low, case when not hidden then bound_high end as bound_high,
    case when not hidden then band end as band,
    case when hidden then 'suppressed' else status end as status,
    case when hidden then outside else reason end as reason,
    build
from judged;
