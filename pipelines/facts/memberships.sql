insert into facts.memberships
select distinct organisation_id, cluster_id, joined_on, left_on, coalesce(level, 'full'), areas
from typed.memberships as m
join name_matches on name_matches.name = m.organisation
join cluster_of on cluster_of.file = m.file and cluster_of.sheet = m.sheet and cluster_of.text = coalesce(m.cluster, '')
where cluster_id is not null
order by all
