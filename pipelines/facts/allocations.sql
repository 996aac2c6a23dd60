-- One row a project; where files disagree, an exact amount stands before an approximate one.
insert into facts.allocations
with once as (
    select distinct on (project_code) *
    from typed.allocations
    order by project_code, approximate nulls first, approved_on desc nulls last, budget_usd, file, sheet, "row"
)
select
    project_code, fund, year, round, organisation, coalesce(masked, false), name_matches.organisation_id,
    type, budget_usd, coalesce(approximate, false), allocation_clusters.cluster_id,
    approved_on, starts_on, ends_on, status
from once
left join name_matches on name_matches.name = once.organisation and not coalesce(once.masked, false)
left join allocation_clusters on allocation_clusters.text = once.cluster
order by project_code
