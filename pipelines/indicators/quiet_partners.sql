-- Members that came and stopped coming: at least one meeting attended, and the last three or more missed.
insert into facts.quiet_partners
with last as (
    select cluster_id, organisation_id, max(date) as last_attended, count(*)::integer as attended_before
    from invitations
    where came
    group by all
)
select
    cluster_id, organisation_id, last_attended,
    count(*) filter (where date > last_attended)::integer as missed_in_a_row, attended_before,
    count(*) filter (where date <= last_attended)::integer as meetings_before
from invitations
join last using (cluster_id, organisation_id)
semi join members_of_now using (cluster_id, organisation_id)
group by cluster_id, organisation_id, last_attended, attended_before
having missed_in_a_row >= 3
order by cluster_id, organisation_id
