-- The rows behind each organisation's presence in a meeting.
insert into facts.attendance_rows
select
    meeting_id,
    coalesce(name_matches.organisation_id, guest_matches.organisation_id) as organisation_id,
    a.file, a.sheet, list(distinct a."row" order by a."row")
from typed.attendance as a
join meeting_of using (file, sheet, meeting_key)
left join name_matches on name_matches.name = a.organisation
left join guest_matches
    on a.organisation is null
    and guest_matches.person is not distinct from a.person
    and guest_matches.email is not distinct from a.email
group by all
order by all
