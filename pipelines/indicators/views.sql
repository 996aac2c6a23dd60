-- What several indicators count from. Facts are in schema `facts`; `periods` holds the workspace's periods. What is
-- small and counted from often is a table: to plan a view again in every statement takes longer than to read a table.

-- Who is local, under the definition that `definition_in_force` names (evidence.put_in_force fills it).
create table places (organisation_id varchar, type varchar, locality varchar);

-- Whom the register does not place is what a list of projects or of work itself calls it.
create macro placed_by(locality, listed_type) as coalesce(
    nullif(locality, 'unclassified'),
    case when listed_type = 'national_ngo' then 'local'
        when listed_type in ('international_ngo', 'un_agency') then 'international' end,
    'unclassified'
);

-- What all the rows that call an organisation something call it alike.
create macro called_alike(listed_type) as case when count(distinct listed_type) = 1 then min(listed_type) end;

-- What lists of the whole world say of the response's country: all that is not known to be of another.
create view response_presence as from facts.presence where in_scope;
create view response_allocations as from facts.allocations where in_scope;
create view response_allocation_totals as from facts.allocation_totals where in_scope;
create view response_subgrant_totals as from facts.subgrant_totals where in_scope;

-- Full members. An open start or end is "since ever" or "still".
create table members as
select distinct
    organisation_id, cluster_id, areas,
    coalesce(joined_on, date '0001-01-01') as joined_on,
    coalesce(left_on, date '9999-12-31') as left_on
from facts.memberships
where level = 'full';

-- Organisations that were members on the day a period ended (or on the last day the data know of).
create table members_of_period as
select distinct cluster_id, organisation_id, period_start, reference_date
from periods
join members on reference_date between joined_on and left_on;

-- Meetings of the whole cluster that were held and have a record of who came. A meeting without a record says nothing
-- about attendance; one of its advisory or working groups does not expect all members.
create table recorded_meetings as
select meeting_id, cluster_id, date, level, area
from facts.meetings
where status = 'held' and has_attendance and cluster_id is not null and kind = 'cluster';

-- Ids by number, in their order: millions of seats are then counted by numbers.
create type id as enum (
    select organisation_id from facts.attendance where organisation_id is not null
    union
    select unnest([organisation_id, cluster_id]) from members
    union
    select unnest([meeting_id, cluster_id]) from facts.meetings
    union
    select ''
    order by 1
);

create table presences as
select try_cast(meeting_id as id) as meeting_id, organisation_id::id as organisation_id
from facts.attendance
where organisation_id is not null;

-- Who was expected where, and whether it came: all members at national meetings; at sub-national ones those who list the
-- area.
create table invitations as
with held as (
    select * replace (meeting_id::id as meeting_id, cluster_id::id as cluster_id, lower(trim(area)) as area)
    from recorded_meetings
),
listed as (
    select
        * replace (organisation_id::id as organisation_id, cluster_id::id as cluster_id),
        count(*) over (partition by organisation_id, cluster_id) as times
    from members
),
expected as not materialized (
    select meeting_id, cluster_id, date, organisation_id, times
    from held
    join listed using (cluster_id)
    where date between joined_on and left_on
        and (
            level = 'national'
            or list_contains(list_transform(string_split(areas, ';'), lambda part: lower(trim(part))), held.area)
        )
),
-- Few are listed more than once; only they can be expected twice, and to look through millions takes long.
once as (
    select * from expected where times = 1
    union all
    select distinct * from expected where times > 1
)
select meeting_id, cluster_id, date, organisation_id, presences.meeting_id is not null as came
from once
left join presences using (meeting_id, organisation_id);

-- Who came to at least one meeting of the cluster in a period, member or not; and one of these meetings.
create table attended as
with came as (
    select cluster_id, organisation_id, period_start, min(meetings.meeting_id) as meeting_id
    from (select * replace (meeting_id::id as meeting_id) from recorded_meetings) as meetings
    join periods on date between period_start and reference_date
    join presences using (meeting_id)
    group by all
)
select cluster_id, organisation_id::varchar as organisation_id, period_start, meeting_id::varchar as meeting_id
from came;

-- The rows of who does what where that speak of a period: reported in it, or, without a day of report, running in it.
create view presence_of_period as
select period_start, period_end, reference_date, presence.*
from response_presence as presence
join periods
    on coalesce(reported_on, starts_on) <= period_end
    and coalesce(reported_on, ends_on, date '9999-12-31') >= period_start
where cluster_id is not null;

-- Who reported to who does what where in a period, member or not; and one of the rows.
create view reported as
select cluster_id, organisation_id, period_start, min(struct_pack(file := file, sheet := sheet, "row" := "row")) as source
from presence_of_period
where organisation_id is not null
group by all;

