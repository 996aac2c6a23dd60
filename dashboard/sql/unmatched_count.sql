select count(*) as names, coalesce(sum(records), 0) as records
from unmatched_organisations
