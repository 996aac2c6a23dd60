-- Where money went, under every definition of local at once: what several indicators count from, made once.
-- Filled only where there is money (evidence.py); the views at the end show what the definition in force says.

-- Money in scope that was paid or committed, a year a row: a flow for several years is split equally over them.
insert into placed_money_by_definition
with origins as (
    select flow_id, min(file) as file, min_by("row", (file, "row")) as "row" from facts.flow_reports group by flow_id
),
spread as (
    select
        *, coalesce(usage_year_start, year(date)) as first_year,
        coalesce(usage_year_end, usage_year_start, year(date)) as last_year
    from facts.funding_flows
    where in_scope and boundary in ('incoming', 'internal') and status in ('paid', 'commitment') and amount_usd > 0
),
dated as (
    select
        * exclude (date), last_year - first_year + 1 as years,
        make_date(unnest(range(first_year, last_year + 1))::integer, 1, 1) as date
    from spread
    where first_year is not null
)
-- Parked and passed-through money has not reached its recipient yet.
-- FTS's own sub-types speak of the recipient of each flow, in the register or not.
select
    definitions.definition, flow_id, cluster_id, dated.organisation_id, destination_type, destination_subtype, recipient,
    flow_type, source_organisation, source_type, boundary, new_money, parent_flow_id, earmarking, years, date,
    (amount_usd / years)::decimal(28, 8) as amount, origins.file, origins."row",
    case
        when recipient <> 'named' or flow_type in ('parked', 'pass_through') then 'unknown'
        when definitions.definition = 'fts_subtype' then coalesce(funding_types.fts_locality, 'unclassified')
        else coalesce(localities.locality, 'unclassified')
    end as locality,
    coalesce(organisations.type, funding_types.type, 'unknown') as organisation_type
from dated
cross join definitions
left join origins using (flow_id)
left join facts.organisations as organisations on organisations.organisation_id = dated.organisation_id
left join facts.localities as localities
    on localities.organisation_id = dated.organisation_id and localities.definition = definitions.definition
left join funding_types
    on funding_types.type_word is not distinct from dated.destination_type
    and funding_types.subtype_word is not distinct from dated.destination_subtype
    and funding_types.level_word is not distinct from dated.destination_level;

-- Money that went on from an intermediary, a step a row. One source tells of a giver's steps of a year: the projects of
-- pooled funds stand before what FTS says the funds gave, a list of sub-grants before what FTS says its givers gave.
-- `giver`: an organisation's id, or 'pooled fund'. Where the money had been with another intermediary before
-- (`first` is false), the giver is that one. What a local organisation gives had reached a local one already.
insert into onward_steps_by_definition
with places as (
    select definition, organisation_id, type, localities.locality
    from facts.organisations join facts.localities using (organisation_id)
),
known_names as (
    select lower(name) as name, min(organisation_id) as organisation_id
    from facts.organisation_names
    group by lower(name)
    having count(distinct organisation_id) = 1
),
projects as (
    select
        definitions.definition, make_date(year, 1, 1) as date, cluster_id, 'pooled fund' as giver, 'pooled fund' as passed_by,
        projects.organisation_id as receiver_id, budget_usd as amount, true as first, project_code as unit, file, sheet, "row",
        placed_by(places.locality, projects.type) as locality,
        coalesce(places.type, projects.type) as receiver_type
    from response_allocations as projects
    cross join definitions
    left join places on places.organisation_id = projects.organisation_id and places.definition = definitions.definition
    where budget_usd > 0
),
sub_grants as (
    select
        definitions.definition, make_date(coalesce(projects.year, year(given.starts_on)), 1, 1) as date, given.cluster_id,
        case when projects.year is null then coalesce(giver_id, lower(giver)) else 'pooled fund' end as giver,
        coalesce(giver_id, lower(giver)) as passed_by, receiver_id, amount_usd as amount, projects.year is null as first,
        coalesce(agreement_id, given.file || ' ' || given."row") as unit, given.file, given.sheet, given."row",
        coalesce(places.locality, 'unclassified') as locality, coalesce(places.type, 'unknown') as receiver_type
    from facts.subgrants as given
    cross join definitions
    left join facts.allocations as projects using (project_code)
    left join places as givers on givers.organisation_id = giver_id and givers.definition = definitions.definition
    left join places on places.organisation_id = receiver_id and places.definition = definitions.definition
    where amount_usd > 0 and givers.locality is distinct from 'local'
),
reported as (
    select
        placed.definition, placed.date, placed.cluster_id,
        case when lower(coalesce(before.source_type, placed.source_type)) like '%pooled fund%' then 'pooled fund'
            when before.flow_id is null then coalesce(direct.organisation_id, lower(placed.source_organisation))
            else coalesce(holders.organisation_id, lower(before.source_organisation))
        end as giver,
        case when lower(placed.source_type) like '%pooled fund%' then 'pooled fund'
            else coalesce(direct.organisation_id, lower(placed.source_organisation)) end as passed_by,
        placed.organisation_id as receiver_id, placed.amount, before.flow_id is null as first, placed.flow_id as unit,
        placed.file, null::varchar as sheet, placed."row", placed.locality, placed.organisation_type as receiver_type
    from placed_money_by_definition as placed
    left join facts.funding_flows as before
        on before.flow_id = placed.parent_flow_id and before.boundary = 'internal' and before.flow_type <> 'parked'
    left join known_names as holders on holders.name = lower(before.source_organisation)
    left join known_names as direct on direct.name = lower(placed.source_organisation)
    left join places as givers
        on givers.organisation_id = direct.organisation_id and givers.definition = placed.definition
    where placed.boundary = 'internal' and placed.flow_type not in ('parked', 'pass_through')
        and givers.locality is distinct from 'local'
),
better as (
    select giver, date from projects union select giver, date from sub_grants
),
together as (
    select * from projects
    union all by name
    select * from sub_grants
    union all by name
    select * from reported anti join better using (giver, date)
)
select
    definition, date, cluster_id, giver, passed_by, receiver_id, receiver_type, locality, first, amount, unit, file, sheet, "row"
