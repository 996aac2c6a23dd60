insert into facts.ccpm_answers
select distinct response_key, item, sub_function, scale, answer, score
from typed.ccpm_answers
semi join questionnaires using (response_key, file, sheet, "row")
order by all
