-- From unit rows to cells: indicator × cluster × stretch of time × group. Within a cell each unit counts once,
-- however many clusters or files it comes through. `members` lists what a number or its protection needs to know one
-- by one: units, or the organisations behind them.
create or replace table cells as
with placed as (
    select unit_rows.*, grain, listed, by_file, by_type, by_organisation, period_start, period_end, partial
    from unit_rows
    join indicator_grains using (indicator)
    join buckets using (grain)
    where date between period_start and period_end
),
by_cluster as (
    select
        * exclude (cluster), coalesce(cluster, '') as own_cluster,
        unnest(case when cluster is null then ['all'] else [cluster, 'all'] end) as cluster
    from placed
),
by_group as (
    select by_cluster.*, 'all' as group_by, 'all' as "group" from by_cluster
    union all by name
    select by_cluster.*, 'type' as group_by, organisation_type as "group" from by_cluster where by_type
    union all by name
    select by_cluster.*, 'locality' as group_by, locality as "group" from by_cluster where by_organisation
    union all by name
    select by_cluster.*, 'file' as group_by, file as "group" from by_cluster where by_file and file is not null
    union all by name
    select by_cluster.*, category_name as group_by, "group"
    from by_cluster
    join category_groups using (indicator, category)
),
once as (
    select
        indicator, cluster, grain, listed, period_start, period_end, partial, group_by, "group", unit, date,
        any_value(organisation_id) as organisation_id, any_value(own_cluster) as own_cluster,
        any_value(organisation_type) as organisation_type, any_value(locality) as locality,
        max(numerator) as numerator, max(denominator) as denominator, avg(value) as value, max(units) as units,
        bool_or(locality in ('unclassified', 'unknown')) as unplaced, bool_or(approximate) as approximate
    from by_group
    group by all
),
units as (
    select
        indicator, cluster, grain, listed, period_start, period_end, partial, group_by, "group", unit,
        any_value(organisation_id) as organisation_id, any_value(own_cluster) as own_cluster,
        any_value(organisation_type) as organisation_type, any_value(locality) as locality,
        sum(numerator) as numerator, sum(denominator) as denominator, avg(value) as value,
        sum(units) as units,
        bool_or(unplaced) as unplaced, bool_or(approximate) as approximate
    from once
    group by all
),
sums as (
    select
        indicator, cluster, grain, listed, period_start, period_end, partial, group_by, "group",
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(coalesce(units, 1))::bigint as units,
        count(organisation_id) as known_units,
        count(distinct coalesce(organisation_id, unit)) as organisations,
        sum(denominator) filter (where unplaced) as unplaced,
        count(*) filter (where approximate) as approximate
    from units
    group by all
),
told as (
    select
        indicator, cluster, grain, period_start, group_by, "group",
        case
            when listed = 'classes' then organisation_type || ' ' || locality || ' ' || own_cluster
            when listed = 'organisations' and organisation_id is not null then organisation_id || ' ' || own_cluster
            else unit
        end as unit,
        any_value(organisation_id) filter (where listed <> 'classes') as organisation, any_value(organisation_type) as type,
        any_value(locality) as locality, sum(numerator)::double as amount, sum(denominator)::double as base,
        avg(value) as value
    from units
    where listed <> ''
    group by all
),
lists as (
    select
        indicator, cluster, grain, period_start, group_by, "group",
        list(
            struct_pack(
                unit := unit, organisation := organisation, type := type, locality := locality, amount := amount,
                base := base, value := value
            )
            order by unit
        ) as members
    from told
    group by all
)
select sums.* exclude (listed), members
from sums
left join lists using (indicator, cluster, grain, period_start, group_by, "group")
order by all
