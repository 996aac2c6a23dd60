-- How many say so of themselves, and how many say anything. Who does can put people at risk, so that no name stands beside it.
select
    count(*) filter (where women_led) as women_led,
    count(*) filter (where refugee_led) as refugee_led,
    count(*) filter (where disability_led) as disability_led,
    count(women_led) as women_led_stated,
    count(refugee_led) as refugee_led_stated,
    count(disability_led) as disability_led_stated
from organisations
