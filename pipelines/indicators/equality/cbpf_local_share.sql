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
thresholds = "No global target; 25 % serves as comparison. All country-based pooled funds: 35 % in 2024, 45.8 % in 2025 (computed from the public project files)."
known_bias = "Direct allocations only: what is sub-granted to or from national NGOs is not in these files. Some partner names are hidden by the fund; their type still counts. Amounts written like 2E+07 are approximate. A year that is not over can mislead."
when_weak = "Ask the fund's advisory board which criteria keep national NGOs out, and offer them help with proposals and due diligence."
seeds = ["C4", "C7"]
---*/
select
    cluster_id, make_date(year, 1, 1) as date, project_code as unit, organisation_id, type as organisation_type,
    case when type = 'national_ngo' then budget_usd else 0 end as numerator, budget_usd as denominator, approximate
from facts.allocations
