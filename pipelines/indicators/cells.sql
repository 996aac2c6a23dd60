-- From unit rows to cells: indicator × cluster × stretch of time × group. Within a cell each unit counts once,
-- however many clusters or files it comes through.
create or replace table cells as
with placed as (
    select unit_rows.*, grain, period_start, period_end, partial
    from unit_rows
    join indicator_grains using (indicator)
    join buckets using (grain)
    where date between period_start and period_end
),
by_cluster as (
    select * exclude (cluster), unnest(case when cluster is null then ['all'] else [cluster, 'all'] end) as cluster
    from placed
),
by_group as (
    select by_cluster.*, 'all' as group_by, 'all' as "group" from by_cluster
    union all by name
    select by_cluster.*, 'type' as group_by, organisation_type as "group" from by_cluster
    union all by name
    select by_cluster.*, 'locality' as group_by, locality as "group" from by_cluster
    union all by name
    select by_cluster.*, 'file' as group_by, file as "group" from by_cluster where file is not null
    union all by name
    select by_cluster.*, category_name as group_by, "group"
    from by_cluster
    join category_groups using (indicator, category)
),
once as (
    select
        indicator, cluster, grain, period_start, period_end, partial, group_by, "group", unit, date,
        any_value(organisation_id) as organisation_id,
        max(numerator) as numerator, max(denominator) as denominator, avg(value) as value,
        bool_or(locality in ('unclassified', 'unknown')) as unplaced, bool_or(approximate) as approximate
    from by_group
    group by all
),
units as (
    select
        indicator, cluster, grain, period_start, period_end, partial, group_by, "group", unit,
        any_value(organisation_id) as organisation_id,
        sum(numerator) as numerator, sum(denominator) as denominator, avg(value) as value,
        bool_or(unplaced) as unplaced, bool_or(approximate) as approximate
    from once
    group by all
)
select
    indicator, cluster, grain, period_start, period_end, partial, group_by, "group",
    sum(numerator) as numerator,
    sum(denominator) as denominator,
    count(*) as units,
    count(organisation_id) as known_units,
    count(value) as answers,
    sum(denominator) filter (where unplaced) as unplaced,
    count(*) filter (where approximate) as approximate,
    list(value order by value) filter (where value is not null) as scores,
    list(unit order by unit) filter (where value is not null) as answering
from units
group by all
order by all
