insert into facts.meeting_rows
select distinct meeting_id, m.file, m.sheet, m."row"
from typed.meetings as m
join meeting_of using (file, sheet, meeting_key)
order by all