-- Periods in which one can tell who was active in a cluster: by meetings with attendance, by reports, or by both.
create view observed_periods as
select cluster_id, period_start, bool_or(by_meetings) as by_meetings
from (
    select cluster_id, period_start, true as by_meetings
    from recorded_meetings
    join periods on date between period_start and reference_date
    union all
    select cluster_id, period_start, false from presence_of_period
)
group by all;

-- Members of a period: who attended a meeting, and who was active, which is to attend or to report who does what where.
-- `attended` is null where no meeting of the period has a record of who came. A table, as many count from it.
create table activity as
select
    m.cluster_id, m.organisation_id, m.period_start, m.reference_date,
    case when by_meetings then meeting_id is not null end as attended,
    meeting_id is not null or source is not null as active,
    meeting_id, source.file as file, source.sheet as sheet, source."row" as "row"
from members_of_period as m
join observed_periods using (cluster_id, period_start)
left join attended using (cluster_id, organisation_id, period_start)
left join reported using (cluster_id, organisation_id, period_start);

-- The whole survey; the pulse between two surveys asks one item a principle, too few for a score.
create view full_surveys as
select * from facts.survey_responses where instrument = 'partnership';

-- Survey rounds, by cluster, with all who were members when the round ended: those who answered and those who did not.
create view eligible as
select distinct round_end, members.cluster_id, members.organisation_id
from (select distinct round_end, cluster_id from full_surveys where cluster_id is not null) as rounds
join members on members.cluster_id = rounds.cluster_id and round_end between joined_on and left_on;

-- A questionnaire's score for each set of items: mean of at least three answered, 0 to 100. "Don't know" is no answer.
create view scale_scores as
select
    response_id,
    case left(item, 2)
        when 'eq' then 'equality' when 'tr' then 'transparency' when 'ro' then 'results'
        when 're' then 'responsibility' when 'co' then 'complementarity' when 'cl' then 'leadership'
    end as scale,
    avg((answer - 1) * 25.0) as score
from facts.survey_answers
where answer is not null and item <> 'cl7'
group by all
having count(*) >= 3;

-- One opinion an organisation: the mean of its questionnaires. Members who did not answer have none.
-- Anonymous questionnaires stand for themselves; who is not a member is left out.
create view opinions as
with scales as (
    select unnest(['equality', 'transparency', 'results', 'responsibility', 'complementarity', 'leadership']) as scale
)
select
    scale, eligible.cluster_id, eligible.round_end as date, eligible.organisation_id as unit,
    eligible.organisation_id, null::varchar as organisation_type, avg(score) as value,
    min(response_id) filter (where score is not null) as response_id
from scales
cross join eligible
left join full_surveys as responses
    on responses.organisation_id = eligible.organisation_id
    and responses.cluster_id = eligible.cluster_id
    and responses.round_end = eligible.round_end
left join scale_scores using (response_id, scale)
group by all
union all
select
    scale, cluster_id, round_end, 'anonymous ' || response_id, null, organisation_type, score, response_id
from full_surveys
join scale_scores using (response_id)
where anonymous and cluster_id is not null;

-- The same for each single item that the round asked: 75 points are "agree".
create view item_opinions as
with asked as (
    select distinct item, cluster_id, round_end
    from full_surveys
    join facts.survey_answers using (response_id)
)
select
    item, eligible.cluster_id, eligible.round_end as date, eligible.organisation_id as unit,
    eligible.organisation_id, null::varchar as organisation_type, avg((answer - 1) * 25.0) as value,
    min(response_id) filter (where answer is not null) as response_id
from asked
join eligible using (cluster_id, round_end)
left join full_surveys as responses using (cluster_id, round_end, organisation_id)
left join facts.survey_answers using (response_id, item)
group by all
union all
select
    item, cluster_id, round_end, 'anonymous ' || response_id, null, organisation_type, (answer - 1) * 25.0, response_id
from full_surveys
join facts.survey_answers using (response_id)
where anonymous and cluster_id is not null and answer is not null;

