-- Which questionnaires count, and in which round: one row a questionnaire, however many exports hold it. An answer that
-- was corrected keeps its day, so the export that reaches furthest in time counts, then the one with most questionnaires,
-- then the one with most answers; never the name of a file.
-- A round is a run of submissions of one instrument with no pause of more than 45 days; its date is that of the last.
create table questionnaires as
with submitted as (
    select response_key, instrument, submitted_at, file, sheet, "row" from typed.survey_responses
    union all
    select response_key, 'ccpm', submitted_at, file, sheet, "row" from typed.ccpm_responses
),
exports as (
    select instrument, file, sheet, max(submitted_at) as reaches, count(*) as questionnaires
    from submitted
    group by instrument, file, sheet
),
given as (
    select response_key, file, sheet, "row", item || ' ' || answer as answer from typed.survey_answers
    union all
    select response_key, file, sheet, "row", item || ' ' || answer from typed.ccpm_answers
),
contents as (
    select response_key, file, sheet, "row", count(*) as answers, string_agg(answer, ',' order by answer) as content
    from given
    group by response_key, file, sheet, "row"
),
once as (
    select distinct on (response_key) submitted.*
    from submitted
    join exports using (instrument, file, sheet)
    left join contents using (response_key, file, sheet, "row")
    order by
        response_key, submitted_at desc, reaches desc, questionnaires desc, answers desc nulls last, content,
        file, sheet, "row"
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
