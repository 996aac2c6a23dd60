-- The last meetings of a cluster that have a record of who came, oldest first. For the coordination team alone.
select meeting_id, date, level, area
from meetings
where
    status = 'held' and has_attendance and kind = 'cluster' and cluster_id = $cluster
    and ($level = 'all' or level = $level) and date <= $until
qualify row_number() over (order by date desc, meeting_id desc) <= $most
order by date, meeting_id
