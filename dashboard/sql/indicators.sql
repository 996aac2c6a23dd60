select
    indicator, title, question, principle, lens, kind, unit, direction, numerator, denominator,
    frame, thresholds, known_bias, when_weak, needs, part_of
from indicators
where list_contains(string_split(replace(audiences, ' ', ''), ','), $audience)
order by position
