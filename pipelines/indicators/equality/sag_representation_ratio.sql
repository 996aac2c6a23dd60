/*---
id = "sag_representation_ratio"
position = 152
title = "Local organisations in the strategic advisory group"
question = "Does the advisory group mirror the members?"
principle = "equality"
lens = "equality"
kind = "parity"
unit = "ratio"
direction = "balance"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["roles", "memberships"]
localisation = true
numerator = "share of the advisory group's seats that local organisations hold on the last day of the period; observers have no seat"
denominator = "share of the members that are local on that day"
bands = [["thresholds.parity_low", "under-represented"], ["thresholds.parity_high", "in balance"], [inf, "over-represented"]]
bands_on = "range"
thresholds = "Project default: in balance from 0.80 to 1.25. An advisory group should mirror the members, be elected and change over time (Global Food Security Cluster handbook); 5 to 10 seats are advised (WASH coordination guidance)."
known_bias = "A group has few seats: one of eight is 12.5 points. Partner lists grow old, and many members who never come make the ratio look worse: see the ratio to active members. A seat is not the same as being heard."
when_weak = "Write down how many seats each kind of member has, and let each kind choose its own. Start with the seats that become free next. Rotate them once a year, and let a second person stand in where travel or language keeps somebody away."
seeds = ["T6", "C5", "P14"]

[parts.dissimilarity]
title = "How far the advisory group differs from the members"
question = "Which part of the seats would have to change to another kind of organisation to mirror the members?"
kind = "inequality"
measure = "dissimilarity"
unit = "index"
direction = "lower"
same_rows = true
localisation = false
numerator = "half the sum, over the types of organisations, of the differences between share of seats and share of members"
denominator = "none: 0 is a mirror of the members, 1 has nothing in common with them"
thresholds = "No target. 5 to 10 seats cannot mirror all types exactly."

[parts.by_election]
title = "Advisory seats filled by election or rotation"
question = "How many seats did the members fill themselves?"
kind = "rate"
unit = "%"
direction = "higher"
localisation = false
numerator = "seats on record as filled by election or rotation"
denominator = "seats for which it is on record how they were filled, the lead agency's own included"
thresholds = "No target. Advisory groups should be elected and change over time (Global Food Security Cluster handbook)."

[parts.against_active]
title = "Local organisations in the advisory group, beside active members"
question = "Does the advisory group mirror the active members?"
numerator = "share of the advisory group's seats that local organisations hold"
denominator = "share of the active members (at least one meeting or one report of activities) that are local"
bands = [["thresholds.parity_low", "under-represented"], ["thresholds.parity_high", "in balance"], [inf, "over-represented"]]
bands_on = "range"
---*/
with advisers as (
    select *
    from seats
    where body = 'sag' and role <> 'observer'
),
advised as (
    select distinct cluster_id, period_start from advisers
)
select
    part, cluster_id, date, seat as unit, organisation_id, 1 as numerator, null::integer as denominator,
    file, sheet, "row"
from advisers
cross join (values (null), ('against_active')) as counted (part)
union all by name
select
    'by_election' as part, cluster_id, date, seat as unit, organisation_id,
    (chosen_by in ('election', 'rotation'))::integer as numerator, 1 as denominator, file, sheet, "row"
from advisers
where chosen_by is not null
union all by name
select cluster_id, reference_date as date, organisation_id as unit, organisation_id, 1 as denominator
from members_of_period
semi join advised using (cluster_id, period_start)
union all by name
select
    'against_active' as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    1 as denominator, file, sheet, "row", meeting_id
from activity
semi join advised using (cluster_id, period_start)
where active
