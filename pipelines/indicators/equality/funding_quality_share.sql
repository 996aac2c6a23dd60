/*---
id = "funding_quality_share"
position = 412
title = "Money agreed for two years or more"
question = "How much money is agreed for at least two years, for local and for international organisations?"
principle = "responsibility"
lens = "equality"
kind = "rate"
unit = "%"
direction = "higher"
frame = "reported"
category = "agreement"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows|subgrants"]
numerator = "money of agreements of 24 months or more"
denominator = "money of all agreements that state how long they last: incoming new money and sub-grants"
thresholds = "24 months at signature (Quality Funding caucus of the Grand Bargain, 2022). No share is set as a target: it should rise."
known_bias = "Of its agreements FTS says only the years in which the money is used: one from December to January counts as two years. Length alone does not make funding predictable. Money that is passed on stands here twice, in the grant and in the sub-grant, so that both agreements are judged: the grouping by agreement keeps them apart."
when_weak = "Show donors and intermediaries how much longer the agreements of international organisations last than those of local ones, and ask to pass multi-year terms on."
seeds = ["C0", "C1"]

[parts.soft_earmarked]
title = "Money with little or no earmarking"
question = "How much money may be used where it is needed, for local and for international organisations?"
bands = [["thresholds.soft_earmarking", "caution"], [100, "no caution"]]
category = "agreement"
numerator = "money of agreements that are unearmarked or softly earmarked"
denominator = "money of all agreements that state how they are earmarked"
thresholds = "Grand Bargain aspiration for unearmarked and softly earmarked money: 30 % (2016); caution at or below it is a project default."
known_bias = "Only FTS's own interface states earmarking; its exported tables do not, and then only sub-grants count. Flows that do not state it are left out. Money that is passed on stands here twice, in the grant and in the sub-grant: the grouping by agreement keeps them apart."
---*/
with agreements as (
    select
        cluster_id, date, flow_id as unit, organisation_id, organisation_type, locality, file, null as sheet, "row", amount,
        'reported_grant' as category, 12 * years >= multi_year_months as long_enough, earmarking
    from received_money
    cross join limits
    union all
    select
        cluster_id, make_date(year(starts_on), 1, 1), coalesce(agreement_id, file || ' ' || "row"), receiver_id, null, null,
        file, sheet, "row", amount_usd, 'sub_grant',
        ends_on + 1 >= starts_on + to_months(multi_year_months::integer), earmarking
    from facts.subgrants
    cross join limits
)
select
    null as part, cluster_id, date, unit, organisation_id, organisation_type, locality, category, file, sheet, "row",
    case when long_enough then amount else 0 end as numerator, amount as denominator
from agreements
where long_enough is not null
union all
select
    'soft_earmarked', cluster_id, date, unit, organisation_id, organisation_type, locality, category, file, sheet, "row",
    case when earmarking in ('unearmarked', 'softly', 'softly earmarked') then amount else 0 end, amount
from agreements
where earmarking is not null
