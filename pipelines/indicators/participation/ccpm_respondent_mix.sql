/*---
id = "ccpm_respondent_mix"
position = 272
title = "Who the CCPM answers come from"
question = "Which kinds of organisation do the answers to the cluster performance survey come from?"
principle = "responsibility"
lens = "participation"
kind = "composition"
unit = "%"
direction = "context"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["ccpm_responses"]
numerator = "partner questionnaires from organisations of the type"
denominator = "all partner questionnaires of the round; all types together are 100 %"
thresholds = "No target. Some published reports print these shares under the name of response rate (Food Security and Agriculture Cluster, Afghanistan, 2017: 55 questionnaires, a column that sums to 100 %). A rate needs the number of members."
known_bias = "Counts questionnaires: an organisation that sends two counts twice. The type of an anonymous one is what it says of itself."
when_weak = "Compare with who the members are. Where a group is nearly absent among the answers, ask it in person, in its language, and say so wherever the results are shown."
seeds = ["T12"]
---*/
select
    cluster_id, round_end as date, response_id as unit, organisation_id, response_id,
    case when organisation_id is null then organisation_type end as organisation_type, 1 as numerator, 1 as denominator
from facts.ccpm_responses
where respondent = 'partner' and cluster_id is not null
