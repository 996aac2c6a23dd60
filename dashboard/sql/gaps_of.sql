-- The indicators that are the difference between two groups of another one, as this audience may see them.
select i.indicator, i.part_of, i.title, i.definition, i.unit
from indicators as i
where i.kind = 'difference' and list_contains(string_split(i.audiences, ','), $audience)
order by i.position
