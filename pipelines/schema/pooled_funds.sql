-- Pooled funds: projects, totals, sub-grants, contributions, and what the publishers' codes mean.

create table allocations (
    project_code varchar primary key, fund varchar, in_scope boolean not null, -- not known to be of another country
    year integer not null, round varchar,
    organisation varchar, masked boolean not null, organisation_id varchar, type varchar not null,
    budget_usd decimal(24, 2) not null,
    direct_cost_usd decimal(24, 2), support_cost_usd decimal(24, 2), -- the rest of the budget is programme support cost
    approximate boolean not null,
    summed_up boolean not null,           -- added up from the project's places: neither partner nor round is known
    cluster_id varchar,                   -- null: several clusters, or one this workspace does not have
    approved_on date, starts_on date, ends_on date, status varchar,
    file varchar not null, sheet varchar not null, "row" integer not null -- the row that is used
);

-- The same money stands under each published_as, and under modality all as well as under standard and reserve.
-- To add up: one published_as, and either modality all or the others. What is under approval is not in all.
create table allocation_totals (
    published_as varchar not null,        -- by_type | by_agency | by_gender_marker | by_round | net_funding
    fund varchar, fund_type varchar, country varchar, in_scope boolean not null,
    year integer not null, round varchar, modality varchar not null,
    type varchar not null,                -- of the partner; all: not split by type
    organisation varchar, organisation_id varchar, cluster varchar, cluster_id varchar, gender_marker varchar,
    amount_usd decimal(24, 2) not null, approximate boolean not null,
    file varchar not null, sheet varchar not null, "row" integer not null
);

create table subgrant_totals (
    fund varchar not null, in_scope boolean not null, year integer not null, giver_type varchar not null, receiver_type varchar not null,
    amount_usd decimal(24, 2) not null, file varchar not null, sheet varchar not null, "row" integer not null
);

-- Rows without a fund speak of all funds together: never add them to rows with one.
create table contributions (
    fund varchar, in_scope boolean not null, year integer not null, donor varchar, donor_type varchar,
    paid_usd decimal(24, 2), pledged_usd decimal(24, 2), -- pledged: and not paid yet
    file varchar not null, sheet varchar not null, "row" integer not null
);

create table code_list (
    list varchar not null, code varchar not null, name varchar not null, belongs_to varchar,
    file varchar not null, sheet varchar not null, "row" integer not null
);
