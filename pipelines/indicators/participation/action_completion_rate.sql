/*---
id = "action_completion_rate"
position = 300
title = "Action points done in time"
question = "Are the things that were agreed done by the day they were due?"
principle = "result_oriented"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["actions"]
numerator = "those closed by the day they were due"
denominator = "action points due in the period"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: the bands of the cluster performance survey (CCPM), used here as a stand-in. The official cycle foresees a look at the plan every quarter."
known_bias = "Shows what the log shows: action points that nobody wrote down, or without a day, are missing. Those marked done without a date count as done in time. Dropped ones count as not done. Many easy actions make the share rise."
when_weak = "Fewer actions, each with one owner who agreed to it and a day. Open each meeting with the list: done, not yet, what is in the way. Solve what is in the way together, and blame nobody."
seeds = ["T9", "T10c"]

[parts.milestones]
title = "Milestones of the plan reached in time"
question = "Does the cluster reach the milestones of its work plan?"
numerator = "those reached by the day they were due"
denominator = "milestones of the work plan due in the period"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
---*/
select
    case when kind = 'milestone' then 'milestones' end as part,
    cluster_id, due_on as date, concat_ws(' ', file, sheet, "row") as unit, owner_id as organisation_id,
    file, sheet, "row",
    (status = 'done' and coalesce(closed_on, due_on) <= due_on)::integer as numerator, 1 as denominator
from facts.actions
join periods on due_on between period_start and reference_date
where kind in ('action_point', 'milestone')
