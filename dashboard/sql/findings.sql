select file, sheet, "row", "column", value, rule, severity, message, remedy
from findings
where ($file = '' or file = $file) and severity in ('error', 'warning')
order by severity = 'error' desc, file, sheet, "row"
limit $most
