-- What lies between and behind the published numbers. Everything here follows from numbers that are shown, or is for
-- the team alone (`team_only`): organisations' conduct in groups that evaluators and donors may not see.

-- How far local and international organisations lie apart in what they say. Exploratory: many are compared.
create table comparisons (
    indicator varchar not null, cluster varchar not null, period_start date not null,
    first varchar not null, second varchar not null,          -- groups of `locality`
    n_first integer not null, n_second integer not null,
    delta double not null,                -- Cliff's delta, -1 to 1; above 0: the first group scores higher
    size varchar not null,                -- negligible | small | medium | large
    low double, high double, method varchar not null,
    p double,                             -- exact permutation; null: these groups are too small to test
    smallest_p double, test varchar not null,
    q double                              -- Benjamini-Hochberg over all indicators of the cluster and period
);

-- Rise or fall over the periods: of all organisations of each period, and of those that were in every one.
create table trends (
    indicator varchar not null, cluster varchar not null, whose varchar not null, -- all | same
    periods integer not null, organisations integer,
    slope double,                         -- Sen's slope, units of the indicator a period
    low double, high double, method varchar not null,
    p double, test varchar not null,      -- exact Mann-Kendall, from five periods on
    team_only boolean not null
);

-- From one period to the next: the same organisations as pairs, and all organisations beside them.
create table changes (
    indicator varchar not null, cluster varchar not null, before_start date not null, after_start date not null,
    pairs integer not null, same double,  -- mean change of those in both; null: too few to show
    low double, high double, method varchar not null,
    n_before integer not null, n_after integer not null, everyone double,
    team_only boolean not null
);

-- What the mean would be had each group answered in proportion to its members; the plain mean beside it.
create table post_stratified (
    indicator varchar not null, cluster varchar not null, period_start date not null, strata varchar not null,
    plain double, answers integer not null, weighted double, low double, high double, method varchar not null,
    reason varchar                        -- why there is no weighted figure
);

-- Do the questions of a scale go together? No pass mark.
create table scale_reliability (
    scale varchar not null, cluster varchar not null, round_end date not null,
    n integer not null, items integer not null, alpha double, low double, high double, method varchar not null,
    reason varchar
);
create table item_rest (
    scale varchar not null, cluster varchar not null, round_end date not null, item varchar not null,
    correlation double
);

-- One score over the five principles, only where workspace.toml asks for it, with what the choice of weights does to it.
create table profiles (
    cluster varchar not null, period_start date not null,
    score double not null, low double not null, high double not null, missing varchar not null, draws integer not null
);

-- Who works with whom, cluster by cluster. Names of organisations are for the team alone.
create table networks (
    cluster varchar not null, period_start date not null, organisations integer not null,
    median_partners double, isolated integer not null, local integer not null, local_only_lead integer not null
);
create table network_positions (
    cluster varchar not null, period_start date not null, measure varchar not null,
    local_mean double, others_mean double, difference double, n_local integer not null, n_others integer not null,
    p double, smallest_p double, test varchar not null
);
create table network_ties (
    cluster varchar not null, period_start date not null, organisation_id varchar not null,
    partners integer not null, kinds varchar not null, only_lead boolean not null, closeness double not null
);
create table network_pairs (
    cluster varchar not null, period_start date not null, organisation_id varchar not null, partner_id varchar not null
);

-- Members that may be drifting away, for the coordination team alone; and whether such warnings were right before.
create table early_warnings (
    cluster varchar not null, organisation_id varchar not null, level varchar not null, reason varchar not null,
    misses_in_a_row integer not null, last_came date, habit double not null, change double,
    chance_of_run double not null, chance_of_recent double not null
);
create table warning_calibration (
    cluster varchar not null, low double not null, high double not null, -- a bin of predicted chances
    predicted double, observed double, n integer not null
);
create table warning_levels (cluster varchar not null, level varchar not null, missed_all double, n integer not null);
create table warning_scores (
    cluster varchar not null, forecasts integer not null, months integer not null, brier double, naive_brier double
);
