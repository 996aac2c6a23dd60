/*---
id = "perception_gap"
position = 200
title = "What local and international partners say"
question = "Do local partners see the partnership less well than international ones?"
principle = "equality"
lens = "equality"
kind = "effect"
unit = "delta"
direction = "balance"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "survey_responses", "survey_answers"]
measure = "delta"
effect = { of = ["pop_equality_score", "pop_transparency_score", "pop_results_score", "pop_responsibility_score", "pop_complementarity_score"], by = "locality", from = "local", minus = "international" }
numerator = "pairs of a local and an international partner in which the local one scores higher, minus those in which it scores lower (Cliff's delta)"
denominator = "all pairs of a local and an international partner that answered"
bands = [[0.147, "negligible"], [0.33, "small"], [0.474, "medium"], [1, "large"]]
bands_on = "absolute"
thresholds = "Usual words for the size of Cliff's delta: small from 0.147, medium from 0.33, large from 0.474 (those of the R package effsize). It lies between -1 and 1; below 0, local partners score lower."
known_bias = "Only where five partners of each group answered. Those who answer are often those who take part. A test is shown only where groups are large enough for one to succeed."
when_weak = "Bring the gap, not the level, to the meeting. Ask local partners, apart from the lead agency and from those who fund them, what lies behind it, and change first what they name: language, hour, who speaks, who decides."
seeds = ["C0", "I1", "P5"]

[parts.points]
title = "What local and international partners say, in points"
question = "By how many points do the medians of local and international partners differ?"
unit = "points"
measure = "medians"
numerator = "median of local partners; over all principles, the median of each partner's mean score"
denominator = "minus the median of international partners"
thresholds = "No target. The size in words is that of the gap itself."
---*/
