select g.source, coalesce(c.name, g.cluster) as cluster, g.month, g.meetings
from coverage_gaps as g
left join clusters as c on c.cluster_id = g.cluster
order by g.source desc, cluster, g.month
