-- Who exists, under which names, and who is a member of which cluster.

create table organisations (
    organisation_id varchar primary key,
    name varchar not null,
    acronym varchar,
    type varchar not null,
    type_word varchar,                    -- as the list has it
    hq_country varchar,                   -- ISO alpha-3
    affiliated boolean,
    affiliated_to varchar,
    women_led boolean,
    refugee_led boolean,
    disability_led boolean,
    flags_source varchar,                 -- who says that it is women-led, refugee-led, led by persons with disabilities
    flags_date date,
    standing varchar not null,            -- partner: on a partner list · reference: on a public list only, and named by a fact
    fts_ids varchar,                      -- several, joined by ";"
    filled_from varchar,                  -- what no partner list says and which public list says it: "hq_country: lists/fts.json"
    locality varchar not null,            -- local | international | unclassified, for this response country
    locality_basis varchar not null       -- the evidence, in words
);

-- Every name of an organisation on a list, and every spelling in the records that means one.
create table organisation_names (
    name varchar not null,
    organisation_id varchar not null,
    how varchar not null,                 -- how it was matched; "register": on a list, in no record
    kind varchar not null,                -- name | acronym | other | former | spelling
    language varchar                      -- fr, es, ar, where a list says it
);

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

-- What such a name may mean, the likeliest first.
create table organisation_suggestions (
    name varchar not null,
    rank integer not null,                -- 1 to 3
    organisation_id varchar not null,
    organisation varchar not null,
    certainty double not null,            -- 0 to 100
    reason varchar not null
);

create table memberships (
    organisation_id varchar not null, cluster_id varchar not null,
    joined_on date, left_on date, level varchar not null, areas varchar,
    -- null: no list says so, which is neither 0 nor no
    coordination_staff double,            -- for this cluster, counted as full-time
    reports_agreed boolean,               -- it agreed to report who does what where
    key_actor boolean                     -- in the eyes of the coordinator
);
