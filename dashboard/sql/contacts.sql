-- Every contact with a partner that the build counts, the newest first. What the page itself wrote is read from its file.
select organisation_id, cluster_id, contacted_on, purpose, reached, reason, result
from outreach
where organisation_id is not null and file <> 'decisions/outreach.csv'
order by contacted_on desc, cluster_id, purpose
