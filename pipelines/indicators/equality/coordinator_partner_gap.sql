/*---
id = "coordinator_partner_gap"
position = 205
title = "Coordinator and partners: do they see the same?"
question = "Does the coordinator rate the cluster higher than its partners do?"
principle = "collaborative_leadership"
lens = "equality"
kind = "difference"
unit = "points"
direction = "balance"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["ccpm_answers"]
difference = { of = "ccpm_function_score.coordinator", minus_of = "ccpm_function_score", by = "function" }
numerator = "the coordinator's score"
denominator = "minus the median of partners, for the same function"
bands = [["thresholds.coordinator_gap", "no caution"], [100, "caution"]]
bands_on = "absolute"
thresholds = "Project default: caution beyond 15 points either way."
known_bias = "The coordinator is one or two people, and answers other questions than partners under the same sub-function. The partnership survey has no questionnaire for coordinators, so the gap is known for functions of CCPM, not for principles."
when_weak = "Show both scores side by side and let partners speak first about the function that lies furthest apart. Listen and ask rather than explain, and agree on one thing the coordinator will do differently until the next round."
seeds = ["T12", "P5"]
---*/
