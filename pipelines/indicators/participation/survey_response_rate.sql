/*---
id = "survey_response_rate"
position = 60
title = "Members who answered the survey"
question = "How many members does the survey speak for?"
principle = "responsibility"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "survey_responses"]
numerator = "members with at least one questionnaire in the round"
denominator = "full members on the last day of the round"
nothing = "no questionnaire of the round can be given to an organisation, so it is not known how many organisations answered"
bands = [["thresholds.response_caution", "caution"], [100, "no caution"]]
lagging = "thresholds.response_lagging"
thresholds = "No official minimum was found. Project default: caution at 50 % or less, and where less than 30 % of a type with five members or more answered."
known_bias = "Anonymous questionnaires cannot be given to a member and are not counted here, so the true rate may be higher: see how many there are. Where all are anonymous, the rate is unknown."
when_weak = "Say what changed after the last survey, keep the questionnaire under ten minutes, and remind by phone those groups that answered least. Put “what works and what does not” on the agenda of every meeting, so that answering leads to something."
seeds = ["T12"]

[parts.mix_parity]
title = "Who answered, compared with who the members are"
question = "Does each group have the same place among those who answered as among the members?"
kind = "parity"
unit = "ratio"
direction = "balance"
same_rows = true
numerator = "the group's share of the members who answered"
denominator = "the group's share of all members"
bands = [["thresholds.parity_low", "under-represented"], ["thresholds.parity_high", "in proportion"], [1e9, "over-represented"]]
bands_on = "range"
thresholds = "Project default: from 0.8 to 1.25 is in proportion."

[parts.responses]
title = "Questionnaires"
question = "How many questionnaires came in?"
kind = "total"
unit = "questionnaires"
direction = "context"
needs = ["survey_responses"]
numerator = "all questionnaires of the round: several of one organisation, anonymous ones, and those of organisations that are not members"
denominator = "none"
thresholds = "No target."

[parts.anonymous]
title = "Questionnaires without an organisation"
question = "How many questionnaires cannot be given to an organisation?"
kind = "rate"
direction = "lower"
needs = ["survey_responses"]
numerator = "questionnaires that name no organisation, or one that is not in the register"
denominator = "all questionnaires of the round"
thresholds = "No target."
---*/
with rounds as (
    select cluster_id, round_end, (count(organisation_id) > 0)::integer as named
    from full_surveys
    group by all
)
select
    null as part, cluster_id, eligible.round_end as date, eligible.organisation_id as unit, eligible.organisation_id,
    null as organisation_type, min(response_id) as response_id,
    (count(response_id) > 0)::integer as numerator, named as denominator
from eligible
join rounds using (cluster_id, round_end)
left join full_surveys as responses using (cluster_id, round_end, organisation_id)
group by all
union all
select
    part, cluster_id, round_end, response_id, organisation_id,
    case when organisation_id is null then organisation_type end, response_id,
    case part when 'anonymous' then (organisation_id is null)::integer else 1 end, 1
from full_surveys
cross join (values ('responses'), ('anonymous')) as parts(part)
where cluster_id is not null
