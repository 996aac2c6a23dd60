select
    v.indicator, v.cluster, v.grain, v.period_start, v.period_end, v.partial, v.group_by, v."group", v.value, v.unit,
    v.numerator, v.denominator, v.n, v.population, v.low, v.high, v.interval, v.bound_low, v.bound_high,
    v.band, v.status, v.reason
from values_by_audience as v
where
    v.indicator = $indicator
    and v.cluster = $cluster
    and v.grain = $grain
    and v.group_by = $group_by
    and v.audience = $audience
order by v.period_start, v."group"
