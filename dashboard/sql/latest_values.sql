-- The latest number of every indicator in every cluster, of a stretch of time that is over: what is meant by "now". Of money
-- not a year of which hardly any is on record, where there is another.
with hardly_reported as (
    select cluster, period_start
    from values_by_audience
    where
        indicator = 'paid_or_committed_funding'
        and audience = $audience
        and grain = 'year'
        and group_by = 'all'
        and not partial
    qualify value < $enough * max(value) over (partition by cluster)
),

visible as (
    select
        v.*, i.position, i.title, i.direction, i.frame, i.kind,
        v.grain = 'year' and i.needs like '%funding_flows%' and h.cluster is not null as hardly
    from values_by_audience as v
    inner join indicators as i on i.indicator = v.indicator
    left join hardly_reported as h on h.cluster = v.cluster and h.period_start = v.period_start
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
qualify row_number() over (partition by indicator, cluster order by grain = 'year', hardly, period_start desc) = 1
order by position, cluster
