/*---
id = "ccpm_dont_know_rate"
position = 273
title = "“Don't know” in the CCPM questionnaire"
question = "On which functions of the cluster do partners not know enough to answer?"
principle = "transparency"
lens = "participation"
kind = "mean"
unit = "%"
direction = "lower"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["ccpm_answers"]
category = "sub_function"
numerator = "mean over organisations of the part of its answers that are “don't know” or “not applicable”"
denominator = "full members on the last day of the round"
thresholds = "No target. These answers are left out of every score, so a high share means that the score speaks for few."
known_bias = "A question that was not asked because of an earlier answer is no answer and is not counted. Each organisation counts the same, whatever number of questionnaires or answers it gave, and so does each of its sub-functions in the overall figure."
when_weak = "Show partners what the cluster does under this function: send the plan, the map or the report that the question speaks of, in the language they work in. Then ask again."
seeds = ["T12"]
---*/
select
    cluster_id, date, unit, organisation_id, organisation_type, locality, sub_function as category, response_id,
    unsure as value
from ccpm_opinions
