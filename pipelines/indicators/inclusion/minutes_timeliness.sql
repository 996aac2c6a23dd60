/*---
id = "minutes_timeliness"
position = 162
title = "Minutes in time"
question = "After how many meetings do minutes with action points go out within five working days?"
principle = "transparency"
lens = "inclusion"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["meetings", "documents"]
numerator = "national meetings of the cluster whose minutes, with action points, went out at most five working days after the meeting, in any language"
denominator = "national meetings of the cluster that were held, in periods with minutes on record"
thresholds = "Project default: minutes within 5 working days. No target for the share."
known_bias = "It tells what the coordination team wrote down. A period without any minutes on record is left out, and so is a meeting whose minutes do not say whether they list action points, or whose five days are not over. Minutes that nobody reads count too."
when_weak = "Write decisions and action points on the screen during the meeting and send them the same day; the full minutes can follow. Put the person who writes on the agenda of each meeting, and share the task among partners."
seeds = ["T10b", "P10"]
---*/
with minutes as (
    select
        cluster_id, meeting_on as date, min(sent_on) filter (where action_points) as sent_on,
        count(action_points) > 0 as known,
        min(file) as file, min_by(sheet, (file, "row")) as sheet, min_by("row", (file, "row")) as "row"
    from facts.documents
    where kind = 'minutes' and sent_on >= meeting_on
    group by cluster_id, meeting_on
),
logged as (
    select distinct cluster_id, period_start
    from minutes
    join periods on date between period_start and period_end
    where known
)
select
    cluster_id, meetings.date, meeting_id as unit, meeting_id, minutes.file, minutes.sheet, minutes."row",
    coalesce(went_out.nth - held.nth <= limits.minutes_days, false)::integer as numerator, 1 as denominator
from facts.meetings as meetings
cross join limits
join periods on meetings.date between period_start and period_end
semi join logged using (cluster_id, period_start)
left join minutes using (cluster_id, date)
join working_days as held on held.day = meetings.date
left join working_days as went_out on went_out.day = sent_on
join working_days as last_day on last_day.day = (select max(reference_date) from periods)
where kind = 'cluster' and level = 'national' and status = 'held'
    and coalesce(known, last_day.nth - held.nth > limits.minutes_days)
