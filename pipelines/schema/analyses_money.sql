-- What changed since the last build, and where the money went: tables for figures, made from facts and values.

-- Numbers that the build before published otherwise. Numbers that are new are not here; those that are gone are.
create table restatements (
    indicator varchar not null, cluster varchar not null, grain varchar not null, period_start date not null,
    group_by varchar not null, "group" varchar not null,
    before double, after double,          -- null unless the status is ok
    before_status varchar not null, after_status varchar not null, -- as in values; after: not published, where it is gone
    cause varchar not null,               -- new_rows, new_decisions, new_method, joined by ", "; unknown where nothing differs
    outside varchar,                      -- why evaluators and donors do not see it; null: they do
    previous_build varchar not null
);

-- What differs between the two builds, one thing a row. For the coordination team.
create table restatement_causes (
    cause varchar not null,               -- new_rows | new_decisions | new_method
    what varchar not null,                -- a file, a file of decisions, a setting, or: the code
    change varchar not null               -- added | changed | removed
);

-- What this build was made of, for the next one to compare with.
create table build_inputs (
    cause varchar not null,               -- what a change of it is called: new_rows | new_decisions | new_method
    what varchar not null, digest varchar not null
);

-- Where money went, by kinds of organisations, for a Sankey diagram. Each dollar counts once a stage; what an intermediary
-- is not known to have passed on goes to the node not_known. Nodes are named stage:kind.
create table flow_links (
    year integer not null,
    cluster varchar not null,             -- all: the whole response
    source varchar not null,              -- 0:donor_government, 1:wash, 1:no_cluster, 2:pooled_fund, 3:international_ngo
    target varchar not null,
    stage integer not null,               -- 1 donor to cluster · 2 to the first recipient · 3 on from there · 4 and on again
    amount_usd decimal(28, 2) not null,
    flows integer not null                -- flows, projects and sub-grants it is made of; 0: what is left of the stage before
);

-- The curve behind the concentration of money: the poorest share of organisations holds this share of the money. No names.
create table lorenz_points (
    indicator varchar not null, cluster varchar not null, grain varchar not null, period_start date not null,
    organisations_share double not null, amount_share double not null -- 0 to 1, from (0, 0) to (1, 1)
);
