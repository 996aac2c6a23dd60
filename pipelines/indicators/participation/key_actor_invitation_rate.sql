/*---
id = "key_actor_invitation_rate"
position = 59
title = "Outsiders who were invited"
question = "Of those who work or are funded in the sector but are not members, how many were invited in person?"
principle = "collaborative_leadership"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "reported"
disclosure = "conduct"
grains = ["period"]
audiences = ["team"]
needs = ["presence|funding_flows|allocations", "memberships", "outreach"]
numerator = "those of them with an invitation to a person in the outreach log, up to the end of the period"
denominator = "organisations that report work for the cluster in the period, or receive its money in that year (FTS, pooled fund), and are not members on the last day of the period"
bands = [["thresholds.actors_invited", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: all of them."
known_bias = "A name that cannot be matched with the partner list counts as an outsider, though it may be a member under another spelling: match names first. Invitations that nobody logged are missing. An invitation by mail to a list does not count. Where the log has no line at all in a period, nothing is said."
when_weak = "Take the list of those not yet invited and call each: say what the cluster does, what it could do for them, and when it next meets. Begin with those who work where few others do. Offer to take part without becoming a full member."
seeds = ["T4", "P6"]
---*/
with seen as (
    select cluster_id, period_start, organisation_id, lower(organisation) as name, file, sheet, "row"
    from presence_of_period
    union all by name
    select
        cluster_id, period_start, organisation_id, lower(destination_organisation) as name, file, "row"
    from facts.funding_flows
    join facts.flow_reports using (flow_id)
    join periods
        on year(reference_date) between coalesce(usage_year_start, year(date)) and coalesce(usage_year_end, year(date))
    where in_scope and recipient = 'named' and status in ('paid', 'commitment')
        and lower(coalesce(destination_type, '')) not like 'pooled fund%'
    union all by name
    select cluster_id, period_start, organisation_id, lower(organisation) as name, file, sheet, "row"
    from response_allocations
    join periods on year(reference_date) = year
    where organisation is not null and not masked
),
actors as (
    select
        cluster_id, period_start, reference_date, coalesce(organisation_id, name) as unit, organisation_id,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from seen
    join periods using (period_start)
    where cluster_id is not null and coalesce(organisation_id, name) is not null
    group by all
),
invited as (
    select cluster_id, coalesce(organisation_id, lower(organisation)) as unit, min(contacted_on) as day
    from facts.outreach
    where purpose = 'invitation' and personal
    group by all
),
kept as (
    select distinct cluster_id, period_start
    from facts.outreach
    join periods on contacted_on between period_start and period_end
)
select
    actors.cluster_id, reference_date as date, actors.cluster_id || ' ' || actors.unit as unit, actors.organisation_id,
    source.file as file, source.sheet as sheet, source."row" as "row",
    coalesce(day <= reference_date, false)::integer as numerator, 1 as denominator
from actors
semi join kept using (cluster_id, period_start)
anti join facts.memberships as m
    on m.cluster_id = actors.cluster_id and m.organisation_id = actors.organisation_id
    and reference_date between coalesce(joined_on, date '0001-01-01') and coalesce(left_on, date '9999-12-31')
left join places using (organisation_id)
left join invited using (cluster_id, unit)
where places.type is distinct from 'pooled_fund' and actors.cluster_id in (select cluster_id from facts.memberships)
