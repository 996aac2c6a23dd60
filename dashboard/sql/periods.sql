select period_start, max(period_end) as period_end, bool_or(partial) as partial
from "values"
where grain = 'period'
group by period_start
order by period_start
