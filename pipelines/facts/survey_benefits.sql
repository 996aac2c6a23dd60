insert into facts.survey_benefits
select distinct response_key, benefit
from typed.survey_benefits
semi join questionnaires using (response_key, file, sheet, "row")
order by all
