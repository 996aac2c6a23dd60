select
    v.indicator, v.cluster, v.grain, v.period_start, v.period_end, v.partial, v.group_by, v."group", v.value, v.unit,
    v.numerator, v.denominator, v.n, v.population, v.low, v.high, v.interval, v.bound_low, v.bound_high,
    v.band, v.status, v.reason
from "values" as v
inner join indicators as i on i.indicator = v.indicator
where
    v.indicator = $indicator
    and v.cluster = $cluster
    and v.grain = $grain
    and v.group_by = $group_by
    and list_contains(string_split(replace(i.audiences, ' ', ''), ','), $audience)
order by v.period_start, v."group"
