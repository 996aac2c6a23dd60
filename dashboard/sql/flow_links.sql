-- Where the money of a year went, by kinds of organisations; kinds that are known first, at each stop.
select stage, source, target, amount_usd::double as amount, flows
from flow_links
where cluster = $cluster and year = $year
order by stage, source, target
