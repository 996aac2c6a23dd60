/*---
id = "reported_funding"
position = 140
title = "Funding reported"
question = "How much incoming money is reported, and how much of it is only pledged?"
principle = "transparency"
lens = "equality"
kind = "total"
unit = "USD"
direction = "context"
frame = "reported"
category = "status"
combine = { paid_or_committed = ["paid", "commitment"] }
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
by_file = true
numerator = "incoming money by distinct flow, pledges included; paid or committed and pledges are kept apart by status"
denominator = "none"
thresholds = "None."
known_bias = "Reporting to FTS is voluntary; a pledge may never be paid. Each flow is counted once, however many countries or files repeat it."
when_weak = "Ask donors who have pledged when they will commit."
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
where in_scope and boundary = 'incoming' and first_year is not null
