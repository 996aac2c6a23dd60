/*---
id = "ccpm_function_score"
position = 270
title = "How well the cluster works, as partners see it (CCPM)"
question = "Which functions of the cluster work well for partners, and which do not?"
principle = "result_oriented"
lens = "participation"
kind = "score"
unit = "points"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["ccpm_answers"]
category = "function"
combine = { "1" = ["1.1", "1.2"], "2" = ["2.1", "2.2", "2.3"], "3" = ["3.1", "3.2", "3.3"], "4" = ["4.1", "4.2", "4.3"], "6" = ["6.1", "6.2"], "7" = ["7.1", "7.2"] }
numerator = "median over organisations of the mean of its answers, 0 to 100, for each sub-function; for a function, and overall, of the mean of its sub-functions"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands of CCPM (up to 25, 50 and 75), on the unrounded median of partners; the mean beside it has no band. Project default, as no answer key or weights are published: four answers are 0, 33.3, 66.7 and 100, five are 0, 25, 50, 75 and 100, Yes is 100. So “agree” from everybody is exactly 75, and “fairly” 66.7: both are satisfactory, not good."
known_bias = "Those who do not take part seldom answer, and partners tend to answer kindly. Published reports put partners and coordinator together with weights that are not known; here they stand apart. Some sub-functions have a single question: one answer is enough there, but a questionnaire with fewer than three answers is left out. Nobody knows whether two anonymous questionnaires come from one organisation."
when_weak = "Take the lowest function to the next meeting and ask partners what would make it useful to them. Agree on one step, who takes it and until when, put it into the work plan, and look at it again every three months."
seeds = ["E2", "T12"]

[parts.mean]
title = "How well the cluster works, as partners see it: the mean"
question = "What do partners say on average?"
kind = "mean"
same_rows = true
numerator = "mean over organisations of the same scores as for the median"

[parts.coordinator]
title = "How well the cluster works, as the coordinator sees it (CCPM)"
question = "What does the coordinator say of the same functions?"
kind = "median"
frame = "census"
disclosure = "open"
category = "function"
combine = { "1" = ["1.1", "1.2"], "2" = ["2.1", "2.2", "2.3"], "3" = ["3.1", "3.2", "3.3"], "4" = ["4.1", "4.2", "4.3"], "6" = ["6.1", "6.2"], "7" = ["7.1", "7.2"] }
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
numerator = "mean of the coordinator's answers; the median where several coordinators answered"
denominator = "coordinators' questionnaires"
known_bias = "One or two questionnaires: it is the coordinator's own view of the cluster, and few coordinators rate themselves low."

[parts.blended]
title = "Partners and coordinator together (CCPM)"
question = "What is the score with the coordinator's answers blended in?"
kind = "blend"
difference = { of = "ccpm_function_score.coordinator", minus_of = "ccpm_function_score", by = "function", weight = "ccpm.coordinator_weight" }
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
numerator = "the partners' median and the coordinator's score, each times its weight; the weights are said beside the number"
denominator = "none"
thresholds = "Bands of CCPM: up to 25, 50 and 75. Project default: the coordinator has no weight and this number is not made. Set ccpm.coordinator_weight in workspace.toml to have it."
---*/
select
    null as part, cluster_id, date, unit, organisation_id, organisation_type, locality, sub_function as category,
    response_id, score as value
from ccpm_opinions
union all
select 'coordinator', cluster_id, round_end, response_id, null, null, null, sub_function, response_id, score
from facts.ccpm_responses
join ccpm_scores using (response_id)
where respondent = 'coordinator' and cluster_id is not null
