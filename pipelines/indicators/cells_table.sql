-- The cells, before there are any. `members` are rows without names: they are told apart by place (cells.py).
create or replace table cells as
select
    ''::varchar as indicator, ''::varchar as cluster, ''::varchar as grain, null::date as period_start,
    null::date as period_end, null::boolean as partial, ''::varchar as group_by, ''::varchar as "group",
    null::decimal(38, 8) as numerator, null::decimal(38, 8) as denominator, null::bigint as units,
    null::bigint as known_units, null::bigint as organisations, null::decimal(38, 8) as unplaced,
    null::bigint as approximate,
    [row(''::varchar, ''::varchar, ''::varchar, ''::varchar, null::double, null::double, null::double)] as members,
    null::ubigint as mark
limit 0;

-- Which cells are wanted: those of an indicator in a stretch of time, and what they list one by one.
create or replace table wanted_cells (
    indicator varchar, grain varchar, period_start date, period_end date, partial boolean, listed varchar, by_file boolean,
    by_type boolean, by_organisation boolean
);

-- Into which group, of which name, a category puts a unit.
create or replace table category_groups (indicator varchar, category varchar, category_name varchar, "group" varchar);
