-- Pooled-fund projects.

create table allocations (
    project_code varchar primary key, fund varchar, year integer not null, round varchar,
    organisation varchar, masked boolean not null, organisation_id varchar, type varchar not null,
    budget_usd decimal(24, 2) not null, approximate boolean not null, cluster_id varchar,
    approved_on date, starts_on date, ends_on date, status varchar
);
