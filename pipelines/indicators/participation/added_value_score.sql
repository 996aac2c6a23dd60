/*---
id = "added_value_score"
position = 240
title = "Partners who find the cluster worth their time"
question = "Do partners find that taking part is worth their time, and what do they use?"
principle = "result_oriented"
lens = "participation"
kind = "favourable"
item = "cl5"
unit = "%"
direction = "higher"
frame = "survey"
disclosure = "opinion"
grains = ["period"]
audiences = ["team"]
needs = ["memberships", "survey_responses", "survey_answers"]
numerator = "organisations that agree with item CL5: taking part in the cluster is worth our time"
denominator = "organisations that answered item CL5"
bands = [[25, "weak"], [50, "unsatisfactory"], [75, "satisfactory"], [100, "good"]]
thresholds = "Project default: bands of the cluster performance survey (CCPM), up to 25, 50 and 75 %. An organisation agrees where the mean of its answers is 4 of 5 or more. “Don't know” is no answer."
known_bias = "Those for whom it is not worth the time seldom answer: look at who stopped coming."
when_weak = "Ask what members need and offer it: training, contacts, maps, advice on funds. Shorten or drop meetings that only pass on information, and give each meeting one problem to solve together."
seeds = ["T7", "P12"]

[parts.services_used]
title = "Services used by each partner"
question = "How many of the cluster's services does a partner use?"
kind = "median"
unit = "services"
needs = ["memberships", "survey_benefits"]
numerator = "median over organisations of the number of different services it says it used"
denominator = "organisations that were asked, those that used none among them"
thresholds = "No target."
known_bias = "Older forms of the survey do not ask this. A questionnaire without an answer to the question is left out, not counted as none."

[parts.service_use]
title = "Partners who use each service"
question = "Which services of the cluster do partners use?"
kind = "rate"
needs = ["memberships", "survey_benefits"]
category = "service"
numerator = "organisations that used the service; overall, that used at least one"
denominator = "organisations that were asked, those that used none among them"
thresholds = "No target."
known_bias = "Older forms of the survey do not ask this. A questionnaire without an answer to the question is left out, not counted as none."
---*/
with asked as (
    select
        responses.cluster_id, responses.round_end as date,
        coalesce(eligible.organisation_id, 'anonymous ' || response_id) as unit, eligible.organisation_id,
        case when anonymous then responses.organisation_type end as organisation_type, response_id, benefit
    from facts.survey_benefits
    join full_surveys as responses using (response_id)
    left join eligible using (cluster_id, round_end, organisation_id)
    where anonymous or eligible.organisation_id is not null
),
used as (
    select
        cluster_id, date, unit, organisation_id, min(organisation_type) as organisation_type,
        min(response_id) as response_id, list(distinct benefit) filter (where benefit <> 'none') as services
    from asked
    where cluster_id is not null
    group by cluster_id, date, unit, organisation_id
),
services as (
    select distinct benefit from facts.survey_benefits where benefit <> 'none'
)
select
    null as part, null as category, cluster_id, date, unit, organisation_id, organisation_type, response_id, value,
    null as numerator, null as denominator
from item_opinions
where item = 'cl5'
union all
select
    'services_used', null, cluster_id, date, unit, organisation_id, organisation_type, response_id,
    coalesce(len(services), 0), null, null
from used
union all
select
    'service_use', benefit, cluster_id, date, unit, organisation_id, organisation_type, response_id,
    100 * numerator, numerator, 1
from (select *, coalesce(list_contains(services, benefit), false)::integer as numerator from used left join services on true)
