/*---
id = "part_year_flag"
position = 80
title = "How much of the last year is in the data"
question = "Is the latest year over, as far as the files know?"
unit = "%"
counted_in = "days"
meaning = "Days of the latest year up to the last day the files speak of. Less than 100 %: never compare this year's total with a whole year."
missing = "no file says a day of a meeting, a survey or a payment"
when_weak = "Compare the same months of both years, or wait until the year is over. Add newer files to bring it up to date."
audiences = ["team", "evaluator", "donor"]
---*/
select
    kind as category, last_day as as_of,
    last_day - make_date(year(last_day), 1, 1) + 1 as numerator,
    make_date(year(last_day), 12, 31) - make_date(year(last_day), 1, 1) + 1 as denominator
from last_days
