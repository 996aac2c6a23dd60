select name, seen_in, records, suggestion, certainty, reason
from unmatched_organisations
order by records desc, name
