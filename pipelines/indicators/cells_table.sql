-- The cells, before there are any. `members` are rows without names: they are told apart by place (cells.py).
create or replace table cells as
select
    ''::varchar as indicator, ''::varchar as cluster, ''::varchar as grain, null::date as period_start,
    null::date as period_end, null::boolean as partial, ''::varchar as group_by, ''::varchar as "group",
    null::decimal(38, 8) as numerator, null::decimal(38, 8) as denominator, null::bigint as units,
    null::bigint as known_units, null::bigint as organisations, null::decimal(38, 8) as unplaced,
    null::bigint as approximate,
    [row(''::varchar, ''::varchar, ''::varchar, ''::varchar, null::double, null::double, null::double)] as members
limit 0
