/*---
id = "respondent_mix"
position = 61
title = "Who the answers come from"
question = "Which kinds of organisation do the questionnaires come from?"
principle = "responsibility"
lens = "participation"
kind = "composition"
unit = "%"
direction = "context"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["survey_responses"]
numerator = "questionnaires from organisations of the type"
denominator = "all questionnaires of the round; all types together are 100 %"
thresholds = "No target. This says who answered, and nothing about how many did not: for that see how many members answered."
known_bias = "Counts questionnaires: an organisation that sends two counts twice. The type of an anonymous one is what it says of itself."
when_weak = "Compare with who the members are. Where a group is nearly absent among the answers, ask it in person, in its language, and say so wherever the results are shown."
seeds = ["T12"]
---*/
select
    cluster_id, round_end as date, response_id as unit, organisation_id, response_id,
    case when organisation_id is null then organisation_type end as organisation_type, 1 as numerator, 1 as denominator
from full_surveys
where cluster_id is not null
