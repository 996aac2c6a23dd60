/*---
id = "no_cluster_funding_share"
position = 30
title = "Money not given to one cluster"
question = "How much money could belong to any cluster?"
unit = "%"
counted_in = "USD"
meaning = "New money, paid or committed, that names no cluster or several. It counts for the whole response and for no cluster. Money for a cluster that is not in this folder is shown apart."
missing = "there is no FTS file with flows in scope"
when_weak = "Ask donors to name the cluster when they report to FTS. Until then, read a cluster's money as “at least”."
audiences = ["team", "evaluator", "donor"]
needs = ["funding_flows"]
---*/
with money as (
    select
        amount,
        case
            when received_money.cluster_id is not null then 'placed'
            when clusters like '%|%' or lower(clusters) like 'multiple%' then 'several_clusters'
            when coalesce(clusters, '') in ('', 'Not specified') then 'no_cluster'
            else 'other_cluster'
        end as category
    from received_money
    join facts.funding_flows using (flow_id)
),
reasons as (
    select unnest(['no_cluster', 'several_clusters', 'other_cluster']) as category
)
select
    reasons.category,
    coalesce(sum(amount) filter (where money.category = reasons.category), 0) as numerator, sum(amount) as denominator
from money
cross join reasons
group by reasons.category
union all
select 'all', coalesce(sum(amount) filter (where category in ('no_cluster', 'several_clusters')), 0), sum(amount)
from money
