select coalesce(c.name, m.cluster_id) as cluster, m.joined_on, m.left_on, m.level
from memberships as m
left join clusters as c on c.cluster_id = m.cluster_id
where m.organisation_id = $organisation
order by cluster, m.joined_on
