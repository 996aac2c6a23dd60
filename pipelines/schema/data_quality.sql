-- How far the numbers can be trusted: measures printed beside them and never scored, and what the files speak of.

-- One row per measure, cluster and category. A missing denominator is "not computable", never 0.
create table data_quality (
    companion varchar not null,
    position integer not null,            -- the order to show them in
    title varchar not null,
    question varchar not null,
    unit varchar not null,                -- % | days | questionnaires
    counted_in varchar not null,          -- what numerator and denominator count: records, people, USD, days …
    cluster varchar not null,             -- all: the whole response
    category varchar not null,            -- all, or a place, a year, an item of the survey …
    category_text varchar,                -- the wording of an item
    value double,                         -- null unless status is ok
    numerator double, denominator double,
    as_of date,                           -- the day the measure speaks of, where it is one
    status varchar not null,              -- ok | suppressed | not_computable
    reason varchar,                       -- why there is no number; beside a number, what to know about it
    meaning varchar not null,
    when_weak varchar not null,
    audiences varchar not null            -- comma-separated: team,evaluator,donor
);

-- How many records of a source speak of a month. A source that knows only the year speaks of all its months.
create table coverage (
    source varchar not null, cluster varchar not null, -- all: the whole response
    month date not null, records integer not null
);

-- The newest day a source speaks of, and the file that says so.
create table data_ages (
    source varchar primary key,
    last_day date,                        -- the last day of the year where only the year is known; null: no row says a day
    year_only boolean not null,
    last_file varchar not null
);

-- Months in which a cluster has no meeting on record, or met and nobody recorded who came.
create table coverage_gaps (
    source varchar not null,              -- meetings | attendance
    cluster varchar not null, month date not null,
    meetings integer not null             -- held in that month
);
