/*---
id = "ccpm_response_rate"
position = 271
title = "Members who answered the CCPM questionnaire"
question = "How many members does the cluster performance survey speak for?"
principle = "responsibility"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "ccpm_responses"]
numerator = "members with at least one partner questionnaire in the round"
denominator = "full members on the last day of the round"
nothing = "no questionnaire of the round can be given to an organisation, so it is not known how many organisations answered"
bands = [["thresholds.response_caution", "caution"], [100, "no caution"]]
lagging = "thresholds.response_lagging"
thresholds = "No official minimum was found. Project default: caution at 50 % or less, and where less than 30 % of a type with five members or more answered. Not to be confused with the mix of respondents, which some published reports print under the name of response rate."
known_bias = "Anonymous questionnaires cannot be given to a member and are not counted here, so the true rate may be higher: see how many there are. Where all are anonymous, the rate is unknown. An old partner list makes the rate too low."
when_weak = "Ask for the answers in a meeting and give ten minutes for them. Offer the form in the languages partners work in, and write personally to the groups that answered least."
seeds = ["T12"]

[parts.mix_parity]
title = "Who answered CCPM, compared with who the members are"
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
title = "CCPM questionnaires of partners"
question = "How many questionnaires came in?"
kind = "total"
unit = "questionnaires"
direction = "context"
needs = ["ccpm_responses"]
numerator = "all questionnaires of partners: several of one organisation, anonymous ones, and those of organisations that are not members"
denominator = "none"
thresholds = "No target."

[parts.anonymous]
title = "CCPM questionnaires without an organisation"
question = "How many questionnaires cannot be given to an organisation?"
kind = "rate"
direction = "lower"
needs = ["ccpm_responses"]
numerator = "questionnaires of partners that name no organisation, or one that is not in the register"
denominator = "all questionnaires of partners"
thresholds = "No target."
---*/
with answered as (
    select cluster_id, round_end, organisation_id, response_id, organisation_type
    from facts.ccpm_responses
    where respondent = 'partner' and cluster_id is not null
),
rounds as (
    select cluster_id, round_end, (count(organisation_id) > 0)::integer as named
    from answered
    group by all
)
select
    null as part, cluster_id, eligible.round_end as date, eligible.organisation_id as unit, eligible.organisation_id,
    null as organisation_type, min(response_id) as response_id,
    (count(response_id) > 0)::integer as numerator, named as denominator
from ccpm_eligible as eligible
join rounds using (cluster_id, round_end)
left join answered using (cluster_id, round_end, organisation_id)
group by all
union all
select
    part, cluster_id, round_end, response_id, organisation_id,
    case when organisation_id is null then organisation_type end, response_id,
    case part when 'anonymous' then (organisation_id is null)::integer else 1 end, 1
from answered
cross join (values ('responses'), ('anonymous')) as parts(part)
