/*---
id = "reported_flows"
position = 142
title = "Funding flows on record"
question = "How many distinct flows are on record, and how many are parked or only passed through?"
principle = "transparency"
lens = "equality"
kind = "total"
unit = "flows"
direction = "context"
frame = "reported"
category = "flow_type"
grains = ["span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
by_file = true
numerator = "distinct flow ids, incoming and internal"
denominator = "none"
thresholds = "None."
known_bias = "Parked money waits at a fund or agency; passed-through money is on its way to somebody else. Neither has reached its final recipient."
when_weak = "Nothing to do: this number tells how much the money figures rest on."
seeds = ["C1"]
---*/
select
    cluster_id, make_date(coalesce(usage_year_start, year(date)), 1, 1) as date, flow_id as unit, organisation_id,
    coalesce(flow_type, 'not stated') as category, file, "row", 1 as numerator
from facts.funding_flows
join (select flow_id, file, min("row") as "row" from facts.flow_reports group by flow_id, file) using (flow_id)
where in_scope and coalesce(usage_year_start, year(date)) is not null
