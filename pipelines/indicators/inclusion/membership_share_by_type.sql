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
known_bias = "Partner lists grow old: organisations that have left stay on them, new ones are missing."
when_weak = "Look for organisations that work in the sector but are not members, local ones first, and invite them by name. Offer a light membership to those who cannot commit to more."
seeds = ["I1", "I2", "E3"]
---*/
select cluster_id, reference_date as date, organisation_id as unit, organisation_id, 1 as numerator, 1 as denominator
from members_of_period
