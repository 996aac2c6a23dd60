-- FTS flows, and what plans need.

create table funding_flows (
    flow_id varchar primary key, amount_usd decimal(24, 2) not null, reports integer not null,
    source_organisation varchar, source_fts_id varchar, source_type varchar, source_subtype varchar, source_level varchar,
    destination_organisation varchar, destination_type varchar, destination_subtype varchar, destination_level varchar,
    organisation_id varchar, recipient varchar not null, -- named | several | not named
    destination_countries varchar, clusters varchar, cluster_id varchar, in_scope boolean not null,
    plan varchar, plan_id varchar, status varchar not null, flow_type varchar, boundary varchar,
    new_money boolean, -- null: no file tells
    parent_flow_id varchar, parent_reported boolean not null, -- whether the parent is itself one of these flows
    children_reported integer not null, -- how many of these flows have this one as their parent
    contribution_type varchar, method varchar, earmarking varchar,
    date date, usage_year_start integer, usage_year_end integer, updated_on date
);

-- Which rows of which files report a flow.
create table flow_reports (flow_id varchar not null, file varchar not null, "row" integer not null);

create table requirements (
    level varchar not null, -- plan | cluster | global_cluster
    country varchar, -- null: a plan for several countries as a whole, or an emergency
    emergency_id varchar,
    plan_id varchar, plan varchar not null, plan_code varchar, plan_type varchar, starts_on date, ends_on date, year integer,
    cluster_code varchar, cluster varchar, cluster_id varchar,
    requirements_usd decimal(24, 2), funding_usd decimal(24, 2), covid_funding_usd decimal(24, 2),
    reports integer not null, file varchar not null, sheet varchar, "row" integer not null
);
