-- How far local and international partners lie apart in what they say, in the latest round up to the chosen period;
-- only for those who may see the indicator, the gap itself, and the numbers of both groups.
with seen as (
    select v.indicator, v.cluster, v.period_start
    from values_by_audience as v
    where
        v.audience = $audience
        and v.cluster = $cluster
        and v.grain = 'period'
        and v.group_by = 'locality'
        and v."group" in ('local', 'international')
        and v.status = 'ok'
        and v.period_end <= $period_end
    group by v.indicator, v.cluster, v.period_start
    having count(*) = 2
)

select c.indicator, c.period_start, c.n_first, c.n_second, c.delta, c.size, c.low, c.high
from comparisons as c
inner join seen as s on s.indicator = c.indicator and s.cluster = c.cluster and s.period_start = c.period_start
where
    c.first = 'local'
    and c.second = 'international'
    and exists (
        select 1
        from indicators as i
        where i.indicator = 'perception_gap' and list_contains(string_split(i.audiences, ','), $audience)
    )
order by c.indicator, c.period_start
