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
disclosure = "opinion"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "median over organisations of the mean of items TR1–TR4 (at least three answered), 0 to 100"
denominator = "full members on the last day of the round"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Bands on the unrounded median, as in the cluster performance survey (CCPM): up to 25, 50 and 75; the mean beside it has no band. Everybody saying “agree” is exactly 75, which is still satisfactory. The items are a project instrument based on the Principles of Partnership, not an official one."
known_bias = "Those who answer are often those who take part, and partners tend to answer kindly. Nobody knows whether two anonymous questionnaires come from one organisation, and a translation can change what an item means. Compare with what attendance and money show."
when_weak = "Send drafts at least five working days before a decision, in the languages partners work in, and publish who gets funds by which criteria."
seeds = ["T10b", "P6"]
statements = ["tr1", "tr2", "tr3", "tr4"]

[parts.mean]
title = "Transparency, as partners see it: the mean"
question = "What do partners say on average?"
kind = "mean"
same_rows = true
numerator = "mean over organisations of the same scores as for the median"

[parts.favourable]
title = "Transparency: partners who agree"
question = "How many partners agree, all in all?"
kind = "favourable"
unit = "%"
same_rows = true
numerator = "organisations whose score is 75 points or more, which is “agree”"
denominator = "organisations with a score"
---*/
select null as part, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from opinions
where scale = 'transparency'
union all
select item, cluster_id, date, unit, organisation_id, organisation_type, value, response_id
from item_opinions
where item in ('tr1', 'tr2', 'tr3', 'tr4')
