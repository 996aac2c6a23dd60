-- The numbers of some indicators, whole and by group, as they stood at the end of the chosen period: of each the latest
-- that was counted by then. Money is counted by year, a year of which hardly any is on record last; where no year is known,
-- all years together.
with wanted as (
    select unnest(string_split($indicators, ',')) as indicator
),

visible as (
    select v.*, v.grain = 'year' and i.needs like '%funding_flows%' and list_contains($hardly::date[], v.period_start) as hardly
    from values_by_audience as v
    inner join wanted as w on w.indicator = v.indicator
    inner join indicators as i on i.indicator = v.indicator
    where
        v.cluster = $cluster
        and v.audience = $audience
        and v.group_by in ('all', 'locality', 'type', 'step')
        and v.grain in ('period', 'year', 'span')
        and (v.grain = 'span' or v.period_end <= $period_end)
        and (not v.partial or v.period_start = $period_start)
),

-- What could not be computed is older news than a number, but better than silence.
latest as (
    select indicator, grain, period_start
    from visible
    where group_by = 'all'
    qualify row_number() over (
        partition by indicator order by status = 'not_computable', grain = 'span', hardly, period_start desc
    ) = 1
)

select
    v.indicator, v.cluster, v.grain, v.period_start, v.period_end, v.partial, v.group_by, v."group", v.value, v.unit,
    v.numerator, v.denominator, v.n, v.population, v.low, v.high, v.interval, v.bound_low, v.bound_high,
    v.band, v.status, v.reason
from visible as v
inner join latest as l on l.indicator = v.indicator and l.grain = v.grain and l.period_start = v.period_start
order by v.indicator, v.group_by, v."group"
