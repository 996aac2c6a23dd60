/*---
id = "commitment_delivery_ratio"
position = 330
title = "Promises kept"
question = "Of what partners themselves said they would do, how much did they do?"
principle = "responsibility"
lens = "participation"
kind = "mean"
unit = "%"
direction = "higher"
frame = "reported"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["presence"]
numerator = "mean over organisations of the people reached for each 100 the organisation had set as its own target; what is reached beyond a target in one place makes up for nothing elsewhere"
denominator = "organisations with activities that state a target and the people reached, and were over by the end of the period"
thresholds = "No target. Speaks only of targets that partners set and recorded themselves: nobody can be held to more."
known_bias = "Partners count the people they reached themselves. Low targets are easy to keep. Activities that go on beyond the period are not judged yet. Rows that repeat one activity count once, with the highest number; where each month counts only its own people, this is too low. Access, money that came late and fighting are not in these numbers."
when_weak = "Speak with each partner alone and ask what stood in the way: money, access, staff, or a target that was too high from the start. Agree on new targets for which it has the means. Show the cluster only the figure for all, never a list of names."
seeds = ["T10d", "E6"]
---*/
with promises as (
    select
        cluster_id, reference_date, organisation_id, targeted, max(reached) as reached,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from presence_of_period
    where targeted > 0 and reached is not null and organisation_id is not null
        and coalesce(ends_on, period_end) <= period_end
    group by
        cluster_id, reference_date, organisation_id, targeted, programme_organisation, donor, sub_cluster, activity,
        area1, area2, area3, place, starts_on, ends_on
)
select
    cluster_id, reference_date as date, cluster_id || ' ' || organisation_id as unit, organisation_id,
    min(source).file as file, min(source).sheet as sheet, min(source)."row" as "row",
    100 * sum(least(reached, targeted)) / sum(targeted) as value
from promises
group by all
