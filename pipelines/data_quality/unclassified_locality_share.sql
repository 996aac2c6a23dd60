/*---
id = "unclassified_locality_share"
position = 20
title = "Money to recipients we cannot place"
question = "How much money went to an organisation of which we cannot say whether it is local?"
unit = "%"
counted_in = "USD"
meaning = "New money, paid or committed, to a named recipient that is not yet called local or international, under the definition of local in force."
missing = "there is no FTS file with flows in scope"
when_weak = "Add the largest of these recipients to a partner list, with type and headquarters country."
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
---*/
with money as (
    select year(date)::varchar as category, locality, amount from received_money
    union all
    select 'all', locality, amount from received_money
)
select
    category, coalesce(sum(amount) filter (where locality = 'unclassified'), 0) as numerator, sum(amount) as denominator
from money
group by category
