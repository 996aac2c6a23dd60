/*---
id = "consultation_lead_time"
position = 158
title = "Time to comment on drafts"
question = "How many working days do partners get to comment on a draft?"
principle = "transparency"
lens = "inclusion"
kind = "median"
unit = "working days"
direction = "higher"
frame = "census"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["consultations"]
numerator = "median, over the drafts sent in the period, of the working days after the day a draft was sent up to and including the day comments were due"
denominator = "drafts whose deadline is on record"
bands = [["thresholds.consultation_days", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: at least 5 working days."
known_bias = "It tells what the coordination team wrote down: drafts sent without a record, and drafts without a deadline, are left out. Public holidays count as working days."
when_weak = "Agree on a shortest time for comments and put it into the calendar of the cluster before drafting starts. Send a summary in the languages of partners first. Where there is no time, ask three questions instead of sending forty pages."
seeds = ["T10b", "T2"]

[parts.long_enough]
title = "Drafts with enough time to comment"
question = "How many drafts gave partners five working days or more?"
kind = "rate"
unit = "%"
numerator = "drafts with at least five working days for comments"
denominator = "drafts sent in the period whose deadline is on record"
thresholds = "No target for the share. Project default for a draft: at least 5 working days."
---*/
with drafts as (
    select
        cluster_id, sent_on as date, concat_ws(' ', cluster_id, consultation_key, sent_on) as unit,
        due.nth - sent.nth as days, file, sheet, "row"
    from facts.consultations
    join working_days as sent on sent.day = sent_on
    join working_days as due on due.day = deadline_on
    where deadline_on >= sent_on
)
select
    null as part, cluster_id, date, unit, file, sheet, "row",
    null::integer as numerator, null::integer as denominator, days as value
from drafts
union all
select 'long_enough', cluster_id, date, unit, file, sheet, "row", (days >= limits.consultation_days)::integer, 1, null
from drafts
cross join limits
