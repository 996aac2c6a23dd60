/*---
id = "pop_transparency_score"
position = 80
title = "Transparency, as partners see it"
question = "Do partners get information early, in their language, and know how decisions are made?"
principle = "transparency"
lens = "inclusion"
kind = "score"
unit = "points"
direction = "higher"
frame = "survey"
opinion = true
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "median over organisations of the mean of items TR1–TR4 (at least three answered), 0 to 100"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands of the cluster performance survey (CCPM): up to 25, 50 and 75. The items are a project instrument based on the Principles of Partnership, not an official one."
known_bias = "Those who answer are often those who take part, and partners tend to answer kindly. Compare with what attendance and money show."
when_weak = "Send drafts at least five working days before a decision, in the languages partners work in, and publish who gets funds by which criteria."
seeds = ["T10b", "P6"]
---*/
select cluster_id, date, unit, organisation_id, organisation_type, value
from opinions
where scale = 'transparency'
