/*---
id = "active_partner_rate"
position = 20
title = "Members who took part"
question = "How many members came to a meeting, or reported what they do where?"
principle = "result_oriented"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance|presence"]
numerator = "members who came to at least one meeting of the cluster in the period, or reported to its list of who does what where (3W or 5W)"
denominator = "full members on the last day of the period"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: the bands of the cluster performance survey (CCPM), used here as a stand-in. The rule for active partners follows the Global Food Security Cluster."
known_bias = "Being present is not being heard. People whose organisation is not known from the attendance file are not counted for anyone. Where a cluster has only meetings or only reports for the period, only these can make a member active."
when_weak = "Call the members who never came. Ask what keeps them away and what would bring them back: time, language, place, or no use in it for them. Agree with each how far it wants to take part; not all can or want to do the same."
seeds = ["C2", "E6"]
---*/
select
    cluster_id, reference_date as date, organisation_id as unit, organisation_id, active::integer as numerator,
    1 as denominator, meeting_id, file, sheet, "row"
from activity
