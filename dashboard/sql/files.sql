-- Files that need somebody's attention first.
select file, recognised_as, title, evidence, encoding, rows_read, rows_accepted, rows_quarantined, status
from files
order by status = 'loaded', file
