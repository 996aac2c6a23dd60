-- Members that came and stopped coming: at least one meeting attended, and the last three or more missed.
insert into facts.quiet_partners
with seats as (
    select
        invitations.cluster_id, invitations.organisation_id, date,
        presences.organisation_id is not null as came,
        max(date) filter (where presences.organisation_id is not null) over everyone as last_attended
    from invitations
    left join presences using (meeting_id, organisation_id)
    window everyone as (partition by invitations.cluster_id, invitations.organisation_id)
)
select
    cluster_id, organisation_id,
    any_value(last_attended),
    count(*) filter (where date > last_attended)::integer as missed_in_a_row,
    count(*) filter (where came)::integer as attended_before,
    count(*) filter (where date <= last_attended)::integer as meetings_before
from seats
semi join members_of_now using (cluster_id, organisation_id)
group by cluster_id, organisation_id
having missed_in_a_row >= 3 and attended_before >= 1
order by cluster_id, organisation_id
