/*---
id = "membership_share_by_type"
position = 10
title = "Who the members are"
question = "Which kinds of organisation are members of the cluster?"
principle = "equality"
lens = "inclusion"
kind = "composition"
unit = "%"
direction = "context"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships"]
numerator = "members of the type"
denominator = "all full members on the last day of the period"
thresholds = "No target. Worldwide in 2023: national NGOs 45 %, international NGOs 32 %, UN 7 %, authorities 5 %, donors 5 %, Red Cross and Red Crescent 2 % (OCHA, Pulse of Humanitarian Coordination 2023)."
known_bias = "Partner lists grow old: organisations that have left stay on them, new ones are missing. Many members who never come change the picture on paper only: compare with the active members."
when_weak = "Look for organisations that work in the sector but are not members, local ones first, and invite them by name. Offer a light membership to those who cannot commit to more."
seeds = ["I1", "I2", "E3"]

[parts.active]
title = "Who the active members are"
question = "Which kinds of organisation take part, and not only stand on the list?"
needs = ["memberships", "attendance|presence"]
numerator = "active members of the type"
denominator = "all full members that came to a meeting or reported who does what where in the period"
---*/
select
    null as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    1 as numerator, 1 as denominator
from members_of_period
union all by name
select
    'active' as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    1 as numerator, 1 as denominator, meeting_id, file, sheet, "row"
from activity
where active
