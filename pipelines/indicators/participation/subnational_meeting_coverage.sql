/*---
id = "subnational_meeting_coverage"
position = 55
title = "Areas with meetings of their own"
question = "Where several partners work, does the cluster meet on the spot?"
principle = "complementarity"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "reported"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["meetings", "presence"]
numerator = "those with at least one meeting of the cluster in the area in the last two months of the period, or before the last day the data know of"
denominator = "areas in which at least three organisations of the cluster reported work in the period (3W or 5W)"
thresholds = "No target. Worldwide in 2023, 76 % of clusters were present below the national level (OCHA). Project default: three organisations, two months."
known_bias = "Which areas are meant, such as provinces or districts, is taken from the areas that the cluster's list of meetings names; where it names none, the largest areas. Names of areas must be written alike in both files, or as P-codes. A meeting that covers several areas counts for the one that is named. An area whose work nobody reports is missing."
when_weak = "Ask the partners of each area without meetings whether they need one, and who of them could host it: a local organisation or the local authority knows the place best. Begin with a meeting every second month and a short note to the national one. Let those who cannot travel take part there and not in the capital."
seeds = ["P9", "C5", "E2"]
---*/
with work as (
    select
        cluster_id, period_start, reference_date, file, sheet, "row",
        coalesce(organisation_id, lower(organisation)) as organisation, unnest([1, 2, 3]) as level,
        unnest([area1, area2, area3]) as name, unnest([area1_pcode, area2_pcode, area3_pcode]) as pcode
    from presence_of_period
),
worked_areas as (
    select
        cluster_id, period_start, reference_date, level, lower(trim(coalesce(name, pcode))) as area,
        min(lower(pcode)) as pcode, count(distinct organisation) as partners,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from work
    where coalesce(name, pcode) is not null
    group by all
),
area_meetings as (
    select cluster_id, meeting_id, date, lower(trim(area)) as area
    from facts.meetings
    where kind = 'cluster' and status = 'held' and level = 'sub-national' and area is not null
),
meant as (
    select distinct on (worked.cluster_id) worked.cluster_id, level
    from worked_areas as worked
    left join area_meetings as met
        on met.cluster_id = worked.cluster_id and met.area in (worked.area, worked.pcode)
    group by worked.cluster_id, level
    order by worked.cluster_id, count(distinct met.area) desc, level
)
select
    worked.cluster_id, reference_date as date, worked.cluster_id || ' ' || worked.area as unit,
    source.file as file, source.sheet as sheet, source."row" as "row", min(meeting_id) as meeting_id,
    (count(meeting_id) > 0)::integer as numerator, 1 as denominator
from worked_areas as worked
join meant using (cluster_id, level)
cross join limits
left join area_meetings as met
    on met.cluster_id = worked.cluster_id and met.area in (worked.area, worked.pcode)
    and date > reference_date - to_months(area_months::integer) and date <= reference_date
where partners >= area_partners and worked.cluster_id in (select cluster_id from facts.meetings)
group by all
