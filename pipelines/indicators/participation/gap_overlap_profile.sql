/*---
id = "gap_overlap_profile"
position = 392
title = "Areas in need without a partner"
question = "In how many of the areas where people need help does no partner work?"
principle = "complementarity"
lens = "participation"
kind = "rate"
unit = "%"
direction = "lower"
frame = "reported"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["areas_in_need", "presence"]
numerator = "areas (admin 2) with people in need and no organisation reporting activities in the period"
denominator = "areas with people in need of this cluster, by the newest numbers known at the end of the period"
bands = [[0, "no caution"], [100, "caution"]]
thresholds = "Project default: no gaps."
known_bias = "Who does not report is not seen, and one small activity closes a gap. Areas are brought together by P-code or by name: a name spelt in two ways, or needs listed at another level, look like gaps. Periods without any report by area are left out."
when_weak = "Show the empty areas on a map in the next meeting and ask who could go there, who knows a local organisation there, and what it would take. Ask those who work next door first. Tell the inter-cluster group which areas nobody can reach."
seeds = ["E1", "T5"]

[parts.overlap]
title = "Areas where many do the same"
question = "In how many of the areas served do four or more organisations carry out the same activity?"
needs = ["presence"]
numerator = "areas where at least four organisations report the same activity"
denominator = "areas with activities on record in the period"
thresholds = "Project default: 4 organisations. No target: in a large town many partners may be needed."
known_bias = "The same activity in a large area may be no overlap. Activities are compared by their words as they stand in the list."
when_weak = "Bring the organisations of the area together: who could move to the next area, who could take another activity, who could work under one programme?"
---*/
with worked as materialized (
    select * from work_in_areas
),
needed as (
    select
        cluster_id, period_start, reference_date, lower(trim(area)) as name,
        coalesce(area_code(area_pcode), area_names.code, lower(trim(area))) as place,
        file, sheet, "row", people_in_need > 0 and cluster_needed is not false as in_need
    from facts.areas_in_need
    join periods on as_of <= reference_date
    left join area_names on area_names.name = lower(trim(area))
    qualify row_number() over (partition by cluster_id, period_start, place order by as_of desc, file, "row") = 1
),
served as (
    select distinct cluster_id, period_start, unnest([place, name]) as known_as from worked
),
partners as (
    select
        cluster_id, date, place, activity, count(distinct partner) as organisations, min(file) as file,
        min_by(sheet, (file, "row")) as sheet, min_by("row", (file, "row")) as "row"
    from worked
    where activity is not null
    group by cluster_id, date, place, activity
)
select
    null as part, needed.cluster_id, reference_date as date, concat_ws(' ', needed.cluster_id, place) as unit,
    (bool_and(served.known_as is null))::integer as numerator, 1 as denominator,
    any_value(file) as file, any_value(sheet) as sheet, any_value("row") as "row"
from needed
semi join served as listed using (cluster_id, period_start)
left join served
    on served.cluster_id = needed.cluster_id and served.period_start = needed.period_start
    and served.known_as in (place, name)
where in_need
group by needed.cluster_id, reference_date, place
union all
select
    'overlap', cluster_id, date, concat_ws(' ', cluster_id, place),
    (max(organisations) >= any_value(limits.overlap_partners))::integer, 1,
    max_by(file, (organisations, activity)), max_by(sheet, (organisations, activity)),
    max_by("row", (organisations, activity))
from partners
cross join limits
group by cluster_id, date, place
