/*---
id = "paid_or_committed_funding"
position = 141
title = "Funding paid or committed"
question = "How much incoming money is paid or firmly committed?"
principle = "transparency"
lens = "equality"
kind = "total"
unit = "USD"
direction = "context"
frame = "reported"
category = "status"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
by_file = true
numerator = "incoming money by distinct flow that is paid or committed; no pledges"
denominator = "none"
thresholds = "None."
known_bias = "Reporting to FTS is voluntary. Each flow is counted once, however many countries or files repeat it."
when_weak = "Nothing to do: the shares of local actors are shares of this money, as far as it is new."
seeds = ["C1"]
---*/
select
    cluster_id, make_date(unnest(range(first_year, last_year + 1))::integer, 1, 1) as date, flow_id as unit,
    organisation_id, status as category, file, "row",
    (amount_usd / (last_year - first_year + 1))::decimal(28, 8) as numerator
from (
    select *, coalesce(usage_year_start, year(date)) as first_year, coalesce(usage_year_end, year(date)) as last_year
    from facts.funding_flows
    join (select flow_id, file, min("row") as "row" from facts.flow_reports group by flow_id, file) using (flow_id)
)
where in_scope and boundary = 'incoming' and status in ('paid', 'commitment') and first_year is not null
