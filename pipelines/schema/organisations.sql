-- Who exists, under which names, and who is a member of which cluster.

create table organisations (
    organisation_id varchar primary key,
    name varchar not null,
    acronym varchar,
    type varchar not null,
    hq_country varchar,                   -- ISO alpha-3
    affiliated boolean,
    women_led boolean,
    refugee_led boolean,
    disability_led boolean,
    locality varchar not null,            -- local | international | unclassified, for this response country
    locality_basis varchar not null       -- the evidence, in words
);

-- Every spelling that means an organisation, and how it was matched.
create table organisation_names (name varchar not null, organisation_id varchar not null, how varchar not null);

-- Names that no rule matches with certainty: for a person to decide.
create table unmatched_organisations (
    name varchar not null,
    seen_in varchar not null,             -- attendance, survey, funding …
    records integer not null,
    suggestion_id varchar,
    suggestion varchar,
    certainty double,                     -- 0 to 100
    reason varchar
);

create table memberships (
    organisation_id varchar not null, cluster_id varchar not null,
    joined_on date, left_on date, level varchar not null, areas varchar
);
