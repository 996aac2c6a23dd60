/*---
id = "shared_ownership_score"
position = 230
title = "Partners who share ownership of results"
question = "Do partners feel that the cluster's results are theirs too?"
principle = "collaborative_leadership"
lens = "participation"
kind = "favourable"
item = "cl3"
unit = "%"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "organisations that agree with item CL3: we share ownership of the cluster's results"
denominator = "organisations that answered item CL3"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: bands of the cluster performance survey (CCPM), up to 25, 50 and 75 %. An organisation agrees where the mean of its answers is 4 of 5 or more. “Don't know” is no answer."
known_bias = "Those who answer are often those who take part, and so feel more ownership than others."
when_weak = "Start from the problems that no partner can solve alone, and write down together what the cluster is for. Share out actions beyond the lead agency, and name in every product the partners whose work it shows."
seeds = ["P3", "P4", "P11", "T7"]

[parts.joint_purpose]
item = "cl7"
title = "Partners who know the joint purpose"
question = "Do partners know what the cluster wants to reach together?"
numerator = "organisations that agree with item CL7: we know the joint purpose of the cluster"
denominator = "organisations that answered item CL7"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
known_bias = "Older forms of the survey do not ask this: rounds with such a form have no number."
---*/
select
    case item when 'cl7' then 'joint_purpose' end as part, cluster_id, date, unit, organisation_id, organisation_type,
    value, response_id
from item_opinions
where item in ('cl3', 'cl7')
