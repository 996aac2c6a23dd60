/*---
id = "dont_know_rate"
position = 60
title = "“Don't know” in the survey"
question = "Which questions can partners not answer?"
unit = "%"
counted_in = "answers"
meaning = "Answers “Don't know” out of all answers to the item, in the latest full survey, for the whole response."
missing = "there is no survey export"
when_weak = "Many “Don't know” mean that partners have not seen it, or do not understand the question. Explain it at a meeting, and test the wording with two partners."
audiences = ["team", "evaluator", "donor"]
needs = ["survey_answers"]
opinion = true
---*/
-- Nobody knows whose a questionnaire with a name we do not recognise is: together they count as one organisation.
with latest as (
    select
        response_id,
        coalesce(organisation_id, case when anonymous then 'anonymous ' || response_id else 'not recognised' end) as who
    from full_surveys
    where round_end = (select max(round_end) from full_surveys)
),
items as (
    select
        item as category, count(*) filter (where answer is null) as numerator, count(*) as denominator,
        count(distinct who) as answering
    from facts.survey_answers
    join latest using (response_id)
    group by item
)
select category, numerator, denominator, answering from items
union all
-- An item that is hidden could be worked out from the total: it hides the total too.
select 'all', sum(numerator), sum(denominator), min(answering) from items
