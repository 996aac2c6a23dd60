insert into facts.register_rows
with named as (
    select name, file, sheet, "row" from typed.organisations
    union
    select organisation, file, sheet, "row" from typed.memberships
)
select distinct organisation_id, file, sheet, "row"
from named
join name_matches using (name)
order by all
