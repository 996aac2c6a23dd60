-- Numbers that the build before published otherwise, as an audience may see them. A number that is hidden now is not told
-- by what it was before.
with judged as (
    select r.*, i.title, i.unit, i.position, $audience <> 'team' and r.outside is not null as hidden
    from restatements as r
    inner join indicators as i on i.indicator = r.indicator
    where list_contains(string_split(i.audiences, ','), $audience) and ($audience = 'team' or r.group_by <> 'file')
)

select
    j.indicator, j.title, j.unit, j.cluster, j.grain, j.period_start, j.group_by, j."group",
    case when not j.hidden and j.after_status <> 'suppressed' then j.before end as before,
    case when not j.hidden then j.after end as after,
    case when j.hidden then 'suppressed' else j.before_status end as before_status,
    case when j.hidden then 'suppressed' else j.after_status end as after_status,
    j.cause, j.previous_build
from judged as j
order by j.position, j.indicator, j.cluster <> 'all', j.cluster, j.grain, j.period_start, j.group_by, j."group"
