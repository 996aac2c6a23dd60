-- One row a questionnaire, however many exports hold it. A round is a run of submissions
-- with no pause of more than 45 days; its date is that of the last one.
insert into facts.survey_responses
with once as (
    select distinct on (response_key) *
    from typed.survey_responses
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
    response_key,
    instrument,
    max(submitted_at) over (partition by instrument, round)::date as round_end,
    submitted_at::date,
    cluster_of.cluster_id,
    name_matches.organisation_id,
    rounds.organisation is null as anonymous,
    rounds.organisation_type,
    rounds.level,
    rounds.attends,
    rounds.form_version
from rounds
left join name_matches on name_matches.name = rounds.organisation
left join cluster_of
    on cluster_of.file = rounds.file and cluster_of.sheet = rounds.sheet
    and cluster_of.text = coalesce(rounds.cluster, '')
order by response_key
