-- How far local and international organisations lie apart in what they say, where both groups are shown to this audience.
with shown as (
    select indicator, cluster, period_start, "group"
    from values_by_audience
    where audience = $audience and grain = 'period' and group_by = 'locality' and status = 'ok'
)
select
    c.indicator, c.cluster, c.period_start, c.first, c.second, c.n_first, c.n_second, c.delta, c.size, c.low, c.high,
    c.method, c.p, c.test, c.q
from comparisons as c
inner join shown as f
    on f.indicator = c.indicator and f.cluster = c.cluster and f.period_start = c.period_start and f."group" = c.first
inner join shown as s
    on s.indicator = c.indicator and s.cluster = c.cluster and s.period_start = c.period_start and s."group" = c.second
where c.indicator = $indicator and c.cluster = $cluster
order by c.period_start
