-- The rounds of each survey in which somebody answered about a cluster, the newest first.
select
    case when indicator = 'ccpm_response_rate.responses' then 'ccpm' else 'partnership' end as survey,
    period_start, period_end, partial
from values_by_audience
where
    audience = $audience
    and cluster = $cluster
    and grain = 'period'
    and group_by = 'all'
    and status = 'ok'
    and value > 0
    and indicator in ('survey_response_rate.responses', 'ccpm_response_rate.responses')
order by survey, period_start desc
