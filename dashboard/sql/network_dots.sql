-- How many partners each organisation works with. Names: for the coordination team alone.
select o.organisation_id, o.name, coalesce(o.locality, 'unclassified') as locality, t.partners, t.kinds, t.only_lead
from network_ties as t
inner join organisations as o on o.organisation_id = t.organisation_id
where t.cluster = $cluster and t.period_start = $period_start
order by lower(o.name), o.organisation_id
