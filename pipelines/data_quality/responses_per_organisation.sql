/*---
id = "responses_per_organisation"
position = 70
title = "Questionnaires for each organisation"
question = "Does one organisation speak with many voices?"
unit = "questionnaires"
counted_in = "questionnaires"
meaning = "Questionnaires of the latest full survey that name a known organisation, for each organisation and cluster it answers for. There it has one opinion: several questionnaires are averaged."
missing = "there is no survey export with known organisations"
when_weak = "Ask each partner for one agreed answer, or for the same number of answers from everybody."
audiences = ["team", "evaluator", "donor"]
needs = ["survey_responses"]
opinion = true
---*/
with latest as (
    select organisation_id, cluster_id
    from full_surveys
    where round_end = (select max(round_end) from full_surveys) and organisation_id is not null and cluster_id is not null
),
clusters as (
    select cluster_id, count(*) as numerator, count(distinct organisation_id) as denominator from latest group by cluster_id
)
-- A small cluster could be worked out from the others and the total: either all clusters are shown, or none.
select cluster_id, numerator, denominator, min(denominator) over () as answering from clusters
union all
select 'all', sum(numerator), sum(denominator), (select count(distinct organisation_id) from latest) from clusters