from together;

-- Incoming money that somebody holds who may pass it on: international organisations and the response's pooled funds.
insert into held_money_by_definition
select
    definition, flow_id, date, cluster_id, organisation_id, organisation_type, locality, amount, file, "row",
    case when organisation_type = 'pooled_fund' then 'pooled fund' else organisation_id end as giver
from placed_money_by_definition
where boundary = 'incoming' and coalesce(new_money, true) and recipient = 'named' and case
    when organisation_type = 'pooled_fund' then coalesce(destination_subtype, '') not like 'Global%'
    else locality = 'international' end;

-- What went on out of the incoming money of an intermediary, by year and cluster. Steps in a cluster for which it received
-- nothing, or without a cluster, are spread over all it received that year. Never more than it received: beyond, the
-- steps are scaled down.
insert into onward_parts_by_definition
with received as (
    select
        definition, giver, date, cluster_id, sum(amount)::double as amount,
        (sum(sum(amount)) over (partition by definition, giver, date))::double as in_all
    from held_money_by_definition
    where giver is not null
    group by definition, giver, date, cluster_id
),
holders as (
    select distinct definition, giver, date from received
),
-- Who received no incoming money spent what another intermediary had given it: its steps are further steps of that money.
given as (
    select
        definition, giver, receiver_id, date, sum(amount)::double as amount,
        (sum(sum(amount)) over (partition by definition, receiver_id, date))::double as in_all
    from onward_steps_by_definition
    semi join holders using (definition, giver, date)
    where first and receiver_id <> giver
    group by definition, giver, receiver_id, date
),
steps as (
    select definition, giver, date, cluster_id, passed_by, receiver_type, locality, first, amount::double as amount
    from onward_steps_by_definition
    semi join holders using (definition, giver, date)
    union all
    select
        later.definition, given.giver, later.date, later.cluster_id, later.passed_by, later.receiver_type, later.locality,
        false, later.amount * given.amount / given.in_all
    from onward_steps_by_definition as later
    join given
        on given.definition = later.definition and given.receiver_id = later.giver and given.date = later.date
    anti join holders
        on holders.definition = later.definition and holders.giver = later.giver and holders.date = later.date
    where later.first
),
at_home as (
    select steps.*, received.giver is not null as in_cluster
    from steps
    left join received
        on received.definition = steps.definition and received.giver = steps.giver and received.date = steps.date
        and received.cluster_id is not distinct from steps.cluster_id
),
parts as (
    select
        received.definition, received.giver, received.date, received.cluster_id, received.amount as received, passed_by,
        receiver_type, locality, first,
        steps.amount * case when in_cluster then 1 else received.amount / received.in_all end as part
    from received
    join at_home as steps
        on steps.definition = received.definition and steps.giver = received.giver and steps.date = received.date
        and (not in_cluster or steps.cluster_id is not distinct from received.cluster_id)
),
summed as (
    select
        *,
        coalesce(fsum(part) filter (where first) over place, 0) as known,
        coalesce(fsum(part) filter (where first and locality <> 'local') over place, 0) as to_others,
        coalesce(fsum(part) filter (where not first and locality = 'local') over place, 0) as deeper
    from parts
    window place as (partition by definition, giver, date, cluster_id)
)
select
    definition, giver, date, cluster_id, passed_by, receiver_type, locality, first, received,
    fsum(part * received / greatest(known, received) * case
        when first then 1
        when deeper > to_others then to_others / deeper
        else 1
    end),
    count(*)
