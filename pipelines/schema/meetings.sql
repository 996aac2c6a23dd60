-- Meetings and who came.

create table meetings (
    meeting_id varchar primary key, cluster_id varchar, date date not null, title varchar,
    level varchar not null, area varchar, language varchar, status varchar not null,
    has_attendance boolean not null
);

create table attendance (
    meeting_id varchar not null, organisation_id varchar, -- null: people whose organisation is not known
    people integer not null, minutes double
);
