/*---
id = "pop_equality_score"
position = 70
title = "Equality, as partners see it"
question = "Do partners feel respected and heard, whatever their size?"
principle = "equality"
lens = "equality"
kind = "score"
unit = "points"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "median over organisations of the mean of items EQ1–EQ4 (at least three answered), 0 to 100"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands on the unrounded median, as in the cluster performance survey (CCPM): up to 25, 50 and 75; the mean beside it has no band. Everybody saying “agree” is exactly 75, which is still satisfactory. The items are a project instrument based on the Principles of Partnership, not an official one."
known_bias = "Those who answer are often those who take part, and partners tend to answer kindly. Nobody knows whether two anonymous questionnaires come from one organisation, and a translation can change what an item means. Compare with what attendance and money show."
when_weak = "Ask, in a meeting without the lead agency's managers, for one decision partners would have taken differently. Show what came of their input."
seeds = ["T10a", "P1", "T1"]
statements = ["eq1", "eq3"]

[parts.mean]
title = "Equality, as partners see it: the mean"
question = "What do partners say on average?"
kind = "mean"
same_rows = true
numerator = "mean over organisations of the same scores as for the median"

[parts.favourable]
title = "Equality: partners who agree"
question = "How many partners agree, all in all?"
kind = "favourable"
unit = "%"
same_rows = true
numerator = "organisations whose score is 75 points or more, which is “agree”"
denominator = "organisations with a score"

[parts.input_changed_decision]
title = "Partners whose input changed a decision"
item = "eq4"
question = "Do local partners say as often as international ones that their input changed a decision in the last six months?"
kind = "favourable"
unit = "%"
numerator = "organisations that agree with item EQ4: our input has changed a decision of the cluster in the last six months"
denominator = "organisations that answered item EQ4"
---*/
select null as part, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from opinions
where scale = 'equality'
union all
select
    case item when 'eq4' then 'input_changed_decision' else item end, cluster_id, date, unit, organisation_id,
    organisation_type, value, response_id
from item_opinions
where item in ('eq1', 'eq3', 'eq4')
