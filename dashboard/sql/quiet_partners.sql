select
    coalesce(c.name, q.cluster_id) as cluster, o.name, o.type, o.locality, q.last_attended, q.missed_in_a_row,
    q.attended_before, q.meetings_before
from quiet_partners as q
inner join organisations as o on o.organisation_id = q.organisation_id
left join clusters as c on c.cluster_id = q.cluster_id
where $cluster = 'all' or q.cluster_id = $cluster
order by cluster, o.name
