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
grains = ["period", "month"]
audiences = ["team", "evaluator"]
needs = ["memberships", "attendance"]
numerator = "organisation-meetings attended"
denominator = "organisation-meetings invited: all members at national meetings, at sub-national ones the members that list the area"
bands = [["thresholds.attendance_caution", "caution"], [100, "no caution"]]
thresholds = "No published target. Project default: caution at 50 % or less."
known_bias = "Online reports leave out people who opted out and guests who cannot be placed. Members without a joining date count from the start. Cancelled meetings, and meetings without an attendance record, are left out."
when_weak = "Check the hour, the language and the length of the meetings with those who stay away; share the agenda early and put their points on it; offer an interpreter."
seeds = ["E4", "P2"]
---*/
select
    cluster_id, date, invitations.meeting_id || ' ' || invitations.organisation_id as unit, invitations.organisation_id,
    (presences.organisation_id is not null)::integer as numerator, 1 as denominator
from invitations
left join presences using (meeting_id, organisation_id)
