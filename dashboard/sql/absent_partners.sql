-- Partners that went quiet: how often they were invited in a period, and how often they came. For the coordination team alone.
select
    q.cluster_id, coalesce(c.name, q.cluster_id) as cluster, o.organisation_id, o.name,
    sum(e.denominator)::integer as invited, sum(e.numerator)::integer as came, q.attended_before, q.meetings_before
from quiet_partners as q
inner join organisations as o on o.organisation_id = q.organisation_id
inner join evidence as e
    on e.organisation_id = q.organisation_id and e.cluster = q.cluster_id and e.indicator = 'org_attendance_rate'
left join clusters as c on c.cluster_id = q.cluster_id
where
    ($cluster = 'all' or q.cluster_id = $cluster)
    and o.locality = $locality
    and e.date between $period_start and $period_end
group by q.cluster_id, c.name, o.organisation_id, o.name, q.attended_before, q.meetings_before
having sum(e.denominator) > sum(e.numerator)
order by cluster, lower(o.name), o.organisation_id
