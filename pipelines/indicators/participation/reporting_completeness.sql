/*---
id = "reporting_completeness"
position = 320
title = "Reports sent in time"
question = "Do partners that agreed to report who does what where do so in time?"
principle = "responsibility"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "presence"]
numerator = "those sent by the due day; where no row of the cluster says when it was sent, those sent at all"
denominator = "reports expected in the period: for each round of reporting, the members that agreed to report and had work to report. They report in this round, or their work reported before was not over by then; work without an end day counts for one more round"
thresholds = "No target; compare the kinds of organisation. Project default: in time is up to 15 days after the end of the month reported."
known_bias = "Only those that agreed to report are expected to. A partner that reports late the first time it works is not expected yet. A partner that is silent twice in a row about work without an end day is no longer expected. A round that is not due yet is left out. Corrections sent later do not make a report late."
when_weak = "Ask those who are late what makes it hard: the form, the language, the internet, or no use in it for them. Shorten the form, offer to fill it in on the phone, and send back a map or a table they can use. Remind three days before the day, not after."
seeds = ["E6", "T10d"]
---*/
with reports as (
    select
        cluster_id, organisation_id, last_day(reported_on) as round, min(submitted_on) as sent_on,
        max(ends_on) as ends_on, bool_or(ends_on is null) as open_ended,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from response_presence
    where organisation_id is not null and cluster_id is not null and reported_on is not null
    group by all
),
rounds as (
    select
        cluster_id, round, lag(round) over (partition by cluster_id order by round) as round_before,
        bool_or(days_told) over (partition by cluster_id) as days_told
    from (select cluster_id, round, bool_or(sent_on is not null) as days_told from reports group by all)
),
expected as (
    select
        rounds.cluster_id, rounds.round, reports.organisation_id, days_told,
        min(source) as source, bool_or(reports.round = rounds.round) as sent,
        min(sent_on) filter (where reports.round = rounds.round) as sent_on
    from rounds
    join reports on reports.cluster_id = rounds.cluster_id and reports.round <= rounds.round
    where reports.round = rounds.round or ends_on > round_before or (open_ended and reports.round = round_before)
    group by all
)
select
    cluster_id, round as date, cluster_id || ' ' || organisation_id as unit, organisation_id,
    source.file as file, source.sheet as sheet, source."row" as "row",
    (sent and (not days_told or sent_on <= round + report_days::integer))::integer as numerator, 1 as denominator
from expected
cross join limits
semi join facts.memberships as m
    on m.cluster_id = expected.cluster_id and m.organisation_id = expected.organisation_id and reports_agreed
    and round between coalesce(joined_on, date '0001-01-01') and coalesce(left_on, date '9999-12-31')
where round + report_days::integer <= (select max(reference_date) from periods)
    and (sent_on is not null or not sent or not days_told)
