/*---
id = "authority_selection_safeguards"
position = 172
title = "Fair selection of projects and priorities"
question = "How many rounds had an independent panel, published criteria and a record of who stood aside?"
principle = "transparency"
lens = "equality"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["allocation_rounds"]
numerator = "rounds with more than half of the panel independent, criteria published before, and a record of who stood aside"
denominator = "rounds of the period in which money or priorities were shared out and all three are on record"
bands = [[100, "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: all rounds."
known_bias = "It tells what the coordination team wrote down. Seats missing in a round's record are taken from the list of roles. Independent on paper may not be independent."
when_weak = "Publish the criteria with the call. Give most seats of the panel to organisations that do not apply, let whoever applies or pays leave the room, and write down who did. The lead agency should not choose among its own partners alone."
seeds = ["C7"]
---*/
with panels as (
    select
        rounds.cluster_id, rounds.round, rounds.decided_on,
        count(*) as seats, count(*) filter (where independent) as independent_seats
    from facts.allocation_rounds as rounds
    join facts.roles as roles
        on roles.cluster_id = rounds.cluster_id and body = 'review_panel' and role <> 'observer'
        and independent is not null
        and decided_on between coalesce(starts_on, date '0001-01-01') and coalesce(ends_on, date '9999-12-31')
    group by all
)
select
    cluster_id, decided_on as date, concat_ws(' ', cluster_id, round) as unit, file, sheet, "row",
    (
        2 * coalesce(rounds.independent_seats, panels.independent_seats) > coalesce(panel_seats, seats)
        and criteria_published and recusals_logged
    )::integer as numerator,
    1 as denominator
from facts.allocation_rounds as rounds
left join panels using (cluster_id, round, decided_on)
where coalesce(rounds.independent_seats, panels.independent_seats) is not null
    and coalesce(panel_seats, seats) is not null
    and criteria_published is not null and recusals_logged is not null
