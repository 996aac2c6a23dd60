select file, severity, count(*) as findings
from findings
group by file, severity
order by file, severity
