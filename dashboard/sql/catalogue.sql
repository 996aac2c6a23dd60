select indicator, title, numerator, denominator, principle, kind, unit, disclosure, known_bias, frame
from indicators
where list_contains(string_split(audiences, ','), $audience)
order by position, part_of is not null, indicator
