-- One row for a level, country (or emergency), plan, year and cluster: country and world files, the COVID file and
-- HDX HAPI repeat each other. A plan for several countries is one row a country, with that country's part; the API's
-- overview has such a plan as a whole, which is a row without a country and must not be added to the others.
-- No file says when it was made. A row that states requirements stands before one that does not; then the greatest
-- funding is taken for the latest, as it grows with every report to FTS; then the greatest requirements.
insert into facts.requirements
with keyed as (
    select
        *,
        -- Not every file has the code or the id; money for no plan has neither.
        coalesce(plan_code, plan_id, plan) as plan_key,
        -- HDX HAPI does not say the year of a plan that runs over New Year: another file may.
        case
            when coalesce(plan_code, plan_id) is null then year
            else coalesce(year, max(year) over (partition by coalesce(plan_code, plan_id)))
        end as plan_year
    from typed.requirements
),
ranked as (
    select
        *,
        count(*) over same as reports,
        -- What only some files know, whichever row is used.
        max(plan_id) over same as known_plan_id,
        max(plan_type) over same as known_plan_type,
        max(covid_funding_usd) over same as known_covid_funding,
        row_number() over (
            same
            order by requirements_usd is null, funding_usd desc nulls last, requirements_usd desc nulls last,
                plan, file, sheet, "row"
        ) as place
    from keyed
    window same as (
        partition by level, country, emergency_id, plan_key, plan_year, coalesce(cluster_code, cluster)
    )
)
select
    level, country, emergency_id, known_plan_id, plan, plan_code, known_plan_type, starts_on, ends_on, plan_year,
    cluster_code, ranked.cluster, case when level <> 'plan' then cluster_of.cluster_id end as cluster_id,
    requirements_usd, funding_usd, known_covid_funding, reports, ranked.file, ranked.sheet, ranked."row"
from ranked
left join cluster_of on cluster_of.file = ranked.file and cluster_of.sheet = ranked.sheet
    and cluster_of.text = coalesce(ranked.cluster, '')
where place = 1
order by level, country, emergency_id, plan_key, plan_year, cluster_code, cluster
