-- The answers to the items of each scale: a list a questionnaire, items in order, null where not answered.
with items as (
    select distinct
        case left(item, 2)
            when 'eq' then 'equality' when 'tr' then 'transparency' when 'ro' then 'results'
            when 're' then 'responsibility' when 'co' then 'complementarity' when 'cl' then 'leadership'
        end as scale,
        item
    from facts.survey_answers
    where item <> 'cl7'
),
rounds as (
    select response_id, round_end, unnest([cluster_id, 'all']) as cluster
    from full_surveys
    where cluster_id is not null
),
answered as (
    select
        scale, cluster, round_end, response_id,
        list(item order by item) as names, list(answer::double order by item) as answers
    from rounds
    cross join items
    left join facts.survey_answers using (response_id, item)
    group by all
)
select scale, cluster, round_end, any_value(names), list(answers order by response_id)
from answered
group by scale, cluster, round_end
order by scale, cluster, round_end