from summed
group by definition, giver, date, cluster_id, passed_by, receiver_type, locality, first, received;

-- The same as shares of what the intermediary received.
insert into passed_on_by_definition
select
    definition, giver, date, cluster_id,
    coalesce(fsum(amount) filter (where first), 0) / received,
    coalesce(fsum(amount) filter (where first and locality = 'local'), 0) / received,
    coalesce(fsum(amount) filter (where first and locality in ('unclassified', 'unknown')), 0) / received,
    coalesce(fsum(amount) filter (where not first and locality = 'local'), 0) / received
from onward_parts_by_definition
group by definition, giver, date, cluster_id, received;

-- All incoming new money, each dollar once, by the way it went as far as is known. What an intermediary is known to have
-- passed on to local organisations is taken out of what it received, and what it passed on to those who may be local.
insert into routed_money_by_definition
with ways as (
    select
        money.definition, money.flow_id, money.date, money.cluster_id, money.organisation_id, money.organisation_type,
        money.file, money."row", money.amount, held.giver,
        coalesce(shares.known, 0) as known, coalesce(shares.to_local, 0) as to_local, coalesce(shares.deeper, 0) as deeper,
        -- what reached a local organisation further on is no longer with those it went through
        coalesce(least(shares.unplaced, shares.known - shares.to_local - shares.deeper), 0) as unplaced,
        case
            when held.flow_id is not null then null
            when money.locality = 'local' and lower(money.source_type) like '%pooled fund%' then 'pooled'
            when money.locality = 'local' then 'direct'
            else money.locality
        end as whole
    from placed_money_by_definition as money
    left join held_money_by_definition as held
        on held.definition = money.definition and held.flow_id = money.flow_id and held.date = money.date
    left join passed_on_by_definition as shares
        on shares.definition = held.definition and shares.giver = held.giver and shares.date = held.date
        and shares.cluster_id is not distinct from held.cluster_id
    where money.boundary = 'incoming' and coalesce(money.new_money, true)
),
parts as (
    select
        * exclude (whole),
        unnest(case
            when whole is not null then [{'route': whole, 'share': 1.0::double}]
            when giver = 'pooled fund' then [
                {'route': 'pooled', 'share': to_local}, {'route': 'deeper', 'share': deeper},
                {'route': 'unclassified', 'share': unplaced},
                {'route': 'international', 'share': known - to_local - deeper - unplaced},
                {'route': 'unknown', 'share': 1 - known}
            ]
            else [
                {'route': 'one_intermediary', 'share': to_local}, {'route': 'deeper', 'share': deeper},
                {'route': 'unclassified', 'share': unplaced},
                {'route': 'international', 'share': 1 - to_local - deeper - unplaced}
            ]
        end, recursive := true),
        whole is not null or giver is null as undivided
    from ways
)
select
    definition, flow_id, date, cluster_id, organisation_id, organisation_type, file, "row", route, undivided,
    (amount * share)::decimal(28, 8), route in ('direct', 'pooled', 'one_intermediary')
from parts
where share > 1e-12;
