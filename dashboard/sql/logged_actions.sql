-- What somebody promised, as the files of the workspace say it. The page's own entries are read from their file.
select
    a.cluster_id, a.kind, a.action, coalesce(o.name, a.owner) as owner, a.agreed_on, a.due_on, a.decided_on,
    a.closed_on, a.status, a.file, a."row"
from actions as a
left join organisations as o on o.organisation_id = a.owner_id
where ($cluster = 'all' or a.cluster_id = $cluster) and a.file <> 'decisions/actions.csv'
order by a.file, a."row"
