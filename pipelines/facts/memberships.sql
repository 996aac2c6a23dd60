-- Lists of several years lie in one folder: what one of them leaves open another may know. A row without a day of joining
-- says nothing new where another row has one, but for the day of leaving and the areas. Days of joining that differ are
-- memberships that differ: the organisation left and came back. Where lists disagree on staff and promises, the larger
-- number and the yes stand: a list that says less was often not asked.
insert into facts.memberships
with placed as (
    select
        organisation_id, cluster_id, joined_on, left_on, level, areas, coordination_staff, reports_agreed, key_actor
    from typed.memberships as m
    join name_matches on name_matches.name = m.organisation
    join cluster_of
        on cluster_of.file = m.file and cluster_of.sheet = m.sheet and cluster_of.text = coalesce(m.cluster, '')
    where cluster_id is not null
),
known as (
    select
        *,
        bool_or(joined_on is not null) over of_organisation as dated,
        max(left_on) over same as known_left,
        max(level) over same as known_level,
        list(areas) filter (where areas is not null) over same as known_areas,
        max(coordination_staff) over same as known_staff,
        max(reports_agreed) over same as known_reports,
        max(key_actor) over same as known_key,
        max(left_on) filter (where joined_on is null) over of_organisation as undated_left,
        max(level) filter (where joined_on is null) over of_organisation as undated_level,
        list(areas) filter (where areas is not null and joined_on is null) over of_organisation as undated_areas,
        max(coordination_staff) filter (where joined_on is null) over of_organisation as undated_staff,
        max(reports_agreed) filter (where joined_on is null) over of_organisation as undated_reports,
        max(key_actor) filter (where joined_on is null) over of_organisation as undated_key
    from placed
    window
        of_organisation as (partition by organisation_id, cluster_id),
        same as (partition by organisation_id, cluster_id, joined_on)
)
select distinct
    organisation_id, cluster_id, joined_on,
    coalesce(left_on, known_left, case when undated_left >= joined_on then undated_left end),
    coalesce(level, known_level, undated_level, 'full'),
    -- All areas that any list names: a membership is one row, so that its staff counts once.
    array_to_string(
        list_sort(list_distinct(string_split(array_to_string(coalesce(known_areas, undated_areas), ';'), ';'))), ';'
    ),
    coalesce(known_staff, undated_staff),
    coalesce(known_reports, undated_reports),
    coalesce(known_key, undated_key)
from known
where joined_on is not null or not dated
order by all
