-- What others measured, of an indicator this audience may see.
select b.indicator, b."group", b.value, b.unit, b.year, b.scope, b.source
from benchmarks as b
inner join indicators as i on i.indicator = b.indicator
where b.indicator = $indicator and list_contains(string_split(i.audiences, ','), $audience)
order by b.year, b.scope, b."group"
