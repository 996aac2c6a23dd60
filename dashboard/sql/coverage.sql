select source, month, records
from coverage
where cluster = 'all'
order by source, month
