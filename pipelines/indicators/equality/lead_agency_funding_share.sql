/*---
id = "lead_agency_funding_share"
position = 406
title = "Money that the lead agency receives"
question = "How much of the cluster's money does its lead agency receive, pass on, and share out?"
principle = "transparency"
lens = "equality"
kind = "composition"
unit = "%"
direction = "context"
frame = "reported"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
numerator = "paid and committed incoming new money of the cluster whose recipient is its lead agency"
denominator = "all paid and committed incoming new money of the cluster"
thresholds = "None: context, to be read beside the score for neutrality. In some clusters the lead agency is also the main supplier."
known_bias = "Money without a cluster is left out, and agencies report much of theirs so. The lead agency is the one of the last day known, for all years. What it passes on is known only as far as FTS or a list of sub-grants says it."
when_weak = "Say openly in a meeting what the lead agency receives and passes on, keep the coordinator apart from the agency's programme, and let others than the agency's staff decide on money."
seeds = ["C7"]

[parts.passed_on]
title = "Money the lead agency passes on"
question = "How much of what the lead agency receives is known to go on to others?"
kind = "rate"
direction = "context"
numerator = "the part of this money that a flow inside the response or a sub-grant shows going on"
denominator = "paid and committed incoming new money of the cluster whose recipient is its lead agency"

[parts.shares_out]
title = "Money the lead agency helps to share out"
question = "For how much of the pooled fund's money in the cluster does the lead agency lead the panel that reviews proposals?"
kind = "rate"
direction = "lower"
needs = ["allocations", "roles"]
numerator = "budgets of projects of the cluster of which the review panel of the day was led by the lead agency"
denominator = "budgets of projects of the cluster of a day on which somebody is known to lead the review panel"
---*/
with led as (
    select cluster_id, list(organisation_id) as leads from lead_agencies where cluster_id is not null group by cluster_id
),
panels as (
    select cluster_id, organisation_id, coalesce(starts_on, date '0001-01-01') as since, coalesce(ends_on, date '9999-12-31') as until
    from facts.roles
    where body = 'review_panel' and role in ('lead', 'co_lead', 'co_chair') and organisation_id is not null
),
received as (
    select
        money.*, list_contains(leads, money.organisation_id) as by_lead,
        (money.amount * coalesce(known, 0))::decimal(28, 8) as gone_on
    from received_money as money
    join led using (cluster_id)
    left join passed_on
        on passed_on.giver = money.organisation_id and passed_on.date = money.date and passed_on.cluster_id = money.cluster_id
)
select
    null as part, cluster_id, date, flow_id as unit, organisation_id, organisation_type, locality, file, null as sheet, "row",
    case when by_lead then amount else 0 end as numerator, amount as denominator
from received
union all
select
    'passed_on', cluster_id, date, flow_id, organisation_id, organisation_type, locality, file, null, "row", gone_on, amount
from received
where by_lead
union all
select
    'shares_out', cluster_id, make_date(year, 1, 1), project_code, projects.organisation_id, projects.type, null,
    projects.file, projects.sheet, projects."row",
    case when bool_or(list_contains(leads, panels.organisation_id)) then max(budget_usd) else 0 end, max(budget_usd)
from response_allocations as projects
join led using (cluster_id)
join panels using (cluster_id)
where coalesce(approved_on, starts_on, make_date(year, 7, 1)) between since and until
group by all
