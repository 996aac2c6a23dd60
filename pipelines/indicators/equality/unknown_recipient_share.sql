/*---
id = "unknown_recipient_share"
position = 122
title = "Money whose recipient is not named"
question = "How much money has no single, final recipient on record?"
principle = "transparency"
lens = "equality"
kind = "rate"
unit = "%"
direction = "lower"
frame = "reported"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
numerator = "money to no named recipient, to several at once, or still parked or passed through"
denominator = "all paid and committed incoming new money"
thresholds = "None: the smaller, the firmer the share of local actors."
known_bias = "Depends on how fully donors and intermediaries report."
when_weak = "Ask donors and fund managers to report the final recipient to FTS."
seeds = ["T10b"]
---*/
select
    cluster_id, date, flow_id as unit, organisation_id, organisation_type, locality,
    case when locality = 'unknown' then amount else 0 end as numerator, amount as denominator, file, "row"
from received_money
