/*---
id = "dropout_rate"
position = 50
title = "Members who stopped coming"
question = "Of those who took part before, how many did not come any more?"
principle = "transparency"
lens = "participation"
kind = "rate"
unit = "%"
direction = "lower"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance"]
numerator = "members active in the period before and in no meeting of this one"
denominator = "members active in the period before"
bands = [["thresholds.dropout_limit", "no caution"], [100, "caution"]]
thresholds = "Project default: caution above 20 %."
known_bias = "An organisation that closed or left the country counts as one that stopped coming. In a period that is not over, some may still come."
when_weak = "Call each of them and write the reason down. Compare local and international: if one side leaves, something about the meetings changed for them."
seeds = ["C0", "T4"]
---*/
with recorded as (
    select distinct cluster_id, period_start, reference_date
    from periods
    join recorded_meetings on date between period_start and reference_date
)
select
    before.cluster_id, recorded.reference_date as date, before.organisation_id as unit, before.organisation_id,
    (not exists (
        from presences
        join recorded_meetings using (meeting_id)
        where presences.organisation_id = before.organisation_id
            and recorded_meetings.cluster_id = before.cluster_id
            and recorded_meetings.date between recorded.period_start and recorded.reference_date
    ))::integer as numerator,
    1 as denominator
from activity as before
join periods as earlier on earlier.period_start = before.period_start
join recorded on recorded.cluster_id = before.cluster_id and recorded.period_start = earlier.period_end + 1
where before.active
