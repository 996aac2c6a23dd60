-- What partners say, and in Cluster Coordination Performance Monitoring (CCPM) the coordinator too.

create table survey_responses (
    response_id varchar primary key, instrument varchar not null, round_end date not null, submitted_on date not null, cluster_id varchar,
    organisation_id varchar, anonymous boolean not null, organisation_type varchar, level varchar,
    attends varchar, form_version varchar
);

create table survey_answers (response_id varchar not null, item varchar not null, answer integer); -- null: don't know

create table survey_reasons (response_id varchar not null, reason varchar not null); -- why an organisation comes rarely

-- Services of the cluster that were used; none: used none. A questionnaire without a row was not asked, or did not answer.
create table survey_benefits (response_id varchar not null, benefit varchar not null);

create table ccpm_responses (
    response_id varchar primary key, respondent varchar not null, -- partner | coordinator
    round_end date not null, submitted_on date not null, cluster_id varchar,
    organisation_id varchar, anonymous boolean not null, organisation_type varchar, level varchar, form_version varchar
);

create table ccpm_answers (
    response_id varchar not null, item varchar not null, sub_function varchar not null, scale varchar not null,
    answer varchar not null, score double -- 0 to 100; null: don't know or not applicable
);

create table ccpm_partner_counts (
    response_id varchar not null, organisation_type varchar not null, -- observers are counted as "other"
    partners integer not null, effective_partners integer
);
