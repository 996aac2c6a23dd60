/*---
id = "collaborative_leadership_score"
position = 215
title = "Collaborative leadership, as partners see it"
question = "Does the coordinator listen and bring partners together, rather than direct them?"
principle = "collaborative_leadership"
lens = "inclusion"
kind = "score"
unit = "points"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "median over organisations of the mean of items CL1–CL6 (at least three answered), 0 to 100"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands on the unrounded median, as in the cluster performance survey (CCPM): up to 25, 50 and 75; the mean beside it has no band. Everybody saying “agree” is exactly 75, which is still satisfactory. The items are a project instrument based on the Principles of Partnership, not an official one."
known_bias = "Those who answer are often those who take part, and partners tend to answer kindly, most of all about a person they know. Nobody knows whether two anonymous questionnaires come from one organisation."
when_weak = "Ask and listen before proposing. Agree with partners early on how decisions are made, let different partners lead parts of the work, and offer something useful to members: trust and service carry a coordinator, not authority."
seeds = ["T3", "P5", "P8"]
statements = ["cl1", "cl2", "cl6"]

[parts.mean]
title = "Collaborative leadership, as partners see it: the mean"
question = "What do partners say on average?"
kind = "mean"
same_rows = true
numerator = "mean over organisations of the same scores as for the median"

[parts.favourable]
title = "Collaborative leadership: partners who agree"
question = "How many partners agree, all in all?"
kind = "favourable"
unit = "%"
same_rows = true
numerator = "organisations whose score is 75 points or more, which is “agree”"
denominator = "organisations with a score"
---*/
select null as part, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from opinions
where scale = 'leadership'
union all
select item, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from item_opinions
where item in ('cl1', 'cl2', 'cl6')
