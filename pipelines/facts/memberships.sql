-- Lists of several years lie in one folder: what one of them leaves open another may know. A row without a day of joining
-- says nothing new where another row has one, but for the day of leaving and the areas. Days of joining that differ are
-- memberships that differ: the organisation left and came back.
insert into facts.memberships
with placed as (
    select organisation_id, cluster_id, joined_on, left_on, level, areas
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
        max(left_on) filter (where joined_on is null) over of_organisation as undated_left,
        max(level) filter (where joined_on is null) over of_organisation as undated_level,
        max(areas) filter (where joined_on is null) over of_organisation as undated_areas
    from placed
    window
        of_organisation as (partition by organisation_id, cluster_id),
        same as (partition by organisation_id, cluster_id, joined_on)
)
select distinct
    organisation_id, cluster_id, joined_on,
    coalesce(left_on, known_left, case when undated_left >= joined_on then undated_left end),
    coalesce(level, known_level, undated_level, 'full'),
    coalesce(areas, undated_areas)
from known
where joined_on is not null or not dated
order by all
