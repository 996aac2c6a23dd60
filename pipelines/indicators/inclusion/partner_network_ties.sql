/*---
id = "partner_network_ties"
position = 396
title = "Partners an organisation works with"
question = "With how many others does an active organisation work directly?"
principle = "complementarity"
lens = "inclusion"
kind = "median"
unit = "partners"
direction = "higher"
frame = "reported"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance|presence", "presence|roles|subgrants"]
numerator = "median, over active organisations, of the other active organisations (and the lead agency) it works with: in one programme, in one working group, or by a sub-grant that runs"
denominator = "active organisations: at least one meeting or one report of activities in the period; those without a tie count with 0"
thresholds = "No target."
known_bias = "Only ties on record count: what organisations do together without a list is not seen. A large working group ties everybody in it. An organisation in several clusters is counted in each, with its ties there."
when_weak = "Seat people who do not know each other together, let partners present their work to each other, and ask who would like to work with whom. Start a working group where several do the same alone. Bring local organisations in touch with donors and with each other, and not only with the lead agency."
seeds = ["P10", "E1"]

[parts.sole_tie]
title = "Local organisations tied to the lead agency alone"
question = "How many active local organisations work with nobody but the lead agency?"
kind = "rate"
unit = "%"
direction = "lower"
numerator = "active local organisations whose only tie is the lead agency"
denominator = "active local organisations, the lead agency itself left out"
bands = [["thresholds.sole_tie", "no caution"], [100, "caution"]]
thresholds = "Project default: caution beyond 20 %."
known_bias = "Only ties on record count. Those without any tie are in the denominator. Clusters whose lead agency is not known are left out."
when_weak = "Bring these organisations in touch with others: a place in a working group, a visit to a partner that does the same, a joint proposal. Ask the lead agency to name its local partners to donors."
---*/
with active as (
    select * from activity where active
),
ties as materialized (
    select * from partner_ties
),
tied as (
    select ties.*, lead_agencies.organisation_id is not null as is_lead
    from ties
    left join lead_agencies on lead_agencies.cluster_id = ties.cluster_id and lead_agencies.organisation_id = partner_id
),
observed as (
    select distinct cluster_id, period_start from ties
),
counted as (
    select
        active.cluster_id, active.period_start, active.reference_date, active.organisation_id,
        active.file, active.sheet, active."row", active.meeting_id,
        count(distinct partner_id) filter (where is_lead or other.organisation_id is not null) as partners,
        coalesce(bool_or(is_lead), false) as with_lead, min(tied.source) as source
    from active
    semi join observed using (cluster_id, period_start)
    left join tied using (cluster_id, period_start, organisation_id)
    left join active as other
        on other.cluster_id = tied.cluster_id and other.period_start = tied.period_start
        and other.organisation_id = tied.partner_id
    group by all
)
select
    null as part, cluster_id, reference_date as date, concat_ws(' ', cluster_id, organisation_id) as unit,
    organisation_id,
    partners as value, null::integer as numerator, null::integer as denominator,
    coalesce(source.file, file) as file, coalesce(source.sheet, sheet) as sheet, coalesce(source."row", "row") as "row",
    meeting_id
from counted
union all
select
    'sole_tie', cluster_id, reference_date, concat_ws(' ', cluster_id, organisation_id), organisation_id,
    null, (partners = 1 and with_lead)::integer, 1, coalesce(source.file, file), coalesce(source.sheet, sheet),
    coalesce(source."row", "row"), meeting_id
from counted
join places using (organisation_id)
semi join lead_agencies using (cluster_id)
anti join lead_agencies as leads using (cluster_id, organisation_id)
where places.locality = 'local'
