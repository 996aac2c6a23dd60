/*---
id = "twg_spread"
position = 154
title = "Members in technical working groups"
question = "How many of the active members also work in a technical working group?"
principle = "complementarity"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team"]
needs = ["memberships", "attendance|presence", "roles"]
numerator = "active members with a seat in a working group on the last day of the period (observers have none), or who came to a meeting of one in the period"
denominator = "active members: at least one meeting or one report of activities in the period"
thresholds = "No target."
known_bias = "Lists of working groups grow old. Who comes without being listed counts only where the group keeps attendance. Groups of small clusters may not be needed at all."
when_weak = "Ask each active member which technical question it would work on, and open the groups by name. Hold some of them outside the capital or online, in the language of those who do the work, and give local organisations a chair."
seeds = ["T6", "P9"]
---*/
with involved as (
    select cluster_id, period_start, organisation_id, file, sheet, "row", null::varchar as meeting_id
    from seats
    where body = 'twg' and role <> 'observer'
    union all
    select cluster_id, period_start, organisation_id, null, null, null, meeting_id
    from facts.meetings
    join periods on date between period_start and reference_date
    join presences using (meeting_id)
    where kind = 'twg' and status = 'held'
),
groups as (
    select distinct cluster_id, period_start from involved
),
once as (
    select
        cluster_id, period_start, organisation_id, min(meeting_id) as meeting_id,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) filter (where file is not null) as seat
    from involved
    group by all
)
select
    cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    (once.organisation_id is not null)::integer as numerator, 1 as denominator,
    coalesce(seat.file, activity.file) as file, coalesce(seat.sheet, activity.sheet) as sheet,
    coalesce(seat."row", activity."row") as "row", coalesce(once.meeting_id, activity.meeting_id) as meeting_id
from activity
semi join groups using (cluster_id, period_start)
left join once using (cluster_id, period_start, organisation_id)
where active
