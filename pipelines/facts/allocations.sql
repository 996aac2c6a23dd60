-- One row a project; where files disagree, a project summary stands before a sum of places, an exact amount before
-- an approximate one. Only the places know the clusters of newer projects, so those are kept whichever row is used.
insert into facts.allocations
with once as (
    select distinct on (project_code) *
    from typed.allocations
    order by
        project_code, coalesce(summed_up, false), approximate nulls first, approved_on desc nulls last, budget_usd,
        masked, type, organisation, year, round, status, ends_on, -- so that the names of files decide nothing
        file, sheet, "row"
),
clusters as (
    select distinct on (project_code) project_code, allocation_clusters.cluster_id
    from typed.allocations
    join allocation_clusters on allocation_clusters.text = allocations.cluster
    where allocation_clusters.cluster_id is not null
    order by project_code, coalesce(summed_up, false) desc, file, sheet, "row"
)
select
    project_code, fund, of_response(null, fund) as in_scope, year, round, organisation, coalesce(masked, false), name_matches.organisation_id,
    type, budget_usd, direct_cost_usd, support_cost_usd, coalesce(approximate, false), coalesce(summed_up, false),
    clusters.cluster_id, approved_on, starts_on, ends_on, status, once.file, once.sheet, once."row"
from once
left join name_matches on name_matches.name = once.organisation and not coalesce(once.masked, false)
left join clusters using (project_code)
order by project_code
