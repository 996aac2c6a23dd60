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
opinion = true
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "median over organisations of the mean of items CO1–CO4 (at least three answered), 0 to 100"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands of the cluster performance survey (CCPM): up to 25, 50 and 75. The items are a project instrument based on the Principles of Partnership, not an official one."
known_bias = "Those who answer are often those who take part, and partners tend to answer kindly. Compare with what attendance and money show."
when_weak = "Map who does what best, let local capacity lead where it is strong, and remove language barriers in meetings and papers."
seeds = ["T10e", "E1"]
---*/
select cluster_id, date, unit, organisation_id, organisation_type, value
from opinions
where scale = 'complementarity'
