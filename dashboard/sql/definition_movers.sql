-- Which organisations stand on another side under another definition of "local", and why.
select o.name, o.type, f.locality as before, t.locality as after, t.basis
from localities as f
inner join localities as t on t.organisation_id = f.organisation_id
inner join organisations as o on o.organisation_id = f.organisation_id
where f.definition = $in_force and t.definition = $chosen and t.locality <> f.locality
order by lower(o.name), o.organisation_id
