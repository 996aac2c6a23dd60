-- The register: everybody on a partner list, and those of public lists that a record names.
with names as (
    select organisation_id, string_agg(distinct name, ' · ' order by name) as names
    from organisation_names
    group by organisation_id
)

select
    o.organisation_id, o.name, o.acronym, o.type, o.hq_country, o.affiliated, o.affiliated_to, o.standing, o.fts_ids,
    o.filled_from, o.locality, o.locality_basis, coalesce(n.names, o.name) as names
from organisations as o
left join names as n on n.organisation_id = o.organisation_id
order by lower(o.name), o.organisation_id
