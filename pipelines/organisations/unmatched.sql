-- Names no rule matches, and names of public lists that look like a partner, with where they were seen; and what they may mean.
insert into facts.unmatched_organisations
with seen as (
    select name, string_agg(distinct seen_in, ', ' order by seen_in) as seen_in, sum(records)::integer as records
    from (from name_uses union all select name, 'attendance', records from unknown_domains)
    group by name
)
select name, seen_in, records, organisation_id, suggestion, certainty, reason
from seen
join name_suggestions using (name)
where coalesce("rank", 1) = 1
order by name;

insert into facts.organisation_suggestions
select name, "rank", organisation_id, suggestion, certainty, reason
from name_suggestions
where "rank" is not null
order by name, "rank"
