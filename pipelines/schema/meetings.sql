-- Meetings and who came.

create table meetings (
    meeting_id varchar primary key, cluster_id varchar, date date not null, title varchar,
    level varchar not null, area varchar, language varchar, status varchar not null,
    has_attendance boolean not null,
    kind varchar not null,                -- cluster | inter_cluster | sag | twg | other
    scheduled_on date,                    -- null: held as foreseen, or never foreseen
    interpreted_into varchar,             -- languages, joined by ";"
    -- As the minutes record them; null: not counted.
    decisions integer, decisions_with_method integer, decisions_by_consensus integer
);

-- One row for each meeting and organisation.
create table attendance (
    meeting_id varchar not null, organisation_id varchar, -- null: people whose organisation is not known
    people integer not null, minutes double
);
