/*---
id = "pop_complementarity_score"
position = 110
title = "Complementarity, as partners see it"
question = "Does the cluster build on what local and other partners do best?"
principle = "complementarity"
lens = "inclusion"
kind = "score"
unit = "points"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "median over organisations of the mean of items CO1–CO4 (at least three answered), 0 to 100"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands on the unrounded median, as in the cluster performance survey (CCPM): up to 25, 50 and 75; the mean beside it has no band. Everybody saying “agree” is exactly 75, which is still satisfactory. The items are a project instrument based on the Principles of Partnership, not an official one."
known_bias = "Those who answer are often those who take part, and partners tend to answer kindly. Nobody knows whether two anonymous questionnaires come from one organisation, and a translation can change what an item means. Compare with what attendance and money show."
when_weak = "Map who does what best, let local capacity lead where it is strong, and remove language barriers in meetings and papers."
seeds = ["T10e", "E1"]
statements = ["co1", "co2", "co3", "co4"]

[parts.mean]
title = "Complementarity, as partners see it: the mean"
question = "What do partners say on average?"
kind = "mean"
same_rows = true
numerator = "mean over organisations of the same scores as for the median"

[parts.favourable]
title = "Complementarity: partners who agree"
question = "How many partners agree, all in all?"
kind = "favourable"
unit = "%"
same_rows = true
numerator = "organisations whose score is 75 points or more, which is “agree”"
denominator = "organisations with a score"
---*/
select null as part, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from opinions
where scale = 'complementarity'
union all
select item, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from item_opinions
where item in ('co1', 'co2', 'co3', 'co4')
