-- A number that has a value to show to this audience: the one wanted, or the first in the order to show them.
select i.indicator
from indicators as i
inner join values_by_audience as v on v.indicator = i.indicator
where
    v.audience = $audience
    and v.status = 'ok'
    and list_contains(string_split(replace(i.audiences, ' ', ''), ','), $audience)
order by i.indicator <> $best, i.position
limit 1
