insert into facts.survey_answers
with kept as (
    select distinct on (response_key) response_key, file, sheet, "row"
    from typed.survey_responses
    order by response_key, submitted_at desc, file, sheet, "row"
)
select distinct answers.response_key, item, try_cast(answer as integer)
from typed.survey_answers as answers
semi join kept using (response_key, file, sheet, "row")
order by all
