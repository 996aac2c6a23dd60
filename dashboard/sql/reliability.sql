-- Whether the questions of each score go together, in the last round of a period; and how well each goes with the others.
with latest as (
    select *
    from scale_reliability
    where cluster = $cluster and round_end between $period_start and $period_end
    qualify row_number() over (partition by scale order by round_end desc) = 1
)

select
    l.scale, l.n, l.items, l.alpha, l.low, l.high, l.reason,
    list({'item': r.item, 'correlation': r.correlation} order by r.item) filter (where r.item is not null) as correlations
from latest as l
left join item_rest as r on r.scale = l.scale and r.cluster = l.cluster and r.round_end = l.round_end
group by all
order by l.scale
