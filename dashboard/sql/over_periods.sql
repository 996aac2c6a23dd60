-- Rise or fall over all periods, where each is shown to this audience.
select t.whose, t.periods, t.organisations, t.slope, t.low, t.high, t.method, t.p, t.test
from trends as t
where
    t.indicator = $indicator
    and t.cluster = $cluster
    and t.slope is not null
    and ($audience = 'team' or not t.team_only)
    and not exists (
        select 1
        from values_by_audience as v
        where
            v.audience = $audience and v.indicator = t.indicator and v.cluster = t.cluster and v.grain = 'period'
            and v.group_by = 'all' and v.status = 'suppressed'
    )
    and exists (select 1 from values_by_audience as v where v.audience = $audience and v.indicator = t.indicator)
order by t.whose
