-- How many organisations stand in each band of a score in one round, for the groups whose score the audience may see.
select d."group", d.band, d.organisations, d.on_edge
from distributions as d
inner join values_by_audience as v
    on
    v.indicator = d.indicator
    and v.cluster = d.cluster
    and v.grain = d.grain
    and v.period_start = d.period_start
    and v.group_by = d.group_by
    and v."group" = d."group"
where
    v.audience = $audience
    and v.status = 'ok'
    and d.indicator = $indicator
    and d.cluster = $cluster
    and d.grain = 'period'
    and d.period_start = $period_start
    and d.group_by in ('all', 'locality')
order by d."group", d.band
