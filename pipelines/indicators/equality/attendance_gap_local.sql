/*---
id = "attendance_gap_local"
position = 40
title = "Attendance gap, local and international"
question = "Do local members come as often as international ones?"
principle = "equality"
lens = "equality"
kind = "difference"
unit = "pp"
direction = "balance"
frame = "census"
disclosure = "conduct"
grains = ["period", "month"]
audiences = ["team", "evaluator", "donor"]
needs = ["memberships", "attendance"]
localisation = true
numerator = "attendance of local members"
denominator = "minus attendance of international members"
difference = { of = "org_attendance_rate", by = "locality", from = "local", minus = "international" }
bands = [["thresholds.attendance_gap", "no caution"], [100, "caution"]]
bands_on = "absolute"
thresholds = "Project default: caution beyond 10 points either way."
known_bias = "As for attendance. Members whose headquarters the register does not state are in neither group."
when_weak = "Ask local members what changed for them. Look at language, place, hour and transport of the meetings, and at whether their points reach the agenda."
seeds = ["I1", "C4"]
---*/
