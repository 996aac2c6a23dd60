-- How many organisations of the register stand on another side under another definition of "local". No names.
select f.locality as before, t.locality as after, count(*) as organisations
from localities as f
inner join localities as t on t.organisation_id = f.organisation_id
where f.definition = $in_force and t.definition = $chosen and t.locality <> f.locality
group by f.locality, t.locality
order by t.locality <> 'local', f.locality <> 'local', f.locality, t.locality
