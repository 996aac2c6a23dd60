/*---
id = "partnership_mode_mix"
position = 394
title = "Forms of partnership"
question = "In which form does each active organisation work with others, taking the closest?"
principle = "complementarity"
lens = "participation"
kind = "composition"
unit = "%"
direction = "context"
frame = "reported"
category = "mode"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance|presence"]
numerator = "active organisations that do more than share information and coordinate: joint work, a shared programme or a sub-grant; of a form, those for which it is the closest"
denominator = "active organisations: at least one meeting or one report of activities in the period"
thresholds = "No target: loose and close forms each have their use."
known_bias = "No list says which form a partnership has; it is derived. Sub-grant: gives or receives one that runs. Consortium: works in a programme of another organisation, or another in its own. Joint work: a working group, a comment or contribution to a step of the programme cycle, or author of an assessment. Coordination: comes to meetings. Information sharing: reports only. Forms nobody logged are not seen."
when_weak = "Ask what each organisation wants from others: news, a division of areas, a joint assessment, a shared programme, money. Offer a form for each and let nobody be pushed into a closer one. Where all hangs on sub-grants, look for joint work among equals."
seeds = ["T5", "P9"]
---*/
with signs as (
    select cluster_id, period_start, organisation_id, 1 as closeness, file, sheet, "row", null as meeting_id
    from activity
    where active
    union all
    select cluster_id, period_start, organisation_id, 2, null, null, null, meeting_id from activity where attended
    union all
    select cluster_id, period_start, organisation_id, 3, file, sheet, "row", null
    from seats
    where body = 'twg' and role <> 'observer'
    union all
    select cluster_id, period_start, organisation_id, 3, file, sheet, "row", null
    from facts.comments
    join periods on received_on between period_start and reference_date
    union all
    select cluster_id, period_start, credited_id, 3, file, sheet, "row", null
    from facts.documents
    join periods on sent_on between period_start and reference_date
    where kind = 'assessment'
    union all
    select
        cluster_id, period_start, organisation_id, case kind when 'project' then 4 else 5 end,
        source.file, source.sheet, source."row", null
    from partner_ties
    where kind in ('project', 'sub_grant')
)
select
    cluster_id, reference_date as date, concat_ws(' ', cluster_id, organisation_id) as unit, organisation_id,
    ['information_sharing', 'coordination', 'joint_work', 'consortium', 'sub_grant'][closeness] as category,
    (closeness > 2)::integer as numerator, 1 as denominator,
    signs.file, signs.sheet, signs."row", signs.meeting_id
from signs
join (select cluster_id, organisation_id, period_start, reference_date from activity where active)
    using (cluster_id, organisation_id, period_start)
qualify row_number() over (
    partition by cluster_id, organisation_id, period_start order by closeness desc, signs.file, signs."row"
) = 1
