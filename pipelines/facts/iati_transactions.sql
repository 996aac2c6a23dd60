-- A row that stands in two files is one row: the same table is published as CSV with names and as JSON without.
-- Twice in one file it is two.
insert into facts.iati_transactions
with named as (
    select reporting_id, reporting_organisation as name from typed.iati_transactions where reporting_organisation is not null
    union all
    select reporting_id, name from typed.iati_publishers
),
publishers as (
    select reporting_id, min(name) as name from named group by reporting_id
),
counted as (
    select
        *,
        row_number() over (
            partition by
                reporting_id, reporting_type, provider, provider_type, receiver, receiver_type, sector, country,
                humanitarian, strict, transaction_type, activity_id, date, net_usd, total_usd, file
            order by sheet, "row"
        ) as nth
    from typed.iati_transactions
),
numbered as (
    select
        *,
        row_number() over (
            partition by
                reporting_id, reporting_type, provider, provider_type, receiver, receiver_type, sector, country,
                humanitarian, strict, transaction_type, activity_id, date, net_usd, total_usd, nth
            order by file, sheet, "row"
        ) as copy
    from counted
)
select
    reporting_id, coalesce(numbered.reporting_organisation, publishers.name), reporting_type,
    provider, provider_type, receiver, name_matches.organisation_id, receiver_type,
    sector, country, humanitarian, strict, transaction_type, activity_id, date, net_usd, total_usd,
    numbered.file, numbered.sheet, numbered."row"
from numbered
left join publishers using (reporting_id)
left join name_matches on name_matches.name = numbered.receiver
where copy = 1
order by numbered.file, numbered.sheet, numbered."row"
