/*---
id = "overhead_parity"
position = 410
title = "Overheads shared with local partners"
question = "Of the overhead rate an organisation receives in a grant, how much does it pass on to its local partner?"
principle = "equality"
lens = "equality"
kind = "median"
unit = "ratio"
direction = "higher"
frame = "reported"
localisation = true
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["subgrants"]
numerator = "overhead rate passed on to the local partner, in per cent"
denominator = "overhead rate received for the same grant, in per cent; the middle value over agreements"
bands = [["thresholds.overhead_share", "caution"], [1, "no caution"], [1e9, "no caution"]]
thresholds = "Half is what some agencies pass on (CAFOD and Christian Aid, Development Initiatives 2022); 1 is the aim (project default). Caution at or below half is a project default."
known_bias = "Budgets call overheads by different names; a zero may mean that they are part of the direct costs. Agreements that do not state both rates are left out. Groups are those of the organisation that gives."
when_weak = "Put the rates side by side in the cluster, ask those who give less than half what keeps them from it, and write a shared minimum into the model agreement."
seeds = ["C0"]

[parts.at_reference]
title = "Agreements with at least the reference overhead"
question = "How many agreements give local partners at least the reference rate?"
kind = "rate"
unit = "%"
numerator = "agreements with local partners that pass on the reference rate or more"
denominator = "agreements with local partners that state the rate passed on"
thresholds = "Project default: 7 %, the upper end of what one agency passes on from its own funds; no mandatory rate was found."
---*/
with agreements as (
    select
        given.*, coalesce(agreement_id, file || ' ' || "row") as unit, overhead_passed_percent as passed,
        overhead_received_percent as received
    from facts.subgrants as given
    join places on places.organisation_id = receiver_id and places.locality = 'local'
    left join places as givers on givers.organisation_id = giver_id
    where overhead_passed_percent is not null and givers.locality is distinct from 'local'
)
select
    null as part, cluster_id, starts_on as date, unit, giver_id as organisation_id, file, sheet, "row",
    null as numerator, null as denominator, passed / received as value
from agreements
where received > 0
union all
select
    'at_reference', cluster_id, starts_on, unit, giver_id, file, sheet, "row",
    case when passed >= overhead_reference then 1 else 0 end, 1, null
from agreements
cross join limits
