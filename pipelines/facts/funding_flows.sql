-- One row a flow id: the world file repeats a flow for each country, country files repeat it again.
-- The report updated last is used; one seen as incoming stands before one seen as internal.
-- Money passed on is counted once. Where no file says whether a flow is new money, its parent does, if it is here:
-- a part of a parked flow is what the parked flow is (FTS takes the parts off the amount of the parked flow),
-- and a flow that follows from any other flow is not new.
insert into facts.funding_flows
with ranked as (
    select
        *,
        count(*) over (partition by flow_id) as reports,
        -- What only some reports know, whichever report is used.
        max(new_money) over (partition by flow_id) as known_new_money,
        max(source_fts_id) over (partition by flow_id) as known_source_fts_id,
        max(source_subtype) over (partition by flow_id) as known_source_subtype,
        max(source_level) over (partition by flow_id) as known_source_level,
        max(destination_subtype) over (partition by flow_id) as known_subtype,
        max(destination_level) over (partition by flow_id) as known_level,
        max(destination_fts_id) over (partition by flow_id) as known_fts_id,
        max(plan_id) over (partition by flow_id) as known_plan_id,
        max(method) over (partition by flow_id) as known_method,
        max(earmarking) over (partition by flow_id) as known_earmarking,
        row_number() over (
            partition by flow_id
            order by boundary = 'incoming' desc nulls last, updated_on desc nulls last,
                new_money is null, status, amount_usd desc,
                -- so that the names of files decide nothing
                destination_organisation, source_organisation, destination_type, clusters, destination_countries,
                flow_type, usage_year_start, usage_year_end, date,
                file, sheet, "row"
        ) as place
    from typed.funding_flows
),
flows as (
    select * from ranked where place = 1
),
-- A chain may be written down at either end; what the child itself says comes first.
links as (
    select flow_id as child, parent_flow_id as parent, 1 as certainty
    from typed.funding_flows
    where parent_flow_id is not null
    union all
    select unnest(string_split(child_flow_ids, '|')), flow_id, 2
    from typed.funding_flows
    where child_flow_ids is not null
),
parents as (
    select child, parent as parent_flow_id
    from links
    where child <> parent
    qualify row_number() over (partition by child order by certainty, parent) = 1
),
chains as (
    select
        child, parents.parent_flow_id, flows.flow_id is not null as parent_reported,
        case
            when flows.flow_type = 'parked' then flows.known_new_money
            when flows.flow_id is not null then false
        end as new_money_by_parent
    from parents
    left join flows on flows.flow_id = parents.parent_flow_id
),
children as (
    select chains.parent_flow_id as flow_id, count(*) as reported
    from chains
    join flows on flows.flow_id = chains.child
    group by chains.parent_flow_id
)
select
    flows.flow_id, amount_usd, reports, source_organisation, known_source_fts_id, source_type, known_source_subtype,
    known_source_level,
    destination_organisation, destination_type, known_subtype, known_level,
    coalesce(by_fts_id.organisation_id, name_matches.organisation_id) as organisation_id,
    case
        when coalesce(destination_organisations, 0) > 1 then 'several'
        when destination_organisation is null then 'not named'
        else 'named'
    end as recipient,
    destination_countries, clusters, flow_clusters.cluster_id,
    coalesce(boundary, '') <> 'outgoing' and to_response(destination_countries) as in_scope,
    plan, known_plan_id, status, flow_type, boundary,
    coalesce(known_new_money, new_money_by_parent) as new_money,
    chains.parent_flow_id, coalesce(parent_reported, false) as parent_reported,
    coalesce(children.reported, 0) as children_reported,
    contribution_type, known_method, known_earmarking,
    date, usage_year_start, coalesce(usage_year_end, usage_year_start), updated_on
from flows
left join name_matches on name_matches.name = flows.destination_organisation
left join fts_ids as by_fts_id on by_fts_id.fts_id = flows.known_fts_id
left join flow_clusters on flow_clusters.text = flows.clusters
left join chains on chains.child = flows.flow_id
left join children on children.flow_id = flows.flow_id
order by flows.flow_id
