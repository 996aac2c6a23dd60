-- What partners say.

create table survey_responses (
    response_id varchar primary key, instrument varchar not null, round_end date not null, submitted_on date not null, cluster_id varchar,
    organisation_id varchar, anonymous boolean not null, organisation_type varchar, level varchar,
    attends varchar, form_version varchar
);

create table survey_answers (response_id varchar not null, item varchar not null, answer integer); -- null: don't know

create table funding_flows (
    flow_id varchar primary key, amount_usd decimal(24, 2) not null, reports integer not null,
    source_organisation varchar, source_type varchar,
    destination_organisation varchar, destination_type varchar, destination_subtype varchar,
    organisation_id varchar, recipient varchar not null, -- named | several | not named
    destination_countries varchar, clusters varchar, cluster_id varchar, in_scope boolean not null,
    plan varchar, status varchar not null, flow_type varchar, boundary varchar, new_money boolean,
    contribution_type varchar, date date, usage_year_start integer, usage_year_end integer, updated_on date
);
