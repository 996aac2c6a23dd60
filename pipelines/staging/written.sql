-- The different meetings, organisations and people of a long list, as it writes them.
create table long.written as
select
    cluster, date, meeting, organisation, acronym, person, first_name, last_name, email,
    grouping(date) = 0 as of_meeting, grouping(organisation) = 0 as of_organisation, grouping(email) = 0 as of_person
from long.cells
group by grouping sets ((cluster, date, meeting), (organisation, acronym), (person, first_name, last_name, email));

create view long.written_meetings as
select (hash(cluster, date, meeting) >> 1)::bigint as key, cluster, date, meeting from long.written where of_meeting;

create view long.written_organisations as
select (hash(organisation, acronym) >> 1)::bigint as key, organisation, acronym from long.written where of_organisation;

create view long.written_people as
select (hash(person, first_name, last_name, email) >> 1)::bigint as key, person, first_name, last_name, email
from long.written
where of_person;
