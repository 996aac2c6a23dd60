/*---
id = "absence_reason_profile"
position = 52
title = "Why organisations stay away"
question = "Which reasons do organisations give for coming rarely or not at all?"
principle = "transparency"
lens = "inclusion"
kind = "composition"
unit = "%"
direction = "context"
frame = "reported"
disclosure = "opinion"
category = "reason"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["outreach|survey_reasons"]
numerator = "for each reason, the organisations that name it; over all, those that name at least one reason the cluster can change: not invited, language, place, internet, time, no use in it, or not being heard"
denominator = "organisations that gave a reason in the outreach log or the survey in the period"
thresholds = "None. Which reasons the cluster can change is a project default: security, mandate and other reasons are not among them."
known_bias = "Speaks only for those that were asked and answered. An organisation may give several reasons, so the shares add up to more than 100 %. Reasons given to the cluster's team on the phone may be kinder than those written in a survey. Anonymous questionnaires each count as an organisation."
when_weak = "Start with the reason named most often. Language: interpret, and send papers in both languages. Place or internet: meet in the areas, or let people join by phone. Time: shorter meetings, another hour. No use in it: ask what members need from the cluster and offer that. Not heard: put their points on the agenda."
seeds = ["T4", "C0", "E6"]
---*/
with given as (
    select
        cluster_id, coalesce(organisation_id, lower(organisation)) as unit, organisation_id, reason, contacted_on as day,
        file, sheet, "row"
    from facts.outreach
    where reason is not null
    union all by name
    select
        cluster_id, coalesce(organisation_id, 'anonymous ' || response_id) as unit, organisation_id, organisation_type,
        reason, round_end as day, response_id
    from facts.survey_reasons
    join facts.survey_responses using (response_id)
    where cluster_id is not null
)
select
    given.* exclude (day, reason), reference_date as date, reason as category,
    (reason not in ('security', 'mandate', 'other'))::integer as numerator, 1 as denominator
from given
join periods on day between period_start and period_end
