/*---
id = "restatement_delta"
position = 100
title = "Amounts that were changed later"
question = "By how much do newer funding reports change what older ones said?"
unit = "%"
counted_in = "USD"
meaning = "For flows that several files or updates report: the newest amounts minus the oldest, out of the oldest."
missing = "no flow is reported twice with a day of update, so that nothing can be compared"
when_weak = "Keep the old files, and say in reports on which day the numbers were downloaded."
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
---*/
-- A flow may stand in one update several times, once for each country: the largest amount is the flow's.
with versions as (
    select flow_id, updated_on, max(amount_usd) as amount
    from typed.funding_flows
    where updated_on is not null
    group by flow_id, updated_on
),
repeated as (
    select flow_id
    from typed.funding_flows
    where updated_on is not null
    group by flow_id
    having count(distinct file) > 1 or count(distinct updated_on) > 1
),
changes as (
    select min_by(amount, updated_on) as oldest, max_by(amount, updated_on) as newest
    from versions
    semi join repeated using (flow_id)
    group by flow_id
)
select
    sum(newest) - sum(oldest) as numerator, nullif(sum(oldest), 0) as denominator,
    case when count(*) filter (where newest <> oldest) = 0 then 'none of ' || count(*) || ' flows changed'
    else count(*) filter (where newest > oldest) || ' of ' || count(*) || ' flows went up, '
        || count(*) filter (where newest < oldest) || ' went down'
    end as note
from changes
