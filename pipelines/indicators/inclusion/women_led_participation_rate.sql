/*---
id = "women_led_participation_rate"
position = 166
title = "Women-led organisations among active local ones"
question = "How many of the active local organisations say that women lead them?"
principle = "equality"
lens = "inclusion"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "opinion"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "attendance|presence"]
numerator = "active local members that declare to be women-led"
denominator = "active local members: at least one meeting or one report of activities in the period"
thresholds = "No target was agreed. The flag follows the IASC note on women-led organisations of 2024; organisations declare it themselves."
known_bias = "Who was not asked counts as not declared, so the share is the least it can be: see the share that was not asked. Definitions are disputed, and being known as such can endanger an organisation: never shown for fewer than five organisations."
when_weak = "Ask women-led organisations what keeps them away: hour, place, safety of travel, child care, language. Invite them by name through a network of theirs, offer a seat in the advisory group, and keep lists of names to yourself."
seeds = ["E4", "T10e"]

[parts.refugee_led]
title = "Refugee-led organisations among active local ones"
question = "How many of the active local organisations say that displaced people lead them?"
numerator = "active local members that declare to be led by refugees or displaced people"
thresholds = "No target was agreed. Organisations declare it themselves."
when_weak = "Ask organisations of displaced people what keeps them away: papers to enter the building, transport, language, registration as an NGO. Invite them by name and offer a light membership."

[parts.disability_led]
title = "Organisations of persons with disabilities among active local ones"
question = "How many of the active local organisations say that persons with disabilities lead them?"
numerator = "active local members that declare to be led by persons with disabilities"
thresholds = "No target was agreed. Organisations declare it themselves."
when_weak = "Ask organisations of persons with disabilities what they need to take part: a room without stairs, sign language, papers a screen reader can read. Invite them by name."

[parts.not_asked]
title = "Active local organisations that were not asked who leads them"
question = "Of how many active local organisations does no partner list say whether they are women-led?"
direction = "lower"
disclosure = "open"
numerator = "active local members without a yes or no to the question whether they are women-led"
thresholds = "No target. The higher it is, the less the shares beside it say."
when_weak = "Add the three questions to the form with which an organisation joins, say what they are for, and let everybody leave them empty."
---*/
with local_members as (
    select
        activity.*, women_led, refugee_led, disability_led,
        count(women_led) over in_cluster > 0 as women_asked, count(refugee_led) over in_cluster > 0 as refugees_asked,
        count(disability_led) over in_cluster > 0 as disability_asked
    from activity
    join places using (organisation_id)
    join facts.organisations using (organisation_id)
    where active and places.locality = 'local'
    window in_cluster as (partition by cluster_id, period_start)
),
flags as (
    select * exclude (women_led), null as part, women_led as declared from local_members where women_asked
    union all by name
    select * exclude (refugee_led), 'refugee_led' as part, refugee_led as declared
    from local_members
    where refugees_asked
    union all by name
    select * exclude (disability_led), 'disability_led' as part, disability_led as declared
    from local_members
    where disability_asked
    union all by name
    select * exclude (women_led), 'not_asked' as part, women_led is null as declared from local_members
)
select
    part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    coalesce(declared, false)::integer as numerator, 1 as denominator, file, sheet, "row", meeting_id
from flags
