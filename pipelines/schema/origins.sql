-- Where facts that have no file, sheet and row of their own come from. One fact may stand in several rows.

create table attendance_rows (
    meeting_id varchar not null, organisation_id varchar, -- null: people whose organisation is not known
    file varchar not null, sheet varchar not null, "rows" integer[] not null
);

create table meeting_rows (meeting_id varchar not null, file varchar not null, sheet varchar not null, "row" integer not null);

create table survey_rows (response_id varchar not null, file varchar not null, sheet varchar not null, "row" integer not null);

-- The rows of partner lists and organisation lists that name an organisation.
create table register_rows (organisation_id varchar not null, file varchar not null, sheet varchar not null, "row" integer not null);
