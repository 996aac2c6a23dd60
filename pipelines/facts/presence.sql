-- One row a thing said: the same presence stands under two codes of one cluster, under two spellings of one organisation,
-- on a copied sheet and again in next month's file.
insert into facts.presence
with placed as (
    select
        p.*, by_name.organisation_id, by_programme.organisation_id as programme_organisation_id, cluster_of.cluster_id
    from typed.presence as p
    left join name_matches as by_name on by_name.name = p.organisation
    left join name_matches as by_programme on by_programme.name = p.programme_organisation
    left join cluster_of
        on cluster_of.file = p.file and cluster_of.sheet = p.sheet and cluster_of.text = coalesce(p.cluster, '')
),
things as (
    select
        *,
        dense_rank() over (
            order by
                coalesce(organisation_id, lower(organisation)),
                coalesce(programme_organisation_id, lower(programme_organisation)),
                coalesce(cluster_id, lower(cluster)), lower(sub_cluster), lower(activity), lower(status),
                lower(donor), country, coalesce(area1_pcode, lower(area1)), coalesce(area2_pcode, lower(area2)),
                coalesce(area3_pcode, lower(area3)), lower(place), starts_on, ends_on, reported_on, targeted, reached
        ) as thing
    from placed
),
per_sheet as (
    select thing, count(*)::integer as records, min(submitted_on) as submitted_on from things group by thing, file, sheet
),
said as (
    select thing, max(records) as records, min(submitted_on) as submitted_on from per_sheet group by thing
),
once as (
    select *, row_number() over (partition by thing order by file, sheet, "row") as nth from things
)
select
    organisation, organisation_id, acronym, organisation_type, type_word,
    programme_organisation, programme_organisation_id,
    donor, country, of_response(country, null) as in_scope, cluster, cluster_id, sub_cluster, activity, status,
    area1, area1_pcode, area2, area2_pcode, area3, area3_pcode, place,
    starts_on, ends_on, reported_on, said.submitted_on, targeted, reached,
    said.records, file, sheet, "row"
from once
join said using (thing)
where nth = 1
order by file, sheet, "row"
