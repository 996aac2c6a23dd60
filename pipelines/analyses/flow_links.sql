-- Where money went, stage by stage. Needs `donor_kinds` (source_type, kind) and `recipient_kinds` (locality, type, kind).
insert into facts.flow_links
with incoming as (
    select
        year(date) as year, coalesce(cluster_id, 'no_cluster') as place, money.flow_id, coalesce(donor_kinds.kind, 'donor_unknown') as donor,
        case when held.giver = 'pooled fund' then 'pooled_fund' else recipient_kinds.kind end as recipient, money.amount
    from placed_money_by_definition as money
    left join (select flow_id, definition, date, giver from held_money_by_definition) as held using (flow_id, definition, date)
    left join donor_kinds on donor_kinds.source_type = money.source_type
    join recipient_kinds on recipient_kinds.locality = money.locality and recipient_kinds.type = money.organisation_type
    where definition = $definition and boundary = 'incoming' and coalesce(new_money, true)
),
givers as (
    select organisations.organisation_id as giver, recipient_kinds.kind
    from facts.organisations as organisations
    join facts.localities as localities using (organisation_id)
    join recipient_kinds on recipient_kinds.locality = localities.locality and recipient_kinds.type = organisations.type
    where definition = $definition
    union all
    select 'pooled fund', 'pooled_fund'
),
onward as (
    select
        year(date) as year, coalesce(cluster_id, 'no_cluster') as place, first,
        coalesce(case when first then holders.kind else passers.kind end, 'unclassified') as giver, receivers.kind as receiver,
        amount, steps
    from onward_parts_by_definition as parts
    left join givers as holders on holders.giver = parts.giver
    left join givers as passers on passers.giver = parts.passed_by
    join recipient_kinds as receivers on receivers.locality = parts.locality and receivers.type = parts.receiver_type
    where definition = $definition
),
steps as (
    select year, place, 1 as stage, '0:' || donor as source, '1:' || place as target, sum(amount) as amount, count(distinct flow_id) as flows
    from incoming
    group by year, place, donor
    union all
    select year, place, 2, '1:' || place, '2:' || recipient, sum(amount), count(distinct flow_id)
    from incoming
    group by year, place, recipient
    union all
    select year, place, 3, '2:' || giver, '3:' || receiver, sum(amount), sum(steps)
    from onward
    where first
    group by year, place, giver, receiver
    union all
    select year, place, 4, '3:' || giver, '4:' || receiver, sum(amount), sum(steps)
    from onward
    where not first
    group by year, place, giver, receiver
),
into_nodes as (
    select year, place, target as node, sum(amount) as amount from steps group by year, place, target
),
out_of_nodes as (
    select year, place, source as node, sum(amount) as amount from steps where stage > 1 group by year, place, source
),
-- More cannot go on from a node than came in: lists of sub-grants may say more than the money they came from.
fitting as (
    select
        steps.* exclude (amount),
        case when stage = 1 then steps.amount
            else steps.amount * least(1, coalesce(arrived.amount, 0) / gone.amount) end as amount
    from steps
    left join into_nodes as arrived on arrived.year = steps.year and arrived.place = steps.place and arrived.node = steps.source
    left join out_of_nodes as gone on gone.year = steps.year and gone.place = steps.place and gone.node = steps.source
),
left_over as (
    select
        arrived.year, arrived.place, arrived.node, arrived.amount - coalesce(sum(fitting.amount), 0) as amount
    from into_nodes as arrived
    left join fitting on fitting.year = arrived.year and fitting.place = arrived.place and fitting.source = arrived.node
    where arrived.node in (
        '2:pooled_fund', '2:un_agency', '2:international_ngo', '2:other_international', '3:pooled_fund', '3:un_agency',
        '3:international_ngo', '3:other_international'
    ) or arrived.node in (select node from out_of_nodes)
    group by arrived.year, arrived.place, arrived.node, arrived.amount
),
whole as (
    select year, place, stage, source, target, amount, flows from fitting
    union all
    select
        year, place, left(node, 1)::integer + 1, node, (left(node, 1)::integer + 1) || ':not_known', amount, 0
    from left_over
),
by_cluster as (
    select * exclude (place), unnest(case when place = 'no_cluster' then ['all'] else [place, 'all'] end) as cluster from whole
)
select year, cluster, source, target, stage, sum(amount)::decimal(28, 2), sum(flows)
from by_cluster
group by year, cluster, source, target, stage
having sum(amount) >= 0.005
order by all
