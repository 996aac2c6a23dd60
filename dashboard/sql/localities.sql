select organisation_id, definition, locality, basis, decided
from localities
where $organisation = '' or organisation_id = $organisation
order by organisation_id, definition
