/*---
id = "constructive_dissent"
position = 210
title = "Partners who can disagree openly"
question = "Can partners, local ones too, disagree openly without paying for it?"
principle = "equality"
lens = "equality"
kind = "favourable"
item = "eq2"
unit = "%"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "organisations that agree with item EQ2: we can disagree openly without consequences"
denominator = "organisations that answered item EQ2"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: bands of the cluster performance survey (CCPM), up to 25, 50 and 75 %. An organisation agrees where the mean of its answers is 4 of 5 or more. “Don't know” is no answer."
known_bias = "Who fears to disagree may also fear to say so, or may not answer at all."
when_weak = "Ask for objections before decisions and note them in the minutes with what became of them. Thank those who object. Offer a way to object without a name, and keep money talks apart from the meeting where plans are judged."
seeds = ["T10a", "P13"]
---*/
select cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from item_opinions
where item = 'eq2'
