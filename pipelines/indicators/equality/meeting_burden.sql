/*---
id = "meeting_burden"
position = 57
title = "Time that meetings take"
question = "How many hours a month does each coordination post of a partner spend in meetings of the cluster?"
principle = "equality"
lens = "equality"
kind = "median"
unit = "hours"
direction = "lower"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team"]
needs = ["memberships", "attendance"]
numerator = "median over organisations of the hours all their people spent in meetings of the cluster and its groups, a month, for each full-time post they have for coordination"
denominator = "members that came at least once in the period and stated their posts for coordination"
thresholds = "No target: compare local with international members. Meetings of about an hour are advised (WASH coordination wiki). Project default: 60 minutes for a meeting whose record says nothing of its length."
known_bias = "Preparation and travel are not counted. Two people of one organisation count for as long as any of them was there, so the hours are an upper limit. Where a sheet has no times, the average of what others stayed at the same meeting is taken, else 60 minutes. Members that state no post, or none at all, are left out, and they may be those with the heaviest load."
when_weak = "Hold fewer and shorter meetings: an hour, an agenda sent before, information by mail and decisions in the room. Move detail to a small technical group. Ask the partners with the fewest staff which meetings are of use to them, and drop or join the others."
seeds = ["C5", "T7"]
---*/
with held as (
    select cluster_id, meeting_id, date
    from facts.meetings
    where status = 'held' and has_attendance and kind <> 'inter_cluster' and cluster_id is not null
),
usual as (
    select meeting_id, avg(minutes) as minutes
    from facts.attendance
    group by meeting_id
),
months as (
    select cluster_id, period_start, count(distinct date_trunc('month', date)) as number
    from held
    join periods on date between period_start and reference_date
    group by all
),
posts as (
    select cluster_id, organisation_id, max(coordination_staff) as posts
    from facts.memberships
    where coordination_staff > 0
    group by all
)
select
    cluster_id, reference_date as date, cluster_id || ' ' || organisation_id as unit, organisation_id,
    min(meeting_id) as meeting_id,
    sum(people * coalesce(stays.minutes, usual.minutes, meeting_minutes)) / 60 / any_value(number) / any_value(posts)
        as value
from held
join periods on date between period_start and reference_date
join facts.attendance as stays using (meeting_id)
join usual using (meeting_id)
join posts using (cluster_id, organisation_id)
join members_of_period using (cluster_id, organisation_id, period_start, reference_date)
join months using (cluster_id, period_start)
cross join limits
group by all
