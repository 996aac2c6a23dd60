-- One row a promise. Lists of different months repeat it: a number given on one day in one cluster is one promise, and
-- the row that is furthest along counts (closed before open, then the latest dates). Without a number, rows with the
-- same text and day are one. What one file says twice is two, as in every log.
insert into facts.actions
with placed as (
    select a.*, cluster_of.cluster_id, coalesce(lower(action_id), 'text: ' || lower(action)) as known_as
    from typed.actions as a
    left join cluster_of
        on cluster_of.file = a.file and cluster_of.sheet = a.sheet and cluster_of.text = coalesce(a.cluster, '')
),
counted as (
    select
        *,
        row_number() over (
            partition by cluster_id, kind, known_as, agreed_on, file order by sheet, "row"
        ) as nth
    from placed
),
once as (
    select distinct on (cluster_id, kind, known_as, agreed_on, nth) *
    from counted
    order by
        cluster_id, kind, known_as, agreed_on, nth, status = 'open', decided_on is null,
        closed_on desc nulls last, due_on desc nulls last, status, action, owner, file, sheet, "row"
)
select
    action_id, cluster_id, kind, action, owner, name_matches.organisation_id,
    agreed_on, due_on, decided_on, closed_on, status, shared_problem, file, sheet, "row"
from once
left join name_matches on name_matches.name = once.owner
order by file, sheet, "row"
