/*---
id = "cross_cluster_engagement"
position = 58
title = "Part in inter-cluster meetings"
question = "When the clusters meet each other, is this one there?"
principle = "complementarity"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["meetings", "attendance"]
numerator = "meetings at which an organisation was present that speaks for the cluster: by its seat in the inter-cluster group, or as lead or co-lead"
denominator = "inter-cluster meetings held, as the cluster's own list has them, with a record of who came"
bands = [["thresholds.inter_cluster_meetings", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: all of them."
known_bias = "A lead agency of several clusters may have been there for another one. Meetings without a record of who came are left out. Only meetings that the cluster itself lists are known: one that nobody listed because nobody went is missing."
when_weak = "Name a second person for the inter-cluster group, ask OCHA for its calendar of the half-year, and bring back one point from each of these meetings to the cluster's next one."
seeds = ["T8", "E2"]
---*/
with speakers as (
    select
        cluster_id, organisation_id, coalesce(starts_on, date '0001-01-01') as starts_on,
        coalesce(ends_on, date '9999-12-31') as ends_on
    from facts.roles
    where (body = 'inter_cluster' and role <> 'observer') or (body = 'cluster' and role in ('lead', 'co_lead'))
    union all
    select cluster_id, organisation_id, date '0001-01-01', date '9999-12-31'
    from lead_agencies
    where cluster_id not in (select cluster_id from facts.roles where body = 'cluster' and cluster_id is not null)
),
held as (
    select cluster_id, meeting_id, date
    from facts.meetings
    where kind = 'inter_cluster' and status = 'held' and has_attendance
        and cluster_id in (select cluster_id from speakers)
)
select
    held.cluster_id, date, meeting_id as unit, meeting_id,
    max((speakers.organisation_id is not null)::integer) as numerator, 1 as denominator
from held
left join presences using (meeting_id)
left join speakers
    on speakers.cluster_id = held.cluster_id and speakers.organisation_id = presences.organisation_id
    and date between starts_on and ends_on
group by all
