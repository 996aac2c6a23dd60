-- People counted by meeting and organisation, each once. Whoever is on the list several times in one day is looked at by
-- name: twice in one meeting is once, and under two spellings of one organisation it may be (counted.shared).
create table long.several as
select hash(day, someone) as key
from long.attended
join long.days using (meeting)
where someone is not null and organisation is not null
group by key
having count(*) > 1;

create table long.again as
select day, meeting, organisation, someone, count(*) as times
from long.attended
join long.days using (meeting)
where someone is not null and organisation is not null and hash(day, someone) in (select key from long.several)
group by all;

insert into counted.attendance
with records as (
    select meeting, organisation, count(*) as records
    from long.attended
    where meeting > 0 and organisation is not null
    group by all
),
repeated as (
    select meeting, organisation, sum(times - 1) as repeated from long.again group by all having sum(times) > count(*)
)
select
    (select list from long.this) as list, meeting, organisation, records::integer,
    (records - coalesce(repeated, 0))::integer as people
from records
left join repeated using (meeting, organisation);

insert into counted.shared
select (select list from long.this) as list, meeting, organisation, someone
from long.again
qualify count(*) over (partition by day, someone) > 1;

create table long.held as
select meeting, min("row")::integer as first_row, max("row")::integer as last_row, count(*)::integer as records
from long.attended
where meeting > 0 and organisation is not null
group by meeting;

insert into counted.scattered
select (select list from long.this) as list, meeting, "row"
from long.attended
join long.held using (meeting)
where organisation is not null and last_row - first_row + 1 > records;
