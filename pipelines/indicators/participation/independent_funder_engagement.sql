/*---
id = "independent_funder_engagement"
position = 53
title = "Key actors with money of their own"
question = "Do key actors who depend on nobody here for their money still take part?"
principle = "complementarity"
lens = "participation"
kind = "rate"
unit = "%"
direction = "higher"
frame = "reported"
disclosure = "conduct"
grains = ["period"]
audiences = ["team"]
needs = ["memberships", "funding_flows", "attendance|presence"]
numerator = "those of them that came to a meeting of the cluster or reported who does what where in the period"
denominator = "organisations the coordinator lists as key actors, with at least 80 % of their money of this year and the last from outside the plan, the pooled fund and the lead agency"
thresholds = "Project default: 80 % of the money makes an actor independent. No target."
known_bias = "The coordinator decides who is a key actor. Money that is not reported to FTS or the fund is not seen, and those with the most independent money often report least: see how many have money on record. Where a file does not say which plan a flow belongs to, the flow is left out. The pooled fund's money, and the lead's, is counted by FTS or by the fund's and the lead's own lists, whichever is larger."
when_weak = "Visit each one. Ask what the cluster could do for them: information, contacts, access, a voice towards the authorities. Offer a way to take part that needs no form and no commitment, such as an observer's seat or a standing phone call."
seeds = ["C3", "E3"]

[parts.money_known]
title = "Key actors whose money is on record"
question = "For how many key actors is there any record of money at all?"
direction = "context"
numerator = "key actors that received money of this year or the last, by FTS, the pooled fund or the lead's sub-grants"
denominator = "organisations the coordinator lists as key actors, without the lead agency"
thresholds = "None: the smaller, the less the number above can say."
---*/
with actors as (
    select distinct
        m.cluster_id, organisation_id, period_start, reference_date,
        year(reference_date) - 1 as first_year, year(reference_date) as last_year
    from periods
    join facts.memberships as m
        on reference_date between coalesce(joined_on, date '0001-01-01') and coalesce(left_on, date '9999-12-31')
    semi join observed_periods as observed
        on observed.cluster_id = m.cluster_id and observed.period_start = periods.period_start
    anti join lead_agencies as leads
        on leads.cluster_id = m.cluster_id and leads.organisation_id = m.organisation_id
    where key_actor
),
lead_names as (
    select distinct cluster_id, lower(name) as name
    from lead_agencies
    join facts.organisation_names using (organisation_id)
),
telling_files as (
    select distinct file
    from facts.flow_reports
    join facts.funding_flows using (flow_id)
    where coalesce(plan_id, plan) is not null
),
flows as (
    select
        flow_id, organisation_id, source_organisation, source_type, amount_usd, coalesce(plan_id, plan) as any_plan,
        coalesce(usage_year_start, year(date)) as first_year, coalesce(usage_year_end, year(date)) as last_year,
        min(struct_pack(file := file, "row" := "row")) as source, bool_or(telling_files.file is not null) as plan_told
    from facts.funding_flows
    join facts.flow_reports using (flow_id)
    left join telling_files using (file)
    where in_scope and status in ('paid', 'commitment') and boundary <> 'outgoing' and amount_usd > 0
    group by all
),
receipts as (
    select
        actors.cluster_id, actors.organisation_id, period_start, 'fts' as record, amount_usd as amount,
        case when lower(source_type) like 'pooled fund%' then 'pooled' when lead_names.name is not null then 'lead'
            when any_plan is not null then 'plan' else 'outside' end as channel,
        source.file as file, null as sheet, source."row" as "row"
    from actors
    join flows
        on flows.organisation_id = actors.organisation_id
        and flows.first_year <= actors.last_year and flows.last_year >= actors.first_year
    left join lead_names
        on lead_names.cluster_id = actors.cluster_id and lead_names.name = lower(source_organisation)
    where plan_told or lower(source_type) like 'pooled fund%' or lead_names.name is not null
    union all by name
    select
        actors.cluster_id, organisation_id, period_start, 'own' as record, budget_usd as amount, 'pooled' as channel,
        file, sheet, "row"
    from actors
    join response_allocations using (organisation_id)
    where year between first_year and last_year
    union all by name
    select
        actors.cluster_id, actors.organisation_id, period_start, 'own' as record, amount_usd as amount,
        'lead' as channel, file, sheet, "row"
    from actors
    join facts.subgrants as given on given.receiver_id = actors.organisation_id
    join lead_agencies as leads on leads.cluster_id = actors.cluster_id and leads.organisation_id = giver_id
    where year(starts_on) between first_year and last_year
),
by_channel as (
    select cluster_id, organisation_id, period_start, channel, record, sum(amount) as amount,
        min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
    from receipts
    group by all
),
money as (
    select cluster_id, organisation_id, period_start, min(source) as source,
        sum(amount) filter (where channel = 'outside') as outside, sum(amount) as amount
    from (
        select cluster_id, organisation_id, period_start, channel, max(amount) as amount, min(source) as source
        from by_channel
        group by all
    )
    group by all
),
told as (
    select
        actors.*, cluster_id || ' ' || organisation_id as unit, amount, meeting_id, money.source,
        100 * coalesce(outside, 0) / amount >= own_funding as independent,
        meeting_id is not null or reported.source is not null as took_part
    from actors
    cross join limits
    left join money using (cluster_id, organisation_id, period_start)
    left join attended using (cluster_id, organisation_id, period_start)
    left join reported using (cluster_id, organisation_id, period_start)
)
select
    null as part, cluster_id, reference_date as date, unit, organisation_id, meeting_id,
    source.file as file, source.sheet as sheet, source."row" as "row", took_part::integer as numerator, 1 as denominator
from told
where independent
union all by name
select
    'money_known' as part, cluster_id, reference_date as date, unit, organisation_id,
    source.file as file, source.sheet as sheet, source."row" as "row",
    (amount is not null)::integer as numerator, 1 as denominator
from told