-- Money. The tables are filled by money.sql, under every definition of local at once; the views show the one in force.
create table placed_money_by_definition (
    definition varchar, flow_id varchar, cluster_id varchar, organisation_id varchar, destination_type varchar,
    destination_subtype varchar, recipient varchar, flow_type varchar, source_organisation varchar, source_type varchar,
    boundary varchar, new_money boolean, parent_flow_id varchar, earmarking varchar, years integer, date date,
    amount decimal(28, 8), file varchar, "row" integer, locality varchar, organisation_type varchar
);
create table onward_steps_by_definition (
    definition varchar, date date, cluster_id varchar, giver varchar, passed_by varchar, receiver_id varchar,
    receiver_type varchar, locality varchar, first boolean, amount decimal(28, 8), unit varchar,
    file varchar, sheet varchar, "row" integer
);
create table held_money_by_definition (
    definition varchar, flow_id varchar, date date, cluster_id varchar, organisation_id varchar, organisation_type varchar,
    locality varchar, amount decimal(28, 8), file varchar, "row" integer, giver varchar
);
create table onward_parts_by_definition (
    definition varchar, giver varchar, date date, cluster_id varchar, passed_by varchar, receiver_type varchar,
    locality varchar, first boolean, received double, amount double, steps integer
);
create table passed_on_by_definition (
    definition varchar, giver varchar, date date, cluster_id varchar, known double, to_local double, unplaced double,
    deeper double
);
create table routed_money_by_definition (
    definition varchar, flow_id varchar, date date, cluster_id varchar, organisation_id varchar, organisation_type varchar,
    file varchar, "row" integer, route varchar, undivided boolean, amount decimal(28, 8), counted boolean
);

create view placed_money as
select * exclude (definition) from placed_money_by_definition join definition_in_force using (definition);

-- Incoming new money, by the place of its recipient. What a pooled fund received is not with a local organisation yet: it
-- stands apart from what went to those nobody can place.
create view received_money as
select * replace (if(organisation_type = 'pooled_fund' and locality = 'unclassified', 'pooled_fund', locality) as locality)
from placed_money
where boundary = 'incoming' and coalesce(new_money, true);

create view onward_steps as
select * exclude (definition) from onward_steps_by_definition join definition_in_force using (definition);

create view held_money as
select * exclude (definition) from held_money_by_definition join definition_in_force using (definition);

create view passed_on as
select * exclude (definition) from passed_on_by_definition join definition_in_force using (definition);

create view routed_money as
select * exclude (definition) from routed_money_by_definition join definition_in_force using (definition);

-- Who is a member on the last day the data know of.
create view members_of_now as
select distinct cluster_id, organisation_id
from members_of_period
where reference_date = (select max(reference_date) from periods);

-- Which organisation leads a cluster: as the list of roles says on the last day the data know of, else workspace.toml.
create view lead_agencies as
with listed as (
    select distinct cluster_id, organisation_id
    from facts.roles
    where body = 'cluster' and role = 'lead' and organisation_id is not null
        and coalesce((select max(reference_date) from periods), (select max(period_end) from buckets)) -- money alone has no periods
            between coalesce(starts_on, date '0001-01-01') and coalesce(ends_on, date '9999-12-31')
)
select cluster_id, organisation_id from listed
union
select clusters.cluster_id, names.organisation_id
from facts.clusters as clusters
join facts.organisation_names as names on lower(names.name) = lower(clusters.lead_agency)
where clusters.cluster_id not in (select cluster_id from listed where cluster_id is not null);

-- Cluster Coordination Performance Monitoring (CCPM): who was asked in each round, which is all who were members when it
-- ended.
create view ccpm_eligible as
select distinct round_end, members.cluster_id, members.organisation_id
from (select distinct round_end, cluster_id from facts.ccpm_responses where respondent = 'partner') as rounds
join members on members.cluster_id = rounds.cluster_id and round_end between joined_on and left_on;

-- For whom each partner's questionnaire speaks: for a member; or for somebody unknown, where it is anonymous or there is
-- no list of members to look the organisation up in. Those of organisations that are not members are left out.
create view ccpm_partners as
select
    response_id, responses.cluster_id, responses.round_end, eligible.organisation_id,
    coalesce(responses.organisation_id, 'anonymous ' || response_id) as unit,
    case when eligible.organisation_id is null then coalesce(places.type, responses.organisation_type) end
        as organisation_type,
    case when eligible.organisation_id is null then places.locality end as locality
from facts.ccpm_responses as responses
left join ccpm_eligible as eligible using (cluster_id, round_end, organisation_id)
left join places on places.organisation_id = responses.organisation_id
where respondent = 'partner' and responses.cluster_id is not null
    and (
        anonymous or eligible.organisation_id is not null
        or not exists (
            from ccpm_eligible as listed
            where listed.cluster_id = responses.cluster_id and listed.round_end = responses.round_end
        )
    );

-- What a questionnaire scores in each sub-function: the mean of its answered items, 0 to 100, if it answers three in all.
-- Facts keep a third as 33.3; counted in twelfths, three answers "fairly" and one "very" are 75 and not a little more.
-- Beside it the part of its answers that are "don't know" or "not applicable", in per cent.
create view ccpm_scores as
select
    response_id, sub_function,
    case when sum(count(score)) over (partition by response_id) >= 3 then avg(round(score * 0.12)) * 100 / 12 end as score,
    100.0 * count(*) filter (where score is null) / count(*) as unsure
