-- Who was in which meeting, by organisation: people counted, and minutes as the union of all their intervals,
-- so that rejoining, a second device or two colleagues never add up to more than the meeting.
insert into facts.attendance
with present as (
    select
        meeting_of.meeting_id,
        coalesce(name_matches.organisation_id, guest_matches.organisation_id) as organisation_id,
        coalesce(lower(a.person), lower(a.email), a.file || a.sheet || a."row") as someone,
        a.joined_at, a.left_at, a.minutes
    from typed.attendance as a
    join meeting_of using (file, sheet, meeting_key)
    left join name_matches on name_matches.name = a.organisation
    left join guest_matches
        on a.organisation is null
        and guest_matches.person is not distinct from a.person
        and guest_matches.email is not distinct from a.email
),
timed as (
    select
        *,
        max(left_at) over (
            partition by meeting_id, organisation_id order by joined_at, left_at
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from present
    where joined_at is not null and left_at >= joined_at
),
stretches as (
    select
        *,
        count(*) filter (where covered_until is null or joined_at > covered_until) over (
            partition by meeting_id, organisation_id order by joined_at, left_at
            rows between unbounded preceding and current row
        ) as stretch
    from timed
),
stretch_minutes as (
    select meeting_id, organisation_id, stretch, date_diff('second', min(joined_at), max(left_at)) / 60.0 as minutes
    from stretches
    group by all
),
covered as (
    select meeting_id, organisation_id, sum(minutes) as minutes from stretch_minutes group by all
)
select
    present.meeting_id,
    present.organisation_id,
    count(distinct someone)::integer as people,
    coalesce(any_value(covered.minutes), max(present.minutes)) as minutes
from present
left join covered
    on covered.meeting_id = present.meeting_id
    and covered.organisation_id is not distinct from present.organisation_id
group by present.meeting_id, present.organisation_id
order by all
