-- How many say so of themselves. Who does can put people at risk, so that no name stands beside it.
select
    count(*) filter (where women_led) as women_led,
    count(*) filter (where refugee_led) as refugee_led,
    count(*) filter (where disability_led) as disability_led
from organisations
