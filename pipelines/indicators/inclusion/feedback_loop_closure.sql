/*---
id = "feedback_loop_closure"
position = 350
title = "Recommendations decided on"
question = "When partners recommend something, do they hear yes or no?"
principle = "responsibility"
lens = "inclusion"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["actions"]
numerator = "those with a decision and its day on record, until now"
denominator = "recommendations from surveys and reviews, made in the period"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: the bands of the cluster performance survey (CCPM), used here as a stand-in, and 90 days to decide."
known_bias = "A decision without a day does not count. New recommendations have had little time. To decide is not to do; to say no with a reason closes the loop too. Recommendations that nobody wrote down are missing."
when_weak = "Put the open recommendations on one page and go through them at the next meeting: yes, no with the reason, or who decides by when. Tell those who answered the survey what became of it before the next one. Ask each quarter what works and what does not."
seeds = ["T12", "P13"]

[parts.days]
title = "Days until a decision"
question = "How long do partners wait for an answer?"
kind = "median"
unit = "days"
direction = "lower"
numerator = "median days from recommendation to decision"
denominator = "recommendations made in the period that were decided on"
bands = [["thresholds.decision_days", "no caution"], [inf, "caution"]]
thresholds = "Project default: caution above 90 days."
known_bias = "Speaks only of those decided on: the longest waits are not over yet."
---*/
with made as (
    select
        cluster_id, agreed_on as date, concat_ws(' ', file, sheet, "row") as unit, file, sheet, "row",
        decided_on - agreed_on as days
    from facts.actions
    where kind = 'recommendation'
)
select null as part, * exclude (days), (days is not null)::integer as numerator, 1 as denominator
from made
union all by name
select 'days' as part, * exclude (days), days as value
from made
where days >= 0
