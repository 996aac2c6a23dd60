-- One row an organisation that was expected at one of these meetings; one letter a meeting, oldest first: c came, m missed,
-- - not expected. Who is expected where is as in attendance rates: full members at national meetings, at sub-national
-- ones those that list the area. For the coordination team alone.
with shown as (
    select meeting_id, cluster_id, date, level, lower(trim(area)) as area
    from meetings
    where list_contains($meetings, meeting_id)
),

members as (
    select
        organisation_id, cluster_id, list_transform(string_split(areas, ';'), lambda part: lower(trim(part))) as areas,
        coalesce(joined_on, date '0001-01-01') as joined_on, coalesce(left_on, date '9999-12-31') as left_on
    from memberships
    where level = 'full'
),

expected as (
    select distinct s.meeting_id, m.organisation_id
    from shown as s
    inner join members as m on m.cluster_id = s.cluster_id and s.date between m.joined_on and m.left_on
    where s.level = 'national' or list_contains(m.areas, s.area)
),

there as (
    select distinct meeting_id, organisation_id
    from attendance
    where organisation_id is not null
),

invited as (
    select distinct organisation_id
    from expected
)

select
    o.organisation_id, o.name, o.acronym, o.type,
    string_agg(
        case when e.meeting_id is null then '-' when t.meeting_id is null then 'm' else 'c' end, ''
        order by s.date, s.meeting_id
    ) as meetings
from invited as i
inner join organisations as o on o.organisation_id = i.organisation_id
cross join shown as s
left join expected as e on e.organisation_id = i.organisation_id and e.meeting_id = s.meeting_id
left join there as t on t.organisation_id = i.organisation_id and t.meeting_id = s.meeting_id
group by o.organisation_id, o.name, o.acronym, o.type
order by lower(o.name), o.organisation_id
