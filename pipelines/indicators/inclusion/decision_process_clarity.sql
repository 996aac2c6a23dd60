/*---
id = "decision_process_clarity"
position = 168
title = "Decisions with a recorded method"
question = "Do the minutes say how each decision was taken?"
principle = "collaborative_leadership"
lens = "inclusion"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["meetings"]
numerator = "decisions of which the minutes say how they were taken: by consensus, by vote, delegated or by the lead"
denominator = "decisions that the minutes of the cluster, its advisory and working groups record"
thresholds = "No target. Project default: terms of reference say how decisions are taken at most 60 days after the cluster was activated."
known_bias = "It tells what was written down. Meetings whose decisions nobody counted are left out. A method in the minutes is not the same as having been heard."
when_weak = "Agree early how the group decides, write it into the terms of reference, and read it out before the first decision of a meeting. Let whoever writes the minutes note with each decision: consensus, vote, delegated or lead."
seeds = ["P7", "P14"]

[parts.consensus]
title = "Decisions by consensus"
question = "How many decisions are taken by consensus?"
numerator = "decisions recorded as taken by consensus"
denominator = "all decisions of meetings where those by consensus were counted"
thresholds = "No target. Not every decision needs consensus; joint strategy and shared problems do."
when_weak = "For strategy and shared problems, go round the table before deciding, write down who disagrees and why, and come back with a changed text. Use a vote only where time forces it, and say so."
---*/
with counted as (
    select *
    from facts.meetings
    where status = 'held' and kind in ('cluster', 'sag', 'twg') and cluster_id is not null and decisions > 0
)
select
    null as part, cluster_id, date, meeting_id as unit, meeting_id,
    least(decisions_with_method, decisions) as numerator, decisions as denominator
from counted
where decisions_with_method is not null
union all
select 'consensus', cluster_id, date, meeting_id, meeting_id, least(decisions_by_consensus, decisions), decisions
from counted
where decisions_by_consensus is not null
