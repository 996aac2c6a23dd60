-- Which numbers prompted actions, and of which period they were; for an audience that may see the number.
select e.indicator, a.cluster_id, e.until_then, count(*) as actions, count(*) filter (where a.status = 'done') as done
from action_entries as e
inner join actions as a on a.action_id = e.action_id and a.file = e.file and a."row" = e."row"
inner join indicators as i on i.indicator = e.indicator
where
    ($cluster = 'all' or a.cluster_id = $cluster)
    and list_contains(string_split(i.audiences, ','), $audience)
group by e.indicator, a.cluster_id, e.until_then, i.position
order by i.position, a.cluster_id, e.until_then
