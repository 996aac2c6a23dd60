-- All that an indicator is: its definition, and the statement that returned its unit rows.
select i.*
from indicators as i
where i.indicator = $indicator and list_contains(string_split(i.audiences, ','), $audience)
