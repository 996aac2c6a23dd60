-- Which questionnaires count, and in which round: one row a questionnaire, however many exports hold it (the latest).
-- A round is a run of submissions of one instrument with no pause of more than 45 days; its date is that of the last.
create table questionnaires as
with submitted as (
    select response_key, instrument, submitted_at, file, sheet, "row" from typed.survey_responses
    union all
    select response_key, 'ccpm', submitted_at, file, sheet, "row" from typed.ccpm_responses
),
once as (
    select distinct on (response_key) *
    from submitted
    order by response_key, submitted_at desc, file, sheet, "row"
),
starts as (
    select *, coalesce(submitted_at - lag(submitted_at) over by_time > interval 45 days, true) as opens_round
    from once
    window by_time as (partition by instrument order by submitted_at, response_key)
),
rounds as (
    select *, count(*) filter (where opens_round) over (partition by instrument order by submitted_at, response_key) as round
    from starts
)
select
    response_key, file, sheet, "row",
    max(submitted_at) over (partition by instrument, round)::date as round_end
from rounds
