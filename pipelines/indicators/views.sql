-- What several indicators count from. Facts are in schema `facts`; `periods` holds the workspace's periods.

-- Who is local, under the definition that `definition_in_force` names.
create view places as
select organisation_id, type, localities.locality
from facts.organisations
join facts.localities using (organisation_id)
join definition_in_force using (definition);

-- Full members. An open start or end is "since ever" or "still".
create view members as
select distinct
    organisation_id, cluster_id, areas,
    coalesce(joined_on, date '0001-01-01') as joined_on,
    coalesce(left_on, date '9999-12-31') as left_on
from facts.memberships
where level = 'full';

-- Organisations that were members on the day a period ended (or on the last day the data know of).
create view members_of_period as
select distinct cluster_id, organisation_id, period_start, reference_date
from periods
join members on reference_date between joined_on and left_on;

-- Meetings of the whole cluster that were held and have a record of who came. A meeting without a record says nothing
-- about attendance; one of its advisory or working groups does not expect all members.
create view recorded_meetings as
select meeting_id, cluster_id, date, level, area
from facts.meetings
where status = 'held' and has_attendance and cluster_id is not null and kind = 'cluster';

-- Who was expected where: all members at national meetings; at sub-national ones those who list the area.
create view invitations as
select distinct meeting_id, m.cluster_id, date, members.organisation_id
from recorded_meetings as m
join members on members.cluster_id = m.cluster_id and m.date between joined_on and left_on
where level = 'national'
    or list_contains(list_transform(string_split(areas, ';'), lambda part: lower(trim(part))), lower(trim(m.area)));

create view presences as
select distinct meeting_id, organisation_id
from facts.attendance
where organisation_id is not null;

-- Members of a period who came to at least one meeting of the cluster in it.
create view activity as
select
    members_of_period.cluster_id, members_of_period.organisation_id, period_start, reference_date,
    exists (
        from presences
        join recorded_meetings using (meeting_id)
        where recorded_meetings.cluster_id = members_of_period.cluster_id
            and presences.organisation_id = members_of_period.organisation_id
            and recorded_meetings.date between members_of_period.period_start and reference_date
    ) as active
from members_of_period
where exists (
    from recorded_meetings
    where recorded_meetings.cluster_id = members_of_period.cluster_id
        and recorded_meetings.date between members_of_period.period_start and reference_date
);

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
where answer is not null
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
    eligible.organisation_id, null::varchar as organisation_type, avg(score) as value
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
    scale, cluster_id, round_end, 'anonymous ' || response_id, null, organisation_type, score
from full_surveys
join scale_scores using (response_id)
where anonymous and cluster_id is not null;

-- Incoming money in scope that was paid or committed, a year a row: a flow for several years is split equally over them.
create view incoming_money as
select
    flow_id, cluster_id, organisation_id, destination_type, destination_subtype, destination_level, recipient, flow_type,
    make_date(unnest(range(first_year, last_year + 1))::integer, 1, 1) as date,
    (amount_usd / (last_year - first_year + 1))::decimal(28, 8) as amount
from (
    select
        *,
        coalesce(usage_year_start, year(date)) as first_year,
        coalesce(usage_year_end, year(date)) as last_year
    from facts.funding_flows
)
where in_scope and boundary = 'incoming' and status in ('paid', 'commitment')
    and coalesce(new_money, true) and amount_usd > 0
    and first_year is not null;

-- The same money with the place of its recipient. Parked and passed-through money has not reached its recipient yet.
-- FTS's own sub-types speak of the recipient of each flow, in the register or not.
create view received_money as
select
    incoming_money.*,
    case
        when recipient <> 'named' or flow_type in ('parked', 'pass_through') then 'unknown'
        when definition_in_force.definition = 'fts_subtype' then coalesce(funding_types.fts_locality, 'unclassified')
        else coalesce(places.locality, 'unclassified')
    end as locality,
    coalesce(places.type, funding_types.type, 'unknown') as organisation_type
from incoming_money
cross join definition_in_force
left join places using (organisation_id)
left join funding_types
    on funding_types.type_word is not distinct from incoming_money.destination_type
    and funding_types.subtype_word is not distinct from incoming_money.destination_subtype
    and funding_types.level_word is not distinct from incoming_money.destination_level;

-- Who is a member on the last day the data know of.
create view members_of_now as
select distinct cluster_id, organisation_id
from members_of_period
where reference_date = (select max(reference_date) from periods);
