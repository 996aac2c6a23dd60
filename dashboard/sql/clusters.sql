select cluster_id, name, lead_agency
from clusters
order by name
