-- What says no day at all first, then the oldest. What knows only its year comes last: its last day may be still to come.
select source, last_day, year_only, last_file
from data_ages
order by year_only, last_day nulls first, source
