insert into facts.ccpm_responses
select
    response_key,
    respondent,
    round_end,
    submitted_at::date,
    cluster_of.cluster_id,
    name_matches.organisation_id,
    responses.organisation is null as anonymous,
    responses.organisation_type,
    responses.level,
    responses.form_version
from typed.ccpm_responses as responses
join questionnaires using (response_key, file, sheet, "row")
left join name_matches on name_matches.name = responses.organisation
left join cluster_of
    on cluster_of.file = responses.file and cluster_of.sheet = responses.sheet
    and cluster_of.text = coalesce(responses.cluster, '')
order by response_key
