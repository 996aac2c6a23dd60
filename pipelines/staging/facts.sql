-- Counted attendance under the ids of meetings and organisations. All are numbers until the last step.
create table counted.meeting_ids as
select list, meeting, meeting_id, dense_rank() over (order by meeting_id)::integer as held
from counted.meetings
join counted.lists using (list)
join meeting_of using (file, sheet, meeting_key);

create table counted.organisation_ids as
select list, organisation, organisation_id, dense_rank() over (order by organisation_id)::integer as body
from counted.organisations
left join name_matches using (name);

-- Who is there for one organisation under two spellings is one person.
create table counted.repeated as
with by_person as (
    select held, body, count(*) as times
    from counted.shared
    join counted.meeting_ids using (list, meeting)
    join counted.organisation_ids using (list, organisation)
    group by held, body, list, someone
)
select held, body, sum(times - 1)::integer as repeated from by_person where times > 1 group by held, body;

create table counted.present as
with present as (
    select held, body, sum(people)::integer as people
    from counted.attendance
    join counted.meeting_ids using (list, meeting)
    join counted.organisation_ids using (list, organisation)
    group by held, body
)
select held, body, (people - coalesce(repeated, 0))::integer as people
from present
left join counted.repeated using (held, body)
order by held, body;

-- Numbers are put in order sooner than texts; they stay in it.
insert into facts.attendance
select meeting_id, organisation_id, people, null
from counted.present
join (select distinct held, meeting_id from counted.meeting_ids) using (held)
join (select distinct body, organisation_id from counted.organisation_ids) using (body);

drop table counted.present;
