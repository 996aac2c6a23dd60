-- From unit rows to cells: indicator × cluster × stretch of time × group. Within a cell each unit counts once,
-- however many clusters or files it comes through. `members` lists what a number or its protection needs to know one
-- by one: units, or the organisations behind them; each with the columns of Member (cells.py), by position.

create or replace table counted_rows as
select
    unit_rows.indicator, cluster, unit, organisation_id, organisation_type, locality, category, file, date, numerator,
    denominator, value, units, approximate
from unit_rows
join (select indicator, min(period_start) as first, max(period_end) as last from wanted_cells group by all) as wanted
    on wanted.indicator = unit_rows.indicator and date between first and last;

-- Every text there is, by number: millions of rows are then grouped by numbers. Those of clusters come first and in their
-- order, so that the least of several is always the same.
create or replace type word as enum (
    with words as (
        select distinct cluster as word, true as of_cluster from counted_rows
        union
        select unnest(['', 'all']), true
        union
        select
            distinct unnest([indicator, unit, organisation_id, organisation_type, locality, category, file]), false
        from counted_rows
        union
        select unnest(['type', 'locality', 'file', 'unclassified', 'unknown']), false
        union
        select unnest([indicator, category, category_name, "group"]), false from category_groups
        union
        select indicator, false from wanted_cells
    )
    select word
    from words
    where word is not null
    group by word
    order by bool_or(of_cluster) desc, if(bool_or(of_cluster), word, '')
);

insert into cells
with places as (
    select row_number() over () as place, * replace (indicator::word as indicator)
    from wanted_cells
),
coded as (
    select
        indicator::word as indicator, cluster::word as cluster, unit::word as unit,
        organisation_id::word as organisation_id, organisation_type::word as organisation_type,
        locality::word as locality, category::word as category, file::word as file, date, numerator, denominator, value,
        units, approximate
    from counted_rows
),
by_cluster as (
    select
        coded.* exclude (cluster), place, by_file, coalesce(cluster, '') as own_cluster,
        unnest(case when cluster is null then ['all'::word] else [cluster, 'all'::word] end) as cluster
    from coded
    join places using (indicator)
    where date between period_start and period_end
),
by_group as (
    select by_cluster.*, 'all'::word as group_by, 'all'::word as "group" from by_cluster
    union all by name
    select by_cluster.*, 'file'::word as group_by, file as "group" from by_cluster where by_file and file is not null
    union all by name
    select by_cluster.*, category_name::word as group_by, category_groups."group"::word as "group"
    from by_cluster
    join category_groups
        on category_groups.indicator::word = by_cluster.indicator
        and category_groups.category::word = by_cluster.category
),
once as (
    select
        place, cluster, group_by, "group", unit, date,
        any_value(organisation_id) as organisation_id, min(own_cluster) as own_cluster,
        any_value(organisation_type) as organisation_type, any_value(locality) as locality,
        max(numerator) as numerator, max(denominator) as denominator, avg(value) as value, max(units) as units,
        bool_or(approximate) as approximate
    from by_group
    group by all
),
units as (
    select
        place, cluster, group_by, "group", unit,
        any_value(organisation_id) as organisation_id, min(own_cluster) as own_cluster,
        any_value(organisation_type) as organisation_type, any_value(locality) as locality,
        sum(numerator) as numerator, sum(denominator) as denominator, avg(value) as value,
        sum(units) as units, bool_or(approximate) as approximate
    from once
    group by all
),
-- A unit has one type and one locality: what is counted of all is counted again in its group.
grouped as (
    select units.*, listed from units join places using (place)
    union all by name
    select units.* replace ('type'::word as group_by, organisation_type as "group"), listed
    from units
    join places using (place)
    where group_by = 'all' and by_type
    union all by name
    select units.* replace ('locality'::word as group_by, locality as "group"), listed
    from units
    join places using (place)
    where group_by = 'all' and by_organisation
),
sums as (
    select
        place, cluster, group_by, "group",
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(coalesce(units, 1))::bigint as units,
        count(organisation_id) as known_units,
        count(distinct coalesce(organisation_id, unit)) as organisations,
        sum(denominator) filter (where locality in ('unclassified', 'unknown')) as unplaced,
        count(*) filter (where approximate) as approximate
    from grouped
    group by all
),
told as (
    select
        place, cluster, group_by, "group",
        case
            when listed = 'classes' then organisation_type
            when listed = 'organisations' then coalesce(organisation_id, unit)
            else unit
        end as name,
        case when listed = 'classes' then locality end as name_of_locality,
        case when listed = 'classes' or (listed = 'organisations' and organisation_id is not null) then own_cluster end
            as name_of_cluster,
        any_value(organisation_id) filter (where listed <> 'classes') as organisation,
        any_value(organisation_type) as type, any_value(locality) as locality,
        -- without the last digits, in which the same sums may differ from build to build
        sum(numerator)::double as amount, sum(denominator)::double as base, round(avg(value), 9) as value
    from grouped
    where listed <> ''
    group by all
),
lists as (
    select
        place, cluster, group_by, "group",
        list(
            row(
                concat_ws(' ', name, name_of_locality, name_of_cluster), organisation::varchar, type::varchar,
                locality::varchar, amount, base, value
            )
        ) as members
    from told
    group by all
)
select
    places.indicator::varchar as indicator, sums.cluster::varchar as cluster, grain, period_start, period_end, partial,
    sums.group_by::varchar as group_by, sums."group"::varchar as "group", numerator, denominator, sums.units,
    known_units, organisations, unplaced, approximate, list_sort(members) as members, hash(list_sort(members)) as mark
from sums
join places using (place)
left join lists using (place, cluster, group_by, "group")
