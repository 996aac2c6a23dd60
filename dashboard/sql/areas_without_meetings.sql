-- Areas in which several partners of a cluster work and the cluster does not meet. For the coordination team alone.
select coalesce(c.name, e.cluster) as cluster, substr(e.unit, length(e.cluster) + 2) as area
from evidence as e
left join clusters as c on c.cluster_id = e.cluster
where
    e.indicator = 'subnational_meeting_coverage' and e.numerator = 0
    and ($cluster = 'all' or e.cluster = $cluster)
    and e.date between $period_start and $period_end
order by cluster, area
