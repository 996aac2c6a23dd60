-- One row a flow id: the world file repeats a flow for each country, country files repeat it again.
-- The report updated last is used; one seen as incoming stands before one seen as internal.
insert into facts.funding_flows
with ranked as (
    select
        *,
        count(*) over (partition by flow_id) as reports,
        -- What only some reports know, whichever report is used.
        max(new_money) over (partition by flow_id) as known_new_money,
        max(destination_subtype) over (partition by flow_id) as known_subtype,
        max(destination_fts_id) over (partition by flow_id) as known_fts_id,
        row_number() over (
            partition by flow_id
            order by boundary = 'incoming' desc nulls last, updated_on desc nulls last,
                new_money is null, status, amount_usd desc, file, sheet, "row"
        ) as place
    from typed.funding_flows
)
select
    flow_id, amount_usd, reports, source_organisation, source_type,
    destination_organisation, destination_type, known_subtype,
    coalesce(by_fts_id.organisation_id, name_matches.organisation_id) as organisation_id,
    case
        when coalesce(destination_organisations, 0) > 1 then 'several'
        when destination_organisation is null then 'not named'
        else 'named'
    end as recipient,
    destination_countries, clusters, flow_clusters.cluster_id,
    coalesce(boundary, '') <> 'outgoing' and coalesce(flow_countries.in_response, true) as in_scope,
    plan, status, flow_type, boundary, known_new_money, contribution_type,
    date, usage_year_start, coalesce(usage_year_end, usage_year_start), updated_on
from ranked
left join name_matches on name_matches.name = ranked.destination_organisation
left join fts_ids as by_fts_id on by_fts_id.fts_id = ranked.known_fts_id
left join flow_clusters on flow_clusters.text = ranked.clusters
left join flow_countries on flow_countries.text is not distinct from ranked.destination_countries
where place = 1
order by flow_id
