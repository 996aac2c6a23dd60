-- Who was in which meeting for which organisation, all as numbers. `someone` is one person wherever the list writes the
-- same name; null where it names nobody. `organisation` is null where a record names none, or only the person again.
create table long.people as
with named as (
    select
        key,
        coalesce(
            lower(nullif(coalesce(as_meant.person, written_people.person), '')),
            lower(nullif(coalesce(as_meant.email, written_people.email), ''))
        ) as name
    from long.written_people
    left join long.as_meant using (key)
)
select key, case when name is not null then dense_rank() over (order by name) end::integer as someone
from named;

create table long.attended as
select
    records."row", meetings.meeting, people.someone,
    case when own_names.person is null then organisations.organisation end as organisation
from long.records
join long.meetings on meetings.key = records.meeting
join long.organisations on organisations.key = records.organisation
join long.people on people.key = records.person
left join long.own_names on own_names.person = records.person and own_names.organisation = records.organisation;
