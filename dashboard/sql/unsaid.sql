-- What is not said for the chosen period and the latest year, and why; and what has never been said at all.
with visible as (
    select v.*, i.title, i.position, i.needs
    from values_by_audience as v
    inner join indicators as i on i.indicator = v.indicator
    where
        v.cluster = $cluster
        and v.group_by in ('all', 'type', 'locality', 'status')
        and v.grain in ('period', 'year')
        and v.part_of is null
        and v.audience = $audience
),

latest_year as (
    select indicator, max(period_start) as period_start
    from visible
    where grain = 'year' and period_end <= $period_end
    group by indicator
),

ever_said as (
    select distinct indicator
    from visible
    where status = 'ok'
),

silent as (
    select v.indicator, v.title, v.position, v.needs, v.status, coalesce(v.reason, '') as reason, v.group_by, v."group"
    from visible as v
    left join latest_year as y on y.indicator = v.indicator and v.grain = 'year'
    left join ever_said as e on e.indicator = v.indicator
    where
        v.status <> 'ok'
        and (
            (v.grain = 'period' and v.period_start = $period_start)
            or v.period_start = y.period_start
            or (e.indicator is null and v.group_by = 'all')
        )
),

missing as (
    select distinct
        v.indicator, v.title, v.position, v.needs, 'not_computable' as status, 'nothing was recorded in this period' as reason,
        'all' as group_by, 'all' as "group"
    from visible as v
    inner join ever_said as e on e.indicator = v.indicator
    where
        v.grain = 'period'
        and not exists (
            select 1
            from visible as now
            where now.indicator = v.indicator and now.grain = 'period' and now.period_start = $period_start
        )
)

select indicator, title, needs, status, reason, group_by, list(distinct "group" order by "group") as groups
from (select * from silent union all select * from missing)
group by indicator, title, needs, position, status, reason, group_by
order by status, group_by <> 'all', position, group_by
