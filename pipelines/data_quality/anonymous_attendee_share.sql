/*---
id = "anonymous_attendee_share"
position = 50
title = "People in meetings without an organisation"
question = "Of the people who came to meetings, how many count for no partner?"
unit = "%"
counted_in = "people"
meaning = "People on sign-in sheets and attendance reports who gave no organisation, or one we do not recognise. A person is counted once for each meeting."
missing = "there is no attendance report or sign-in sheet"
when_weak = "Ask people to write their organisation on the sign-in sheet, and to put it behind their name in online meetings."
audiences = ["team", "evaluator", "donor"]
---*/
with people as (
    select unnest(case when cluster_id is null then ['all'] else [cluster_id, 'all'] end) as cluster_id, organisation_id, people
    from facts.attendance
    join facts.meetings using (meeting_id)
)
select
    cluster_id, coalesce(sum(people) filter (where organisation_id is null), 0) as numerator, sum(people) as denominator
from people
group by cluster_id
