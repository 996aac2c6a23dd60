/*---
id = "government_participation_rate"
position = 54
title = "Meetings with authorities"
question = "At how many meetings was a national or local authority present?"
principle = "complementarity"
lens = "participation"
kind = "rate"
unit = "%"
direction = "context"
frame = "census"
disclosure = "conduct"
category = "level"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["attendance", "organisations"]
numerator = "meetings at which at least one organisation of the type authority was present"
denominator = "meetings of the cluster at which at least one organisation was recognised"
thresholds = "None. More is not always better: it depends on the authorities' part in the crisis. Sensitive: where they are a party to the conflict, switch it off in workspace.toml (indicators.off)."
known_bias = "An authority that no partner list names cannot be recognised; where no list names any, there is no number. Being present is not being heard, and says nothing of whether partners could speak freely."
when_weak = "Agree with the authorities on one person to invite, and on what the cluster needs from them and they from it. Where they are weak, offer to prepare or share the chair; in the areas, start with the local services. Where they are a party to the conflict, keep contact outside the meetings and ask partners what is safe."
seeds = ["C6", "E5", "I4"]
---*/
with with_authority as (
    select distinct meeting_id
    from facts.attendance
    join facts.organisations using (organisation_id)
    where type = 'authority'
)
-- Where nobody is recognised, an authority may have been there.
select
    cluster_id, date, meeting_id as unit, meeting_id, level as category,
    (with_authority.meeting_id is not null)::integer as numerator, 1 as denominator
from recorded_meetings
left join with_authority using (meeting_id)
semi join (select distinct meeting_id::varchar as meeting_id from presences) as known using (meeting_id)
where exists (from facts.organisations where type = 'authority')
