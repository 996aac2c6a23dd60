/*---
id = "onward_traceability"
position = 402
title = "Money whose next step is known"
question = "Of the money given to international organisations and pooled funds, for how much do we know who got it next?"
principle = "transparency"
lens = "equality"
kind = "rate"
unit = "%"
direction = "higher"
frame = "reported"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
numerator = "incoming new money of international organisations and pooled funds that a project, a flow inside the response or a sub-grant shows going on"
denominator = "incoming new money of named international organisations and pooled funds"
thresholds = "None. For comparison: in public data two large donors could trace 4 % and 14 % of their spending (Netherlands and United Kingdom, Grand Bargain field study)."
known_bias = "Money an organisation spends itself has no next step, so 100 % is not expected. Recipients that cannot be placed are left out. Never more than an organisation received counts as passed on, and each step is taken from one source only."
when_weak = "Agree in the cluster that all who pass money on list their sub-grants once a quarter, begin with the lead agency, and ask fund managers and donors to report onward flows to FTS."
seeds = ["T10b", "C0"]
---*/
select
    held.cluster_id, held.date, flow_id as unit, organisation_id, organisation_type, locality, file, "row",
    (amount * coalesce(known, 0))::decimal(28, 8) as numerator, amount as denominator
from held_money as held
left join passed_on
    on passed_on.giver = held.giver and passed_on.date = held.date
    and passed_on.cluster_id is not distinct from held.cluster_id
