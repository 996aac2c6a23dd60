/*---
id = "meeting_regularity"
position = 56
title = "Meetings held as planned"
question = "Do the meetings that were foreseen take place?"
principle = "result_oriented"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
category = "level"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["meetings"]
numerator = "those that were held, on the day foreseen or another"
denominator = "meetings of the cluster that the terms of reference or the calendar foresaw in the period"
bands = [["thresholds.meetings_held", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: 90 % or more."
known_bias = "Where the list of meetings says for which day each was foreseen, those without such a day are extra meetings and left out; where it never does, all on the list count. A list without days foreseen that never shows a cancelled or planned meeting tells only what was held, and gives no number. Cancelled meetings that nobody wrote down are missing."
when_weak = "Fix the day and hour for half a year and send the calendar to all. Name a second person who can chair. If there is little to decide, hold a short meeting all the same: a regular exchange builds trust, and a cancelled one tells partners that it can wait."
seeds = ["T2", "E2"]
---*/
with listed as (
    select
        *,
        bool_or(scheduled_on is not null) over of_level as days_told,
        bool_or(scheduled_on is not null or status <> 'held') over of_level as plan_told
    from facts.meetings
    where kind = 'cluster' and cluster_id is not null
    window of_level as (partition by cluster_id, level)
)
select
    cluster_id, coalesce(scheduled_on, date) as date, meeting_id as unit, meeting_id, level as category,
    (status = 'held')::integer as numerator, 1 as denominator
from listed
join periods on coalesce(scheduled_on, date) between period_start and reference_date
where plan_told and (not days_told or scheduled_on is not null or status <> 'held')
