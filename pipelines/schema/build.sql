-- What a build says about itself, and about the files it was made of.

create table build (
    build_id varchar not null,
    built_at timestamp not null,          -- UTC
    workspace varchar not null,           -- folder name
    response_name varchar not null,
    country varchar,                      -- ISO 3166 alpha-3 of the response country; null: not stated
    country_name varchar,
    version varchar not null,
    data_from date,
    data_to date                          -- the last day any attendance or survey speaks of
);

-- Every setting in force, and whether workspace.toml set it or it is our default.
create table settings (
    key varchar not null, value varchar not null, origin varchar not null,
    meaning varchar                       -- of a threshold, in words, with its unit
);

-- How many lines each file of decisions had: those added later are not in these numbers yet.
create table decision_files (file varchar primary key, lines integer not null);

create table clusters (cluster_id varchar primary key, name varchar not null, lead_agency varchar);

create table files (
    file varchar primary key,
    sha256 varchar not null,
    recognised_as varchar,                -- source name(s); null: not recognised
    title varchar,                        -- the same in words
    evidence varchar not null,            -- why it was recognised, or what is nearest and what is missing
    encoding varchar,
    rows_read integer not null,
    rows_accepted integer not null,
    rows_quarantined integer not null,
    status varchar not null               -- loaded | part loaded | not needed (known, holds nothing for us) | not recognised | unreadable | empty
);

create table findings (
    file varchar not null,
    sheet varchar not null,
    "row" integer not null,               -- as a spreadsheet shows it; 0: the file or sheet as a whole
    "column" varchar not null,
    value varchar not null,
    rule varchar not null,
    severity varchar not null,            -- error (the row is in quarantine) | warning | info
    message varchar not null,
    remedy varchar not null
);
