-- Meetings of counted lists that another list or file tells of, too.
create table counted.reopened as
with counted_meetings as (
    select meeting_id, list, meeting
    from counted.meetings
    join counted.lists using (list)
    join meeting_of using (file, sheet, meeting_key)
),
tellers as (
    select meeting_id, list::varchar as teller from counted_meetings
    union
    select distinct meeting_id, file from typed.attendance join meeting_of using (file, sheet, meeting_key)
)
select list, meeting
from counted_meetings
where meeting_id in (select meeting_id from tellers group by meeting_id having count(*) > 1);
