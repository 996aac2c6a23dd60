/*---
id = "funding_parity_ratio"
position = 404
title = "Local share of money against local share of presence"
question = "Do local organisations get the share of the money that matches their share of the presence in the areas?"
principle = "equality"
lens = "equality"
kind = "parity"
unit = "ratio of money"
direction = "balance"
frame = "reported"
localisation = true
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows", "presence"]
numerator = "local share of incoming new money whose way is known, passed-on money included"
denominator = "local share of presences: an organisation in an area, once a year"
bands = [["thresholds.parity_low", "caution"], ["thresholds.parity_high", "no caution"], [1e9, "caution"]]
thresholds = "Project default: 0.80 to 1.25, modelled on the four-fifths rule. 1 means the same share of both."
known_bias = "Being present says nothing about how much is done: small and large projects count the same. Lists of presence that name the programme's owner hide those who implement. Money without a known way and organisations that cannot be placed are left out on both sides. Groups by type speak of the first recipient of the money."
when_weak = "Show donors the two shares side by side, ask what keeps local organisations that already work in the areas from getting funds, and plan allocations by who is there."
seeds = ["C1", "I2"]
---*/
with years as (
    select period_start as date, period_end from buckets where grain = 'year'
),
present as (
    select
        cluster_id, years.date, organisation_id, coalesce(lower(trim(area2)), area2_pcode, lower(trim(area1)), area1_pcode) as area,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from response_presence
    join years on coalesce(reported_on, ends_on, starts_on) between years.date and period_end
    where organisation_id is not null
    group by cluster_id, years.date, organisation_id, area
),
counted_places as ( -- money without a cluster belongs to the whole response
    select cluster_id, date from present
    union
    select null, date from present
)
select
    cluster_id, date, flow_id || ', ' || route as unit, organisation_id, organisation_type, file, "row",
    case when route = 'international' then 'international' else 'local' end as locality,
    amount as numerator, 0 as denominator
from routed_money
semi join counted_places
    on counted_places.date = routed_money.date and counted_places.cluster_id is not distinct from routed_money.cluster_id
where route not in ('unclassified', 'unknown')
union all by name
select
    cluster_id, date, organisation_id || ' in ' || coalesce(area, 'an area not named') as unit, organisation_id,
    source.file, source.sheet, source."row", 0 as numerator, 1 as denominator
from present
join places using (organisation_id)
where locality in ('local', 'international')
