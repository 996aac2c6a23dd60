insert into facts.survey_answers
select distinct response_key, item, try_cast(answer as integer)
from typed.survey_answers
semi join questionnaires using (response_key, file, sheet, "row")
order by all
