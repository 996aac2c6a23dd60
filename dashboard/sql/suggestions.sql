select name, organisation_id, organisation, certainty, reason
from organisation_suggestions
order by name, rank
