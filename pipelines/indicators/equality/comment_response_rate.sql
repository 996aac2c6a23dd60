/*---
id = "comment_response_rate"
position = 160
title = "Comments that were answered"
question = "Does whoever comments on a draft hear what became of it, and why?"
principle = "transparency"
lens = "equality"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["comments"]
numerator = "comments that were accepted, or accepted in part or rejected with a reason given"
denominator = "comments received in the period, in logs that record answers and reasons"
bands = [["thresholds.comments_answered", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: at least 75 % answered."
known_bias = "It tells what the coordination team wrote down: comments made in meetings or by telephone are seldom logged. Comments of the last days may still be answered."
when_weak = "Keep one table of comments beside each draft: what was said, what became of it, why. Send it to all who commented, before the final text goes out."
seeds = ["T10b", "T12", "C4"]
---*/
with logs as (
    select cluster_id, file
    from facts.comments
    group by cluster_id, file
    having count(answer) > 0
        and (count(reason_given) > 0 or count(*) filter (where answer in ('partly', 'rejected')) = 0)
)
select
    cluster_id, received_on as date, concat_ws(' ', file, sheet, "row") as unit, organisation_id,
    coalesce(answer = 'accepted' or (answer in ('partly', 'rejected') and reason_given), false)::integer as numerator,
    1 as denominator, file, sheet, "row"
from facts.comments
semi join logs using (cluster_id, file)
