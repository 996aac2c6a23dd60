/*---
id = "direct_local_funding_share"
position = 120
title = "Money that reaches local actors directly"
question = "Of the new money for the response, how much goes straight to local organisations?"
principle = "equality"
lens = "equality"
kind = "composition"
unit = "%"
direction = "higher"
frame = "reported"
bounds = "unclassified"
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
category = "local_kind"
localisation = true
numerator = "paid and committed incoming new money whose recipient is local (FTS)"
denominator = "all paid and committed incoming new money"
bands = [["thresholds.direct_share_caution", "caution"], [100, "no caution"]]
thresholds = "Project default: caution at or below the worldwide share of 2023. Part of the Grand Bargain's 25 % to local and national responders as directly as possible. Worldwide in 2023: 4.5 % directly (Development Initiatives 2024)."
known_bias = "Reporting to FTS is voluntary. Recipients that the register does not hold, or does not place, count as unclassified and may be local. Files without the new-money mark (all CSV exports) are taken as new money when incoming. Money for several years is split equally. One large grant to an authority can hide what NGOs receive: see the kinds of local actors."
when_weak = "Show donors which local organisations passed due diligence, ask intermediaries for shared checks, and add missing headquarters to the partner list so that nobody is left unclassified."
seeds = ["C1", "C4"]
---*/
select
    cluster_id, date, flow_id as unit, organisation_id, organisation_type, locality,
    case when locality = 'local' then
        case organisation_type
            when 'authority' then 'local_state' when 'national_ngo' then 'local_ngo'
            when 'red_cross_society' then 'local_red_cross_red_crescent' else 'local_other'
        end
    end as category,
    case when locality = 'local' then amount else 0 end as numerator, amount as denominator, file, "row"
from received_money
