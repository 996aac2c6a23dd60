-- Which days does each source speak of? `unit` is what is counted, `until` the newest day the record knows of.

-- When a partner list was brought up to date: as its rows say; without such a column, the days anybody joined or left.
create view partner_list_days as
with lines as (
    select
        cluster_of.cluster_id, m.file, m.sheet || ' ' || m."row" as line, o.updated_on,
        unnest([m.joined_on, m.left_on]) as moved_on
    from typed.memberships as m
    join cluster_of
        on cluster_of.file = m.file and cluster_of.sheet = m.sheet and cluster_of.text = coalesce(m.cluster, '')
    left join typed.organisations as o on o.file = m.file and o.sheet = m.sheet and o."row" = m."row"
),
days as (
    select cluster_id, file, line, updated_on as day, true as stated from lines
    union
    select cluster_id, file, line, moved_on, false from lines
),
best as (
    select *, bool_or(stated) over (partition by cluster_id, file) as any_stated
    from days
    where day is not null
)
select cluster_id, file, line, day, stated from best where stated = any_stated;

-- A table, as several count from it.
create table dated_records as
select
    'attendance' as source, facts.meetings.cluster_id, facts.meetings.date as day, facts.meetings.date as until,
    false as year_only, file, meeting_id as unit
from facts.meetings
join meeting_of using (meeting_id)
semi join (select file, sheet, meeting_key from typed.meetings where origin = 'attendance') using (file, sheet, meeting_key)
union all by name
select 'meetings' as source, facts.meetings.cluster_id, date as day, date as until, false as year_only, file, meeting_id as unit
from facts.meetings
join meeting_of using (meeting_id)
semi join (select file, sheet, meeting_key from typed.meetings where origin = 'list') using (file, sheet, meeting_key)
where status = 'held'
union all by name
select 'partner_list' as source, cluster_id, day, day as until, false as year_only, m.file, m.file || line as unit
from typed.memberships as m
left join partner_list_days as days on days.file = m.file and days.line = m.sheet || ' ' || m."row"
union all by name
select
    case instrument when 'partnership' then 'survey' else instrument end as source, cluster_id, submitted_on as day,
    submitted_on as until, false as year_only, file, response_id as unit
from facts.survey_responses
join questionnaires on response_key = response_id
union all by name
select 'ccpm' as source, cluster_id, submitted_on as day, submitted_on as until, false as year_only, file, response_id as unit
from facts.ccpm_responses
join questionnaires on response_key = response_id
union all by name
select
    'fts' as source, cluster_id, coalesce(date, updated_on, make_date(usage_year_start, 1, 1)) as day,
    coalesce(greatest(date, updated_on), make_date(usage_year_end, 12, 31)) as until,
    date is null and updated_on is null as year_only, file, flow_id as unit
from facts.funding_flows
join facts.flow_reports using (flow_id)
where in_scope
union all by name
select
    'requirements' as source, cluster_id, make_date(year, 1, 1) as day, make_date(year, 12, 31) as until, true as year_only,
    file, concat_ws(' ', file, sheet, "row") as unit
from facts.requirements
union all by name
select
    'pooled_fund' as source, cluster_id, coalesce(allocations.approved_on, make_date(allocations.year, 1, 1)) as day,
    coalesce(allocations.approved_on, make_date(allocations.year, 12, 31)) as until,
    allocations.approved_on is null as year_only, staged.file, project_code as unit
from facts.allocations
join typed.allocations as staged using (project_code)
where facts.allocations.in_scope
union all by name
select
    'pooled_fund_totals' as source, cluster_id, make_date(year, 1, 1) as day, make_date(year, 12, 31) as until,
    true as year_only, file, concat_ws(' ', file, sheet, "row") as unit
from (
    select cluster_id, year, file, sheet, "row" from facts.allocation_totals where in_scope
    union all
    select null, year, file, sheet, "row" from facts.subgrant_totals where in_scope
    union all
    select null, year, file, sheet, "row" from facts.contributions where in_scope
)
union all by name
select source, cluster_id, day, day as until, false as year_only, file, concat_ws(' ', file, sheet, "row") as unit
from (
    select 'presence' as source, cluster_id, coalesce(reported_on, starts_on, submitted_on) as day, file, sheet, "row"
    from facts.presence
    where in_scope
    union all
    select 'iati', null, date, file, sheet, "row" from facts.iati_transactions
    union all
    select 'roles', cluster_id, starts_on, file, sheet, "row" from facts.roles
    union all
    select 'actions', cluster_id, agreed_on, file, sheet, "row" from facts.actions
    union all
    select 'documents', cluster_id, sent_on, file, sheet, "row" from facts.documents
    union all
    select 'consultations', cluster_id, sent_on, file, sheet, "row" from facts.consultations
    union all
    select 'consultations', cluster_id, received_on, file, sheet, "row" from facts.comments
    union all
    select 'outreach', cluster_id, contacted_on, file, sheet, "row" from facts.outreach
    union all
    select 'capacity_support', cluster_id, coalesce(delivered_on, requested_on), file, sheet, "row" from facts.capacity_support
    union all
    select 'subgrants', cluster_id, starts_on, file, sheet, "row" from facts.subgrants
    union all
    select 'assurance', cluster_id, assessed_on, file, sheet, "row" from facts.assurance
    union all
    select 'allocation_rounds', cluster_id, decided_on, file, sheet, "row" from facts.allocation_rounds
    union all
    select 'areas_in_need', cluster_id, as_of, file, sheet, "row" from facts.areas_in_need
    union all
    select 'agenda_points', cluster_id, meeting_on, file, sheet, "row" from facts.agenda_points
);

-- The last day that meetings and surveys speak of, and the last day that money does.
create table last_days as
select
    case when source in ('fts', 'pooled_fund') then 'money' else 'activity' end as kind,
    max(until) as last_day
from dated_records
where source in ('attendance', 'survey', 'pulse', 'ccpm', 'fts', 'pooled_fund') and not year_only
group by kind;

insert into facts.coverage
with months as (
    select
        source, cluster_id, unit,
        unnest(range(date_trunc('month', day), date_trunc('month', day) + to_months(case when year_only then 12 else 1 end), interval 1 month))::date as month
    from dated_records
    where day is not null
),
by_cluster as (
    select source, month, unit, unnest(case when cluster_id is null then ['all'] else [cluster_id, 'all'] end) as cluster
    from months
)
select source, cluster, month, count(distinct unit)::integer
from by_cluster
group by source, cluster, month
order by source, cluster, month;

-- A day is better than a year: a year's last day may be still to come.
insert into facts.data_ages
select distinct on (source) source, until, year_only, file
from dated_records
order by source, until is null, year_only, until desc, file;

-- A month may be missing from a cluster's first meeting on. After the last month that anybody recorded, nothing is: sign-in
-- sheets come in late.
insert into facts.coverage_gaps
with held as (
    select
        cluster_id, date_trunc('month', date)::date as month, count(*)::integer as meetings,
        count(*) filter (where has_attendance) as recorded
    from facts.meetings
    where status = 'held' and cluster_id is not null
    group by all
),
ends as (
    select coalesce(max(month) filter (where recorded > 0), max(month)) as last_month from held
),
expected as (
    select cluster_id, unnest(range(min(month), any_value(last_month), interval 1 month))::date as month
    from held
    cross join ends
    group by cluster_id
)
select 'meetings' as source, cluster_id, month, 0 as meetings
from expected
anti join held using (cluster_id, month)
union all
select 'attendance', cluster_id, month, meetings
from held
cross join ends
where recorded = 0 and month <= last_month
order by all;
