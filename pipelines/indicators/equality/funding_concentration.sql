/*---
id = "funding_concentration"
position = 408
title = "Concentration of money on few organisations"
question = "How unequally is the money shared among the organisations of the plan?"
principle = "equality"
lens = "equality"
kind = "inequality"
measure = "gini"
unit = "index"
direction = "lower"
frame = "reported"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows|allocations"]
numerator = "incoming new money and pooled-fund budgets of each organisation"
denominator = "organisations that received money or were present in an area that year; those without money count on purpose, with zero"
thresholds = "None: read the trend. 0 means that all received the same, 1 that one received all; corrected for small numbers (n/(n-1))."
known_bias = "Money counts for the organisation that received it first, whoever spends it. Recipients without a match in the register, and the funds themselves, are left out: see the shares of unknown and unplaced money. Without a list of who does what where, those who received nothing are not known and the figure is too low."
when_weak = "Show the curve in the cluster without names, ask donors which grants could be smaller or shared, and look with the fund's board at lots that small organisations can manage."
seeds = ["C1"]

[parts.hhi]
title = "Concentration of money, weight of the largest"
question = "How much do the largest recipients weigh?"
measure = "hhi"
same_rows = true
thresholds = "None: read the trend. Herfindahl-Hirschman index on a scale from 0, all the same, to 1, all to one."

[parts.theil_between]
title = "Inequality between local and international"
question = "Which part of the inequality lies between local and international organisations?"
measure = "theil_between"
same_rows = true
thresholds = "None: read the trend. 0 means that the inequality lies all within the two groups, 1 that it lies all between them (Theil's T)."
---*/
with years as (
    select period_start as date, period_end from buckets where grain = 'year'
),
received as (
    select cluster_id, date, organisation_id, amount, file, null as sheet, "row" from received_money
    union all
    select cluster_id, make_date(year, 1, 1), organisation_id, budget_usd, file, sheet, "row" from response_allocations
    union all
    select cluster_id, years.date, organisation_id, 0, file, sheet, "row"
    from response_presence
    join years on coalesce(reported_on, ends_on, starts_on) between years.date and period_end
),
clusters as (
    select cluster_id, row_number() over (order by cluster_id) as nth from facts.clusters
)
-- Within a cell a unit counts once a day, and its days are summed up: a day for each cluster keeps all its money.
select
    cluster_id, (date + coalesce(nth, 0)::integer)::date as date, organisation_id as unit, organisation_id,
    max_by(file, (amount, file, "row")) as file, max_by(sheet, (amount, file, "row")) as sheet,
    max_by("row", (amount, file, "row")) as "row", sum(amount) as numerator
from received
join places using (organisation_id)
left join clusters using (cluster_id)
where places.type not in ('pooled_fund', 'donor')
group by all
