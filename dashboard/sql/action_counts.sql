-- How many action points and milestones stand how, on a day. Counts alone: what was promised, and by whom, is for the team.
select
    case when status = 'open' and due_on < $today then 'overdue' else status end as state, count(*) as actions
from actions
where ($cluster = 'all' or cluster_id = $cluster) and kind <> 'recommendation'
group by state
order by state
