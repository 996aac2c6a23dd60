/*---
id = "unclassified_locality_share"
position = 121
title = "Money whose recipient cannot be placed"
question = "How much money went to a recipient of whom we cannot say whether it is local?"
principle = "transparency"
lens = "equality"
kind = "rate"
unit = "%"
direction = "lower"
frame = "reported"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
localisation = true
numerator = "money to named recipients that the register does not hold or cannot place"
denominator = "all paid and committed incoming new money"
thresholds = "None: the smaller, the firmer the share of local actors."
known_bias = "Falls when the partner list is completed, with no change in where money goes."
when_weak = "Add the largest unclassified recipients to a partner list, with type and headquarters country."
seeds = ["C4"]
---*/
select
    cluster_id, date, flow_id as unit, organisation_id, organisation_type, locality,
    case when locality = 'unclassified' then amount else 0 end as numerator, amount as denominator, file, "row"
from received_money
