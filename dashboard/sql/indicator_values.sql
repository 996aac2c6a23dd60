-- Every value of one indicator but its months: all clusters, stretches of time and groups.
select
    v.indicator, v.cluster, v.grain, v.period_start, v.period_end, v.partial, v.group_by, v."group", v.value, v.unit,
    v.numerator, v.denominator, v.n, v.population, v.low, v.high, v.interval, v.bound_low, v.bound_high,
    v.band, v.status, v.reason
from values_by_audience as v
where v.audience = $audience and v.indicator = $indicator and v.grain <> 'month'
order by v.cluster, v.period_start, v.group_by, v."group"
