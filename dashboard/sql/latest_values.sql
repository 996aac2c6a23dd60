-- The latest number of every indicator in every cluster, of a stretch of time that is over: what is meant by "now".
with visible as (
    select v.*, i.position, i.title, i.direction, i.frame, i.kind
    from values_by_audience as v
    inner join indicators as i on i.indicator = v.indicator
    where
        v.audience = $audience
        and v.group_by = 'all'
        and v.grain in ('period', 'year')
        and not v.partial
        and v.status <> 'not_computable'
)

select
    indicator, cluster, grain, period_start, period_end, title, direction, frame, kind, value, unit, low, high, n, status, reason
from visible
qualify row_number() over (partition by indicator, cluster order by grain = 'year', period_start desc) = 1
order by position, cluster
