insert into facts.survey_rows
select response_key, file, sheet, "row"
from questionnaires
semi join (
    select response_key from typed.survey_responses
    union all
    select response_key from typed.ccpm_responses
) using (response_key)
order by all
