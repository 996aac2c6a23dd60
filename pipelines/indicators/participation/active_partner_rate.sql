/*---
id = "active_partner_rate"
position = 20
title = "Members who took part"
question = "How many members came to at least one meeting?"
principle = "result_oriented"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance"]
numerator = "members who came to at least one meeting of the cluster in the period"
denominator = "full members on the last day of the period"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: the bands of the cluster performance survey (CCPM), used here as a stand-in. The rule for active partners follows the Global Food Security Cluster, without reports of activities, which are not loaded yet."
known_bias = "Being present is not being heard. People whose organisation is not known from the attendance file are not counted for anyone."
when_weak = "Call the members who never came. Ask what keeps them away and what would bring them back: time, language, place, or no use in it for them."
seeds = ["C2", "E6"]
---*/
select cluster_id, reference_date as date, organisation_id as unit, organisation_id, active::integer as numerator, 1 as denominator
from activity
