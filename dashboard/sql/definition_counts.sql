select definition, locality, count(*) as organisations
from localities
group by definition, locality
order by definition, locality
