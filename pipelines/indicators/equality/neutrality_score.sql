/*---
id = "neutrality_score"
position = 220
title = "Partners who find the coordinator impartial"
question = "Is the coordinator impartial, also where the lead agency has an interest?"
principle = "collaborative_leadership"
lens = "equality"
kind = "favourable"
item = "cl4"
unit = "%"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "organisations that agree with item CL4: the coordinator is impartial, also where the lead agency has an interest"
denominator = "organisations that answered item CL4"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: bands of the cluster performance survey (CCPM), up to 25, 50 and 75 %. An organisation agrees where the mean of its answers is 4 of 5 or more. “Don't know” is no answer."
known_bias = "Partners that live on the lead agency's money may answer kindly. Read it beside the lead agency's share of the cluster's money."
when_weak = "Say openly where the lead agency has an interest, and let somebody else chair that item. Publish the criteria for money before the decision and who stepped aside. Look for solutions together instead of for somebody to blame."
seeds = ["C7", "P13"]
---*/
select cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from item_opinions
where item = 'cl4'
