-- Years, up to the end of the chosen period, of which hardly any money is on record: a share of it says nothing.
select period_start
from values_by_audience
where
    indicator = 'paid_or_committed_funding'
    and cluster = $cluster
    and audience = $audience
    and grain = 'year'
    and group_by = 'all'
    and period_end <= $period_end
qualify value < $enough * max(value) over ()
order by period_start
