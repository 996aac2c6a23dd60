/*---
id = "dropout_rate"
position = 50
title = "Members who stopped coming"
question = "Of those who came before, how many did not come any more?"
principle = "transparency"
lens = "participation"
kind = "rate"
unit = "%"
direction = "lower"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance"]
numerator = "members that attended in the period before and no meeting of this one"
denominator = "members that attended in the period before"
bands = [["thresholds.dropout_limit", "no caution"], [100, "caution"]]
thresholds = "Project default: caution above 20 %."
known_bias = "An organisation that closed or left the country counts as one that stopped coming; one that still sends reports but does not come counts too. In a period that is not over, some may still come."
when_weak = "Call each of them and write the reason down. Compare local and international: if one side leaves, something about the meetings changed for them."
seeds = ["C0", "T4"]
---*/
select
    before.cluster_id, now.reference_date as date, before.organisation_id as unit, before.organisation_id,
    (attended.meeting_id is null)::integer as numerator, 1 as denominator,
    coalesce(attended.meeting_id, before.meeting_id) as meeting_id
from activity as before
join periods as earlier using (period_start)
join periods as now on now.period_start = earlier.period_end + 1
join observed_periods as observed
    on observed.cluster_id = before.cluster_id and observed.period_start = now.period_start and by_meetings
left join attended
    on attended.cluster_id = before.cluster_id and attended.organisation_id = before.organisation_id
    and attended.period_start = now.period_start
where before.attended
