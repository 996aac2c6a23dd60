/*---
id = "org_attendance_rate"
position = 30
title = "Attendance of members"
question = "When members are invited to a meeting, how often do they come?"
principle = "equality"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period", "month"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance"]
numerator = "organisation-meetings attended"
denominator = "organisation-meetings invited: all members at national meetings, at sub-national ones the members that list the area"
bands = [["thresholds.attendance_caution", "caution"], [100, "no caution"]]
thresholds = "No published target. Project default: caution at 50 % or less."
known_bias = "Online reports leave out people who opted out and guests who cannot be placed. Members without a joining date count from the start. One person may speak for two organisations and is counted for one. Cancelled meetings, and meetings without an attendance record, are left out."
when_weak = "Check the hour, the language and the length of the meetings with those who stay away; share the agenda early and put their points on it; offer an interpreter."
seeds = ["E4", "P2"]
---*/
-- One row an organisation and month, which stands for all its invitations: one row each would be millions.
select
    cluster_id, min(date) as date, cluster_id || ' ' || organisation_id as unit, organisation_id,
    (count(*) filter (where came))::integer as numerator, count(*)::integer as denominator, count(*)::integer as units
from invitations
group by cluster_id, organisation_id, date_trunc('month', date)
