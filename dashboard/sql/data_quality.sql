select
    q.companion, q.title, q.question, q.unit, q.counted_in, q.cluster, c.name as cluster_name, q.category, q.category_text,
    q.value, q.numerator, q.denominator, q.as_of, q.status, q.reason, q.meaning, q.when_weak
from data_quality as q
left join clusters as c on c.cluster_id = q.cluster
where list_contains(string_split(q.audiences, ','), $audience)
order by q.position, q.cluster <> 'all', coalesce(c.name, q.cluster), q.category <> 'all', q.category
