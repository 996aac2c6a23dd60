-- Who works with whom, in numbers: the latest network of each cluster, and how local organisations stand beside the others.
with latest as (
    select *
    from networks
    where period_start <= $until and ($cluster = 'all' or cluster = $cluster)
    qualify row_number() over (partition by cluster order by period_start desc) = 1
)

select
    l.cluster, c.name, l.period_start, l.organisations, l.median_partners, l.isolated, l.local,
    p.local_mean, p.others_mean, p.n_local, p.n_others, p.p, p.smallest_p, p.test
from latest as l
inner join clusters as c on c.cluster_id = l.cluster
left join network_positions as p
    on p.cluster = l.cluster and p.period_start = l.period_start and p.measure = 'partners'
order by c.name
