/*---
id = "as_direct_local_funding_share"
position = 400
title = "Money that reaches local actors as directly as possible"
question = "Of the new money for the response, how much reaches local organisations directly, through a pooled fund, or through one other organisation?"
principle = "equality"
lens = "equality"
kind = "composition"
unit = "%"
direction = "higher"
frame = "reported"
bounds = "unclassified"
category = "route"
localisation = true
grains = ["year", "span"]
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
numerator = "incoming new money that went to local organisations directly, through a pooled fund, or through one international organisation"
denominator = "all paid and committed incoming new money"
bands = [["thresholds.as_direct_target", "caution"], [100, "no caution"]]
thresholds = "Grand Bargain target for all responses together: 25 % (2016); caution at or below it is a project default. Worldwide: 8.4 % in 2023, 7.5 % in 2024 (Development Initiatives 2024, 2025)."
known_bias = "What is passed on is known only where funds, FTS or a list of sub-grants say so: the true share may be higher. Each dollar counts once, by its first route; money that went through two or more organisations is shown as deeper and is not counted. What a fund or an organisation passed on is taken as a share of all it received in that year, and never exceeds it. Money of a fund counts where its donors reported it, which is often without a cluster, so it may be missing from the figures of single clusters. The route unknown holds money without a named recipient and what a fund is not known to have given yet; a grouping by type or place speaks of the first recipient of what is not counted."
when_weak = "Ask the organisations that receive most to list their sub-grants (template sub_grants.xlsx), propose local organisations that passed due diligence to donors and to the fund's board, and agree in the cluster on help that makes them eligible."
seeds = ["C4", "T1"]
---*/
select
    cluster_id, date, case when undivided then flow_id else flow_id || ', ' || route end as unit,
    organisation_id, organisation_type, route as category, file, "row",
    case when counted then 'local' when route in ('international', 'deeper') then 'international' else route end as locality,
    case when counted then amount else 0 end as numerator, amount as denominator
from routed_money
