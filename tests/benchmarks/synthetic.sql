-- $rows rows of attendance, $meeting of them a meeting; $records questionnaires and flows.
create table members as
select clusters.place as cluster, organisations.place as organisation,
    row_number() over (partition by clusters.place order by organisations.place) - 1 as seat
from organisations
join clusters on clusters.place in (organisations.place % 36, (organisations.place * 7 + 5) % 36);

-- One number for each member of a cluster, so that whoever signs is found by one comparison.
create table seats as
select
    cluster * 1000 + seat as seat, organisations.place as organisation, clusters.name as cluster_name,
    organisations.name, acronym, organisations.place % 10 = 0 as misspelt
from members
join organisations on organisations.place = members.organisation
join clusters on clusters.place = members.cluster;

create table signed as
select
    n, n // $meeting as meeting, n % 2 as person,
    -- other members at each meeting, each there once; a few sign twice
    (n // $meeting) % 36 * 1000 + (hash(n // $meeting) % fewest + case when n % 500 = 9 then 0 else (n % $meeting) // 2 end) % fewest as seat
from range($rows) as numbers(n)
cross join (select min(members) as fewest from (select count(*) as members from members group by cluster));

create view sign_in as
select
    case when n % 50000 = 777 then 'Cluster nobody knows' else cluster_name end as "Cluster",
    case when n % 50000 = 333 then '31/31/2021' else strftime(date '2021-01-04' + ((meeting // 36) % 1800)::integer, '%Y-%m-%d') end as "Meeting date",
    case when meeting // 64800 = 0 then 'Coordination meeting' else 'Coordination meeting ' || meeting // 64800 end as "Meeting",
    people.name as "Name",
    case
        when n % 50000 = 111 then ''
        when n % 100 = 7 and misspelt then replace(seats.name, ' ', 's ')
        when n % 7 = 0 then acronym
        else seats.name
    end as "Organisation"
from signed
join seats using (seat)
-- an organisation sends other people to each of its clusters
join people on people.place = hash(seats.seat, person) % $people
order by n;

create view partners as
select
    organisations.name as "Organisation", acronym as "Acronym", type as "Type",
    case when type = 'National NGO' then 'Nandoria' else 'Norway' end as "HQ country",
    'no' as "International affiliation", clusters.name as "Cluster", '2020-01-01' as "Joined"
from members
join organisations on organisations.place = members.organisation
join clusters on clusters.place = members.cluster
order by all;

create view asked as
select numbers.n, members.cluster, organisations.name, organisations.place, organisations.type, clusters.name as cluster_name
from range($records) as numbers(n)
join members on members.cluster = numbers.n % 36 and members.seat = (numbers.n // 36) % 160
join organisations on organisations.place = members.organisation
join clusters on clusters.place = members.cluster;

create view survey as
select
    cluster_name as cluster, name as organisation, '' as organisation_type, $items,
    n as _id, 'uuid-' || n as _uuid, '2025-11-' || lpad((1 + n % 28)::varchar, 2, '0') || 'T09:00:00' as _submission_time
from asked
order by n;

create view flows as
select
    (date '2025-01-01' + (n % 360)::integer)::varchar as date, 2025 as "budgetYear", 'Humanitarian assistance' as description,
    1000 + hash(n) % 900000 as "amountUSD", 'Donor ' || n % 40 as "srcOrganization", 'Governments' as "srcOrganizationTypes",
    '' as "srcLocations", 2025 as "srcUsageYearStart", 2025 as "srcUsageYearEnd", 'Nandoria plan 2025' as "destPlan",
    'HXND25' as "destPlanCode", 1925 as "destPlanId", name as "destOrganization",
    case type when 'UN' then 'UN Agencies' else type || 's' end as "destOrganizationTypes", cluster_name as "destGlobalClusters",
    'Nandoria' as "destLocations", '' as "destProject", '' as "destProjectCode", '' as "destEmergency",
    2025 as "destUsageYearStart", 2025 as "destUsageYearEnd", 'financial' as "contributionType", 'Standard' as "flowType",
    'Traditional aid' as method, 'incoming' as boundary, 'single' as "onBoundary",
    case when n % 3 = 0 then 'commitment' else 'paid' end as status, '2025-01-01' as "firstReportedDate",
    '2025-01-01' as "decisionDate", '' as keywords, '' as "originalAmount", '' as "originalCurrency", '' as "exchangeRate",
    300000 + n as id, 'R-' || n as "refCode", '2025-02-01T00:00:00Z' as "createdAt", '2025-02-01T00:00:00Z' as "updatedAt"
from asked
order by n;
