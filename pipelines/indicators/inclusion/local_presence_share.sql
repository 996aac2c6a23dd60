/*---
id = "local_presence_share"
position = 390
title = "Work done by local organisations, area by area"
question = "Where somebody carries out activities, how often is it a local organisation?"
principle = "complementarity"
lens = "inclusion"
kind = "composition"
unit = "%"
direction = "context"
frame = "reported"
category = "area"
category_whole = true
bounds = "unclassified"
localisation = true
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["presence"]
numerator = "presences of local organisations: one for each organisation and area (admin 2) in which it carried out activities in the period"
denominator = "all presences"
thresholds = "No target: it tells where local capacity is. Compare with the share of the members, of the seats and of the money that is local."
known_bias = "Counts who carries out the work, where the list has a column for it: lists that name the lead of a project alone hide local partners. One presence may be small or large. An organisation that the partner list does not place is what the list of work calls it: a national NGO is local, an international NGO or UN agency is not. Who cannot be placed by either is in neither group: see the limits. Rows without an area at the second level are left out."
when_weak = "Where local organisations work, let them lead the coordination of the area. Where none works, ask the members which local organisations they know there. Ask everybody to name the organisation that does the work in the list."
seeds = ["E5", "I2"]
---*/
with listed as (
    select
        cluster_id, date, place, partner, organisation_id, min(area) as area,
        called_alike(listed_type) as listed_type,
        min(file) as file, min_by(sheet, (file, "row")) as sheet, min_by("row", (file, "row")) as "row"
    from work_in_areas
    group by cluster_id, date, place, partner, organisation_id
)
select
    cluster_id, date, concat_ws(' ', cluster_id, place, partner) as unit, organisation_id,
    placed_by(locality, listed_type) as locality, coalesce(nullif(type, 'unknown'), listed_type) as organisation_type,
    min(area) over (partition by place) as category,
    (placed_by(locality, listed_type) = 'local')::integer as numerator, 1 as denominator, file, sheet, "row"
from listed
left join places using (organisation_id)
