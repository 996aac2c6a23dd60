select organisations_share, amount_share
from lorenz_points
where indicator = $indicator and cluster = $cluster and grain = $grain and period_start = $period_start
order by organisations_share, amount_share
