/*---
id = "action_ownership_spread"
position = 310
title = "Action points owned by others than the lead"
question = "Who carries the cluster's work: the lead agency, or its partners too?"
principle = "responsibility"
lens = "equality"
kind = "composition"
unit = "%"
direction = "context"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["actions"]
numerator = "those whose owner is not the lead agency; of a kind of organisation, those it owns"
denominator = "action points and milestones agreed in the period, with an owner that is a known organisation"
thresholds = "No target for the share. Project default for concentration: caution above 0.25."
known_bias = "An owner that is a person, the coordination team or an unknown name is left out. One large action counts as much as a small one. Local organisations that own many actions may also be those on whom work is pushed."
when_weak = "At the end of each point ask who would like to take it, before the lead offers. Let two partners share one, a local organisation among them. Give the work with the say: who owns an action reports on it to the meeting."
seeds = ["P3", "T3"]

[parts.local]
title = "Action points owned by local organisations"
question = "How much of the cluster's work do local organisations carry?"
localisation = true
bounds = "unclassified"
numerator = "those whose owner is local; of a kind of organisation, those it owns"
denominator = "action points and milestones agreed in the period, with an owner that is a known organisation"
thresholds = "No target: compare with the share of local organisations among the members."

[parts.concentration]
title = "Action points in few hands"
question = "Does the work lie with a few owners, or with many?"
kind = "inequality"
measure = "hhi"
unit = "index"
direction = "lower"
numerator = "concentration of action points and milestones on owners: 0 when all own as many, 1 when one owns all (normalised Herfindahl-Hirschman index)"
denominator = "organisations that own at least one"
bands = [["thresholds.owners_concentration", "no caution"], [1, "caution"]]
thresholds = "Project default: caution above 0.25."
---*/
with owned as (
    select
        actions.cluster_id, reference_date, agreed_on, owner_id as organisation_id, locality, file, sheet, "row",
        concat_ws(' ', file, sheet, "row") as unit
    from facts.actions as actions
    join periods on agreed_on between period_start and reference_date
    join places on places.organisation_id = owner_id
    where kind in ('action_point', 'milestone')
),
owners as (
    -- In each cluster; and in all of them, as rows without a cluster.
    select
        cluster_id, reference_date, organisation_id, count(*) as actions,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from owned
    group by grouping sets ((cluster_id, reference_date, organisation_id), (reference_date, organisation_id))
)
select
    null as part, owned.cluster_id, agreed_on as date, unit, owned.organisation_id, file, sheet, "row",
    (leads.organisation_id is null)::integer as numerator, 1 as denominator
from owned
left join lead_agencies as leads using (cluster_id, organisation_id)
where owned.cluster_id in (select cluster_id from lead_agencies)
union all by name
select
    'local' as part, cluster_id, agreed_on as date, unit, organisation_id, file, sheet, "row",
    (locality = 'local')::integer as numerator, 1 as denominator
from owned
union all by name
select
    'concentration' as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    source.file as file, source.sheet as sheet, source."row" as "row", actions as numerator, 1 as denominator
from owners
