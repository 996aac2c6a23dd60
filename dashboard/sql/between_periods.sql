-- From one period to the next, where both are shown to this audience.
with shown as (
    select indicator, cluster, period_start
    from values_by_audience
    where audience = $audience and grain = 'period' and group_by = 'all' and status = 'ok'
)
select
    c.before_start, c.after_start, c.pairs, c.same, c.low, c.high, c.method, c.n_before, c.n_after, c.everyone
from changes as c
inner join shown as b on b.indicator = c.indicator and b.cluster = c.cluster and b.period_start = c.before_start
inner join shown as a on a.indicator = c.indicator and a.cluster = c.cluster and a.period_start = c.after_start
where c.indicator = $indicator and c.cluster = $cluster and ($audience = 'team' or not c.team_only)
order by c.before_start
