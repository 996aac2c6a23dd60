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
bands = [["thresholds.response_caution", "caution"], [100, "no caution"]]
thresholds = "No official minimum was found. Project default: caution at 50 % or less."
known_bias = "Anonymous questionnaires cannot be given to a member and are not counted here, so the true rate may be higher."
when_weak = "Say what changed after the last survey, keep the questionnaire under ten minutes, and remind by phone those groups that answered least."
seeds = ["T12"]
---*/
select
    eligible.cluster_id, eligible.round_end as date, eligible.organisation_id as unit, eligible.organisation_id,
    exists (
        from full_surveys as responses
        where responses.organisation_id = eligible.organisation_id
            and responses.cluster_id = eligible.cluster_id
            and responses.round_end = eligible.round_end
    )::integer as numerator,
    1 as denominator
from eligible
