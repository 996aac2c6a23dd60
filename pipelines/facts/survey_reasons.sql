insert into facts.survey_reasons
select distinct response_key, reason
from typed.survey_reasons
semi join questionnaires using (response_key, file, sheet, "row")
order by all
