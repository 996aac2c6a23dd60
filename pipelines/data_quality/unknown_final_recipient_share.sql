/*---
id = "unknown_final_recipient_share"
position = 40
title = "Money without a final recipient"
question = "How much money has no single, final recipient on record?"
unit = "%"
counted_in = "USD"
meaning = "New money, paid or committed, to no named recipient, to several at once, or still parked or on its way to somebody else."
missing = "there is no FTS file with flows in scope"
when_weak = "Ask donors and fund managers to report the final recipient to FTS."
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
---*/
with money as (
    select year(date)::varchar as category, locality, amount from received_money
    union all
    select 'all', locality, amount from received_money
)
select
    category, coalesce(sum(amount) filter (where locality = 'unknown'), 0) as numerator, sum(amount) as denominator
from money
group by category
