-- Every indicator as it stood at the end of the chosen period, beside the last time it could be computed before that.
with visible as (
    select
        v.indicator, v.grain, v.period_start, v.period_end, v.partial, v.value, v.unit, v.numerator, v.denominator,
        v.n, v.population, v.low, v.high, v.interval, v.bound_low, v.bound_high, v.band, v.status, v.reason,
        i.position, i.title, i.direction, i.frame, i.kind, i.lens, i.principle, i.when_weak, i.needs,
        v.grain = 'year' and i.needs like '%funding_flows%' and list_contains($hardly::date[], v.period_start) as hardly
    from values_by_audience as v
    inner join indicators as i on i.indicator = v.indicator
    where
        v.cluster = $cluster
        and v.group_by = 'all'
        and v.grain in ('period', 'year')
        and v.period_end <= $period_end
        and (not v.partial or v.period_start = $period_start)
        and v.part_of is null
        and v.audience = $audience
),

latest as (
    select *
    from visible
    where status in ('ok', 'suppressed')
    qualify row_number() over (partition by indicator order by hardly, period_start desc) = 1
),

earlier as (
    select
        v.indicator, v.period_start as earlier_start, v.period_end as earlier_end, v.value as earlier_value,
        v.n as earlier_n, v.population as earlier_population, v.low as earlier_low, v.high as earlier_high,
        v.bound_high as earlier_bound_high
    from visible as v
    inner join latest as l on l.indicator = v.indicator and v.period_start < l.period_start
    where v.status = 'ok' and not v.hardly
    qualify row_number() over (partition by v.indicator order by v.period_start desc) = 1
)

select
    l.*, e.earlier_start, e.earlier_end, e.earlier_value, e.earlier_n, e.earlier_population, e.earlier_low,
    e.earlier_high, e.earlier_bound_high, l.value - e.earlier_value as difference
from latest as l
left join earlier as e on e.indicator = l.indicator
order by l.position
