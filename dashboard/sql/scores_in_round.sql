-- What partners answered in one round: scores, and statements that are shown on their own, beside the round before; and,
-- under each score, how many organisations stand in each band.
with shown as (
    select
        v.indicator, v."group", v.period_start, v.value, v.unit, v.numerator, v.denominator, v.n, v.population,
        v.low, v.high, v.band, v.status, v.reason, i.principle, i.kind, i.title, i.position,
        lag(case when v.status = 'ok' then v.value end) over (
            partition by v.indicator, v."group" order by v.period_start
        ) as earlier_value
    from values_by_audience as v
    inner join indicators as i on i.indicator = v.indicator
    where
        v.audience = $audience
        and v.cluster = $cluster
        and v.grain = 'period'
        and v.group_by = $group_by
        and i.frame = 'survey'
        and i.kind in ('score', 'favourable')
        and v.period_start <= $period_start
),

bands as (
    select
        indicator, "group",
        list({'band': band, 'organisations': organisations, 'on_edge': on_edge}) as bands
    from distributions
    where
        cluster = $cluster
        and grain = 'period'
        and group_by = $group_by
        and period_start = $period_start
    group by indicator, "group"
)

select s.*, case when s.status = 'ok' then b.bands end as bands
from shown as s
left join bands as b on b.indicator = s.indicator and b."group" = s."group"
where s.period_start = $period_start
order by s.position, s.indicator, s."group"
