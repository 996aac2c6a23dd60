-- Records of long lists whose meeting is in quarantine: each is reported with its row, and counted no more.
create table counted.lost as
select meetings.*, lists.file, lists.sheet
from counted.meetings
join counted.lists using (list)
join staged.meetings as staged
    on staged.file = lists.file and staged.sheet = lists.sheet and staged.meeting_key = meetings.meeting_key
semi join (select file, sheet, "row" from found where severity = 'error') as broken
    on broken.file = staged.file and broken.sheet = staged.sheet and broken."row" = staged."row";

insert into found
with lost_rows as (
    select file, sheet, unnest(range(first_row, last_row + 1))::integer as "row"
    from counted.lost
    where records = last_row - first_row + 1
    union all
    select file, sheet, scattered."row"
    from counted.lost
    join counted.scattered using (list, meeting)
)
select file, sheet, "row", 'meeting_key', '', 'orphan', 'error', 'The meeting this row belongs to could not be read.',
    'Mend the meeting first.'
from lost_rows
anti join (select file, sheet, "row" from found where severity = 'error') as broken using (file, sheet, "row");

delete from counted.attendance where (list, meeting) in (select (list, meeting) from counted.lost);
delete from counted.shared where (list, meeting) in (select (list, meeting) from counted.lost);
