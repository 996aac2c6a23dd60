-- Which organisations work with each other. For the coordination team alone.
select organisation_id, partner_id
from network_pairs
where cluster = $cluster and period_start = $period_start
order by organisation_id, partner_id
