/*---
id = "nonparticipant_contact_rate"
position = 51
title = "Absent members who were asked why"
question = "When a member stays away, does somebody call and write the reason down?"
principle = "collaborative_leadership"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team"]
needs = ["memberships", "attendance", "outreach"]
numerator = "those of them with a contact and a reason in the outreach log: since the first meeting missed, up to the end of the period"
denominator = "members that missed three or more meetings in a row, the third or a later one in the period"
bands = [["thresholds.absent_contacted", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: all of them; three meetings in a row are a project default too."
known_bias = "Counts what the team wrote down: calls that nobody logged are missing. A contact without a reason, because nobody was reached or nobody asked, does not count. Where the log has no line at all in a period, nothing is said. A member that was never asked to an area's meetings is not expected there."
when_weak = "Take the list of absent members, share it out among the team, and call each one: why did you stay away, and what would it take for you to come? Write the answer in the outreach log. Change what several of them name."
seeds = ["T4", "C3"]
---*/
with meeting_periods as (
    select meeting_id, period_start, reference_date
    from recorded_meetings
    join periods on date between period_start and reference_date
),
seats as (
    select
        *, count(*) filter (where came) over (
            partition by cluster_id, organisation_id order by date, meeting_id
        ) as came_before
    from invitations
),
misses as (
    select
        cluster_id, organisation_id, came_before, period_start, reference_date,
        count(*) as number, min(date) as first_missed, max(meeting_id) as meeting_id
    from seats
    join meeting_periods using (meeting_id)
    where not came
    group by all
),
runs as (
    select
        * exclude (number, first_missed), min(first_missed) over run as first_missed,
        sum(number) over (run order by period_start) as missed
    from misses
    window run as (partition by cluster_id, organisation_id, came_before)
),
absent as (
    select
        cluster_id, organisation_id, period_start, reference_date, max(first_missed) as first_missed,
        max(meeting_id) as meeting_id
    from runs
    cross join limits
    where missed >= absence_run
    group by all
),
kept as (
    select distinct cluster_id, period_start
    from facts.outreach
    join periods on contacted_on between period_start and period_end
),
asked as (
    select
        absent.*, count(reason) > 0 as with_reason,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) filter (where reason is not null) as source
    from absent
    left join facts.outreach as outreach
        on outreach.cluster_id = absent.cluster_id and outreach.organisation_id = absent.organisation_id
        and contacted_on between first_missed and reference_date
    group by all
)
select
    cluster_id, reference_date as date, cluster_id || ' ' || organisation_id as unit, organisation_id, meeting_id,
    source.file as file, source.sheet as sheet, source."row" as "row",
    with_reason::integer as numerator, 1 as denominator
from asked
semi join kept using (cluster_id, period_start)
