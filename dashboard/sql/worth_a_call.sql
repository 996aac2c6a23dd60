-- Members that went quiet, or come more rarely than is their habit. For the coordination team alone.
with judged as (
    select
        cluster as cluster_id, organisation_id, level, misses_in_a_row, last_came, habit, habit + change as recent,
        level in ('contact now', 'watch') as warned
    from early_warnings
),

found as (
    select cluster_id, organisation_id from quiet_partners
    union
    select cluster_id, organisation_id from judged where warned
)

select
    f.cluster_id, coalesce(c.name, f.cluster_id) as cluster, f.organisation_id, o.name, o.type,
    case when j.warned or j.level = 'as usual' then j.level else 'not judged' end as level,
    q.organisation_id is not null as quiet,
    coalesce(q.missed_in_a_row, j.misses_in_a_row) as missed_in_a_row,
    coalesce(q.last_attended, j.last_came) as last_attended, q.attended_before, q.meetings_before, j.habit, j.recent
from found as f
inner join organisations as o on o.organisation_id = f.organisation_id
left join clusters as c on c.cluster_id = f.cluster_id
left join quiet_partners as q on q.cluster_id = f.cluster_id and q.organisation_id = f.organisation_id
left join judged as j on j.cluster_id = f.cluster_id and j.organisation_id = f.organisation_id
where $cluster = 'all' or f.cluster_id = $cluster
order by lower(o.name), o.name, cluster
