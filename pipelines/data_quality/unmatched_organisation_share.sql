/*---
id = "unmatched_organisation_share"
position = 10
title = "Names we do not recognise"
question = "How many records name an organisation that is not in the partner list?"
unit = "%"
counted_in = "records"
meaning = "Records whose organisation name no rule could match, out of all records that name one. The rows of the partner list itself are left out of the total."
missing = "no file but the partner list names an organisation"
when_weak = "Decide what these names mean. Each decision counts for all records with that name."
audiences = ["team", "evaluator", "donor"]
---*/
-- A flow whose recipient is found by its FTS id needs no match of the name; a name decided to be no organisation names none.
with by_fts_id as (
    select destination_organisation as name, 'funding' as seen_in, count(*) as records
    from typed.funding_flows
    semi join fts_ids on fts_ids.fts_id = destination_fts_id
    where to_response(destination_countries)
    group by all
),
named as (
    select
        seen_in, name_uses.records,
        case when name_matches.name is null then name_uses.records - coalesce(by_fts_id.records, 0) else 0 end as unmatched
    from name_uses
    left join name_matches using (name)
    left join by_fts_id using (name, seen_in)
    where name_matches.name is not null or name in (select name from facts.unmatched_organisations)
)
select seen_in as category, sum(unmatched) as numerator, sum(records) as denominator
from named
group by seen_in
union all
select 'all', sum(unmatched), sum(records)
from named
where seen_in <> 'partner list'
