-- The names on lists first, then the spellings in the records.
select organisation_id, name, how, kind, language
from organisation_names
where $organisation = '' or organisation_id = $organisation
order by organisation_id, list_position(['name', 'acronym', 'other', 'former', 'spelling'], kind), lower(name), name
