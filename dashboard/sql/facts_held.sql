-- Which kinds of records the build holds at all, under the names that indicators ask for them.
with kinds as (
    select unnest(string_split(replace(needs, '|', ','), ',')) as kind
    from indicators
),

held as (
    select table_name as kind
    from duckdb_tables()
    where estimated_size > 0
    union
    select 'working_languages'
    from settings
    where key = 'languages.working' and value <> '[]'
)

select distinct kind
from kinds
inner join held using (kind)
order by kind
