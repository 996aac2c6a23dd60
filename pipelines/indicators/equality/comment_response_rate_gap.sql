/*---
id = "comment_response_rate_gap"
position = 161
title = "Answers to comments, local and international"
question = "Are local organisations told what became of their comments as often as international ones?"
principle = "transparency"
lens = "equality"
kind = "difference"
unit = "pp"
direction = "balance"
frame = "census"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["comments"]
localisation = true
numerator = "share of comments answered to local organisations"
denominator = "minus share of comments answered to international organisations"
difference = { of = "comment_response_rate", by = "locality", from = "local", minus = "international" }
bands = [["thresholds.comment_gap", "no caution"], [100, "caution"]]
bands_on = "absolute"
thresholds = "Project default: caution beyond 10 points either way; at least 75 % answered."
known_bias = "As for the comments that were answered. Where few local organisations comment at all, the gap rests on few comments: look at the counts."
when_weak = "Go through the unanswered comments of local organisations first and answer them in their language. Look whether their comments came in another way than others, by message or by word of mouth, and log those too."
seeds = ["T10b", "T12", "C4"]
---*/
