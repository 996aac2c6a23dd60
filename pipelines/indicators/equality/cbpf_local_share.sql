/*---
id = "cbpf_local_share"
position = 130
title = "Pooled-fund money to national NGOs"
question = "Of the pooled fund's allocations, how much goes directly to national NGOs?"
principle = "equality"
lens = "equality"
kind = "composition"
unit = "%"
direction = "higher"
frame = "reported"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["allocations"]
numerator = "budgets of projects whose partner the fund calls a national NGO"
denominator = "budgets of all projects"
thresholds = "No global target; 25 % serves as comparison: 10 of 19 funds gave that much in 2023. All country-based pooled funds: 35 % in 2024, 45.8 % in 2025 (computed from the public project files)."
known_bias = "Direct allocations only: what is sub-granted to or from national NGOs stands beside it where the fund publishes it, without clusters. Some partner names are hidden by the fund; their type still counts. Amounts written like 2E+07 are approximate. A year that is not over can mislead."
when_weak = "Ask the fund's advisory board which criteria keep national NGOs out, and offer them help with proposals and due diligence."
seeds = ["C4", "C7"]

[parts.net]
title = "Pooled-fund money to national NGOs, sub-grants counted"
question = "How much of the pooled fund's money stays with or reaches national NGOs after sub-grants?"
kind = "rate"
needs = ["subgrant_totals"]
numerator = "direct allocations to national NGOs, plus sub-grants to them, minus sub-grants they give to others"
denominator = "all direct allocations of the same funds and years, from the same publication"
known_bias = "From the fund's publication of allocations and sub-grants by type of organisation: totals without clusters or names. It may be older than the list of projects and then differ from the direct share."
---*/
select
    cluster_id, make_date(year, 1, 1) as date, project_code as unit, organisation_id, type as organisation_type,
    case when type = 'national_ngo' then budget_usd else 0 end as numerator, budget_usd as denominator, approximate,
    file, sheet, "row", null as part
from response_allocations
union all by name
select
    'net' as part, make_date(year, 1, 1) as date, concat_ws(' ', 'allocated', fund, type, round, "row") as unit,
    case when type = 'national_ngo' then amount_usd else 0 end as numerator, amount_usd as denominator, approximate, file, sheet, "row"
from response_allocation_totals
semi join response_allocations using (fund, year)
semi join response_subgrant_totals using (fund, year)
where published_as = 'net_funding'
union all by name
select
    'net' as part, make_date(year, 1, 1) as date, concat_ws(' ', 'sub-granted', fund, giver_type, receiver_type, "row") as unit,
    case receiver_type when 'national_ngo' then amount_usd else -amount_usd end as numerator,
    0 as denominator, file, sheet, "row"
from response_subgrant_totals
semi join response_allocations using (fund, year)
semi join (select fund, year from response_allocation_totals where published_as = 'net_funding') as published using (fund, year)
where (giver_type = 'national_ngo') <> (receiver_type = 'national_ngo')
