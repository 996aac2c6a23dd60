/*---
id = "registry_age_days"
position = 90
title = "Age of the partner lists"
question = "How old is the partner list that the rates are counted from?"
unit = "days"
counted_in = "days"
meaning = "Days from the last update of a cluster's partner list to the last day the other files speak of. The whole response has the age of its oldest list."
missing = "no partner list says when it was updated or when anybody joined, or no other file says a day to compare with"
when_weak = "Go through the list: who has left, who is new? Write the day in a column “Updated on”."
audiences = ["team", "evaluator", "donor"]
---*/
with known as (
    select max(last_day) as last_day from last_days having count(*) > 0
),
lists as (
    select
        cluster_id, max(day) as as_of, any_value(last_day) as last_day,
        case when not bool_or(stated) then 'the list does not say when it was updated: this is the last day anybody joined or left' end as note
    from partner_list_days
    cross join known
    where cluster_id is not null and (stated or day <= last_day)
    group by cluster_id
)
select cluster_id, as_of, greatest(last_day - as_of, 0) as value, note from lists
union all
(select 'all', as_of, greatest(last_day - as_of, 0), note from lists order by as_of, note limit 1)