from facts.ccpm_answers
group by response_id, sub_function;

-- One opinion a partner on each sub-function that its cluster was asked about: the mean of its questionnaires.
-- Members who did not answer have none.
create view ccpm_opinions as
with answered as (
    select
        sub_function, cluster_id, round_end as date, unit, organisation_id, organisation_type, locality,
        avg(score) as score, avg(unsure) as unsure, min(response_id) as response_id
    from ccpm_partners
    join ccpm_scores using (response_id)
    group by all
)
select * from answered
union all by name
select sub_function, cluster_id, date, organisation_id as unit, organisation_id
from (select distinct sub_function, cluster_id, date from answered) as asked
join (select cluster_id, round_end as date, organisation_id from ccpm_eligible) as eligible using (cluster_id, date)
anti join answered using (sub_function, cluster_id, date, organisation_id);

-- Seats and leading roles on the day a period ends. Who stands twice for one seat holds it once: count distinct `seat`.
create view seats as
select
    cluster_id, period_start, reference_date as date, body, coalesce(lower(trim(body_name)), '') as body_name, role,
    chosen_by, organisation_id, file, sheet, "row",
    concat_ws(
        ' ', cluster_id, body, lower(trim(body_name)), lower(trim(area)), coalesce(organisation_id, lower(organisation))
    ) as seat
from facts.roles
join periods on reference_date between coalesce(starts_on, date '0001-01-01') and coalesce(ends_on, date '9999-12-31')
where cluster_id is not null;

-- P-codes come as XND0102, 0102 and, out of a spreadsheet, 102: letters in front and zeros say nothing.
create macro area_code(code) as nullif(ltrim(regexp_replace(trim(code), '^[A-Za-z]+', ''), '0'), '');

-- Names of areas that mean one code, wherever both are stated.
create view area_names as
select name, min(code) as code
from (
    select lower(trim(area2)) as name, area_code(area2_pcode) as code from response_presence
    union
    select lower(trim(area)), area_code(area_pcode) from facts.areas_in_need
)
where name is not null and code is not null
group by name
having count(*) = 1;

-- Who worked in which area (admin 2) in a period: rows that state one, and whose activity is not only planned or was
-- cancelled. `partner` is the organisation, or its name where nobody knows it; `place` is one area however it is written.
create view work_in_areas as
select
    cluster_id, period_start, reference_date as date, organisation_id,
    coalesce(organisation_id, lower(trim(organisation))) as partner, lower(trim(activity)) as activity,
    coalesce(area_code(area2_pcode), area_names.code, lower(trim(area2))) as place,
    lower(trim(area2)) as name, coalesce(trim(area2), area2_pcode) as area, organisation_type as listed_type,
    file, sheet, "row"
from presence_of_period
left join area_names on area_names.name = lower(trim(area2))
where coalesce(area2, area2_pcode) is not null
    and not regexp_matches(lower(coalesce(status, '')), '^(planned|pr[eé]vu|planifi|previst|programad|cancel|annul)');

-- Which organisations work with which, by period: in one programme, in one working group, by a sub-grant that runs.
-- Every tie stands twice, once for each of the two; `source` is one row that says it.
create view partner_ties as
with said as (
    select
        cluster_id, period_start, programme_organisation_id as one, organisation_id as other, 'project' as kind,
        struct_pack(file := file, sheet := sheet, "row" := "row") as source
    from presence_of_period
    union all
    select
        cluster_id, period_start, first.organisation_id, second.organisation_id, 'group',
        struct_pack(file := first.file, sheet := first.sheet, "row" := first."row")
    from seats as first
    join seats as second using (cluster_id, period_start, body, body_name)
    where body = 'twg' and first.role <> 'observer' and second.role <> 'observer'
    union all
    -- An agreement that names no cluster is a tie in each; one without an end counts in the period it starts in.
    select
        clusters.cluster_id, period_start, giver_id, receiver_id, 'sub_grant',
        struct_pack(file := file, sheet := sheet, "row" := "row")
    from facts.subgrants as given
    join facts.clusters as clusters on clusters.cluster_id = coalesce(given.cluster_id, clusters.cluster_id)
    join periods on starts_on <= reference_date and coalesce(ends_on, starts_on) >= period_start
)
select cluster_id, period_start, organisation_id, partner_id, kind, min(source) as source
from (
    select cluster_id, period_start, one as organisation_id, other as partner_id, kind, source from said
    union all
    select cluster_id, period_start, other, one, kind, source from said
)
where organisation_id <> partner_id
group by all;
