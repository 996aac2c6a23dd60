-- What a page about any number begins with: the one that is wanted first where it has a value to show to this audience, or
-- else the first, in the order to show them, that has.
select i.indicator
from indicators as i
inner join values_by_audience as v on v.indicator = i.indicator
where
    v.audience = $audience
    and v.status = 'ok'
    and list_contains(string_split(replace(i.audiences, ' ', ''), ','), $audience)
order by i.indicator <> $first, i.position
limit 1
