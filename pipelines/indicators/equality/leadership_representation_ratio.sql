/*---
id = "leadership_representation_ratio"
position = 150
title = "Local organisations in leading roles"
question = "Do local organisations lead as often as their number among the members would suggest?"
principle = "equality"
lens = "equality"
kind = "parity"
unit = "ratio"
direction = "balance"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["roles", "memberships"]
localisation = true
numerator = "share of all lead, co-lead and co-chair roles (cluster, sub-national, working groups) that local organisations hold on the last day of the period"
denominator = "share of the members that are local on that day"
bands = [["thresholds.parity_low", "under-represented"], ["thresholds.parity_high", "in balance"], [inf, "over-represented"]]
bands_on = "range"
thresholds = "Project default: in balance from 0.80 to 1.25. Worldwide in 2023 national NGOs held 8 % of sub-national leading roles and were 45 % of cluster partners, a ratio of about 0.18; authorities held 20 % of these roles (OCHA, Cluster coordination at sub-national level)."
known_bias = "With few roles one more or less changes the ratio much: look at the counts. Partner lists grow old, and many members who never come make the ratio look worse: see the ratio to active members. A role whose holder nobody could match counts as held by nobody known. A role is not the same as influence."
when_weak = "Offer the next co-lead or working-group chair to a local organisation, first in areas where local organisations do most of the work. Pay for the time it takes and pair it with an experienced co-lead. Fix an end date for every role, so that it can change hands."
seeds = ["I1", "I3", "E5", "T1", "P1"]

[parts.share]
title = "Leading roles that local organisations hold"
question = "Of all leading roles, how many do local organisations hold, and how many the others?"
kind = "composition"
unit = "%"
direction = "higher"
bounds = "unclassified"
numerator = "lead, co-lead and co-chair roles held by local organisations on the last day of the period; of a group, the roles it holds"
denominator = "all such roles held on that day"
thresholds = "No target. Worldwide in 2023, of sub-national leading roles: UN 56 %, authorities 20 %, international NGOs 16 %, national NGOs 8 % (OCHA, Cluster coordination at sub-national level)."

[parts.against_active]
title = "Local organisations in leading roles, beside active members"
question = "Do local organisations lead as often as their number among the active members would suggest?"
numerator = "share of all leading roles that local organisations hold"
denominator = "share of the active members (at least one meeting or one report of activities) that are local"
bands = [["thresholds.parity_low", "under-represented"], ["thresholds.parity_high", "in balance"], [inf, "over-represented"]]
bands_on = "range"

[parts.agenda]
title = "Points that local organisations put on the agenda"
question = "Do local organisations put points on the agenda as often as their number among the members would suggest?"
needs = ["agenda_points", "memberships"]
numerator = "share of the points on agendas of meetings in the period that local organisations proposed, of those with a proposer on record"
denominator = "share of the members that are local on the last day of the period"
bands = [["thresholds.parity_low", "under-represented"], ["thresholds.parity_high", "in balance"], [inf, "over-represented"]]
bands_on = "range"
thresholds = "Project default: in balance from 0.80 to 1.25."
known_bias = "Counts who asked for a point, not how long it was spoken about. What is raised under any other business is seldom written down. A proposer whom nobody could match counts as nobody known."
when_weak = "A week before each meeting, ask members for points, by message and in their languages, and name the proposer on the agenda. Keep the first half hour for points of local organisations."
---*/
with roles as (
    select *
    from seats
    where body in ('cluster', 'sub_national', 'twg') and role in ('lead', 'co_lead', 'co_chair')
),
led as (
    select distinct cluster_id, period_start from roles
),
agendas as (
    select distinct cluster_id, period_start
    from facts.agenda_points
    join periods on meeting_on between period_start and reference_date
    where organisation is not null
)
select
    part, cluster_id, date, seat as unit, organisation_id, 1 as numerator, null::integer as denominator,
    file, sheet, "row"
from roles
cross join (values (null), ('against_active')) as counted (part)
union all by name
select
    'share' as part, cluster_id, date, seat as unit, organisation_id,
    (locality is not distinct from 'local')::integer as numerator, 1 as denominator, file, sheet, "row"
from roles
left join places using (organisation_id)
union all by name
select cluster_id, reference_date as date, organisation_id as unit, organisation_id, 1 as denominator
from members_of_period
semi join led using (cluster_id, period_start)
union all by name
select
    'against_active' as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    1 as denominator, file, sheet, "row", meeting_id
from activity
semi join led using (cluster_id, period_start)
where active
union all by name
select
    'agenda' as part, cluster_id, meeting_on as date, concat_ws(' ', file, sheet, "row") as unit, organisation_id,
    1 as numerator, null::integer as denominator, file, sheet, "row"
from facts.agenda_points
where organisation is not null
union all by name
select 'agenda' as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id, 1 as denominator
from members_of_period
semi join agendas using (cluster_id, period_start)
