/*---
id = "hpc_step_inclusion"
position = 156
title = "Local organisations in each step of the programme cycle"
question = "In the step where they take part least, how many of the contributing organisations are local?"
principle = "equality"
lens = "inclusion"
kind = "composition"
unit = "%"
direction = "higher"
frame = "reported"
category = "step"
category_whole = true
headline = "lowest"
bounds = "unclassified"
localisation = true
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["comments|documents|presence"]
numerator = "local organisations that contributed to the step in the period"
denominator = "all organisations that contributed to it: by a comment or a contribution on record, as author of an assessment or a plan, by activities (implementation), or by money received for the cluster (resource mobilisation)"
thresholds = "Project default: steps with at least 5 contributors; in no step less than the share of the members that are local (see who the members are)."
known_bias = "A step without a record, or with fewer than five contributors on record, is left out and is not zero: the lowest is the lowest of the others. Commenting is less than deciding. An organisation that the partner list does not place is what the list of work or of projects calls it; who cannot be placed by either counts as not local: see the limits. Shares of steps with few contributors jump."
when_weak = "Before the next draft of that step, ask five local organisations by name for their view, in their language, and say what became of it. Hold one workshop where they work. Give a local organisation a part to write, and name it as author."
seeds = ["I3", "E4", "T1"]
---*/
with contributions as (
    select
        comments.cluster_id, received_on as date, coalesce(comments.step, consultations.step) as category,
        organisation_id, organisation, null as listed_type, comments.file, comments.sheet, comments."row"
    from facts.comments as comments
    left join (
        select cluster_id, lower(trim(consultation_key)) as draft, min(step) as step
        from facts.consultations
        group by all
    ) as consultations
        on consultations.cluster_id = comments.cluster_id and draft = lower(trim(comments.consultation_key))
    union all
    select
        cluster_id, sent_on, case kind when 'assessment' then 'assessment' else 'planning' end,
        credited_id, credited, null, file, sheet, "row"
    from facts.documents
    where kind in ('assessment', 'plan')
    union all
    select cluster_id, reference_date, 'implementation', organisation_id, organisation, organisation_type, file, sheet, "row"
    from presence_of_period
    union all
    select cluster_id, date, 'resource_mobilisation', organisation_id, null, null, file, null, "row"
    from facts.funding_flows
    join (select flow_id, min(file) as file, min_by("row", (file, "row")) as "row" from facts.flow_reports group by all)
        using (flow_id)
    where in_scope and boundary = 'incoming'
    union all
    select cluster_id, approved_on, 'resource_mobilisation', organisation_id, null, type, file, sheet, "row"
    from response_allocations
),
contributors as (
    select
        cluster_id, reference_date as date, category, organisation_id,
        concat_ws(' ', category, coalesce(organisation_id, lower(trim(organisation)))) as unit,
        any_value(type) as type, any_value(locality) as locality,
        called_alike(listed_type) as listed_type,
        min(file) as file, min_by(sheet, (file, "row")) as sheet, min_by("row", (file, "row")) as "row"
    from contributions
    join periods on contributions.date between period_start and period_end
    left join places using (organisation_id)
    where category is not null and cluster_id is not null and coalesce(organisation_id, organisation) is not null
        and type is distinct from 'pooled_fund'
    group by cluster_id, reference_date, category, organisation_id, unit
)
select
    cluster_id, date, category, organisation_id, unit,
    coalesce(nullif(type, 'unknown'), listed_type) as organisation_type, placed_by(locality, listed_type) as locality,
    (placed_by(locality, listed_type) = 'local')::integer as numerator, 1 as denominator, file, sheet, "row"
from contributors
qualify count(*) over (partition by cluster_id, date, category) >= (select step_contributors from limits)
