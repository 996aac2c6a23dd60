-- Of those that joined a cluster in a year, how many came to a meeting of a period. For the coordination team alone.
-- Members without a joining day say nothing here; one that joined two clusters counts in each.
with joined as (
    select organisation_id, cluster_id, min(joined_on) as joined_on
    from memberships
    where level = 'full' and ($cluster = 'all' or cluster_id = $cluster)
    group by organisation_id, cluster_id
    having count(*) = count(joined_on)
),

came as (
    select distinct a.organisation_id, m.cluster_id
    from attendance as a
    inner join meetings as m on m.meeting_id = a.meeting_id
    where
        m.status = 'held' and m.has_attendance and m.kind = 'cluster'
        and m.date between $period_start and $period_end
),

observed as (
    select distinct cluster_id
    from meetings
    where status = 'held' and has_attendance and kind = 'cluster' and date between $period_start and $period_end
)

select
    year(j.joined_on)::integer as joined_in, count(*)::integer as joined, count(c.organisation_id)::integer as still_come
from joined as j
inner join observed as o on o.cluster_id = j.cluster_id
left join came as c on c.organisation_id = j.organisation_id and c.cluster_id = j.cluster_id
where j.joined_on <= $period_end
group by joined_in
order by joined_in
