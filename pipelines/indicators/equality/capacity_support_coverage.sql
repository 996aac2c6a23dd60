/*---
id = "capacity_support_coverage"
position = 360
title = "Support that local organisations asked for and got"
question = "When local organisations ask for support with their capacity, do they get it?"
principle = "complementarity"
lens = "equality"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["capacity_support"]
localisation = true
numerator = "those that got at least one thing they asked for, until now"
denominator = "local organisations that asked for support in the period"
thresholds = "No target. Project default for the part that local organisations give: at least their share of the members."
known_bias = "Counts what was asked, agreed and logged, not what it was worth. Local organisations that never ask are not seen; nor is support given outside the cluster. Support that was declined counts as not given. Requests made late in the period have had little time."
when_weak = "Ask local organisations what they need instead of planning trainings for them. Match each request with a partner that can answer it, and say by when. Prefer working side by side to courses. Ask local organisations to teach what they know best: the places, the people, the authorities."
seeds = ["T1", "C4", "I4", "P10"]

[parts.local_providers]
title = "Support given by local organisations"
question = "Do local organisations teach as well as learn?"
kind = "composition"
bounds = "unclassified"
numerator = "those given by a local organisation; of a kind of organisation, those it gave"
denominator = "trainings and other support delivered in the period, by a known organisation"
thresholds = "Project default: at least the share of local organisations among the members."
---*/
select
    null as part, cluster_id, reference_date as date, cluster_id || ' ' || organisation_id as unit, organisation_id,
    file, sheet, "row", (status = 'delivered')::integer as numerator, 1 as denominator
from facts.capacity_support
join periods on requested_on between period_start and period_end
join places using (organisation_id)
where locality = 'local'
union all by name
select
    'local_providers' as part, cluster_id, coalesce(delivered_on, requested_on) as date,
    concat_ws(' ', file, sheet, "row") as unit, provider_id as organisation_id, file, sheet, "row",
    (locality = 'local')::integer as numerator, 1 as denominator
from facts.capacity_support
join places on places.organisation_id = provider_id
where status = 'delivered'
