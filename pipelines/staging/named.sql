insert into typed.attendance by name
with wanted as (
    select list, meeting, meeting_key, file, sheet
    from counted.reopened
    join counted.lists using (list)
    join counted.meetings using (list, meeting)
    join long.file using (file, sheet)
)
select
    file, sheet, attended."row", meeting_key, organisations.name as organisation,
    nullif(coalesce(as_meant.person, people.person), '') as person,
    nullif(coalesce(as_meant.email, people.email), '') as email
from long.attended
join wanted using (meeting)
join counted.organisations using (list, organisation)
join long.records on records."row" = attended."row"
join long.written_people as people on people.key = records.person
left join long.as_meant on as_meant.key = records.person;
