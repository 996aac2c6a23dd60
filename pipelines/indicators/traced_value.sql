select *
from values_by_audience
where audience = $audience
    and indicator = $indicator
    and cluster = $cluster
    and group_by = $group_by
    and "group" = $group
    and ($start is null or period_start = cast($start as date))
order by array_position(['span', 'year', 'period', 'month'], grain), partial, period_start desc
limit 1
