-- A total stands in one file: where several state the same fund and year in the same way, they are copies of
-- different days. The one with the most money is the latest, as a fund allocates on; it is used whole.
insert into facts.allocation_totals
with stated as (
    select
        published_as, fund, fund_type, country, year, file,
        row_number() over (
            partition by published_as, fund, fund_type, country, year
            order by
                sum(amount_usd) desc,
                list_sort(list(concat_ws('|', type, modality, round, organisation, cluster, amount_usd))), file
        ) as place
    from typed.allocation_totals
    group by published_as, fund, fund_type, country, year, file
),
latest as (
    select * from stated where place = 1
)
select
    totals.published_as, totals.fund, totals.fund_type, totals.country, of_response(totals.country, totals.fund) as in_scope,
    totals.year, totals.round, totals.modality, totals.type, totals.organisation, name_matches.organisation_id, totals.cluster, cluster_of.cluster_id,
    totals.gender_marker, totals.amount_usd, coalesce(totals.approximate, false),
    totals.file, totals.sheet, totals."row"
from typed.allocation_totals as totals
join latest
    on latest.published_as = totals.published_as and latest.year = totals.year and latest.file = totals.file
    and latest.fund is not distinct from totals.fund and latest.fund_type is not distinct from totals.fund_type
    and latest.country is not distinct from totals.country
left join name_matches on name_matches.name = totals.organisation
-- A total without a cluster is that of all clusters, also where the workspace has only one.
left join cluster_of
    on cluster_of.file = totals.file and cluster_of.sheet = totals.sheet and cluster_of.text = totals.cluster
order by totals.file, totals.sheet, totals."row", totals.type, totals.modality
