-- The clusters of which at least one meeting has a record of who came: only of these can it be said that no month is missing.
select distinct cluster_id
from meetings
where cluster_id is not null and status = 'held' and has_attendance
order by cluster_id
