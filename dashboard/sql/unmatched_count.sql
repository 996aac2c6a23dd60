-- How many names nobody recognised, and how many records are counted for no partner because of them. A flow whose recipient
-- is found by its id needs no name.
select
    count(*) as names,
    coalesce(
        (
            select numerator
            from data_quality
            where companion = 'unmatched_organisation_share' and cluster = 'all' and category = 'all' and status = 'ok'
        ),
        sum(records), 0
    ) as records
from unmatched_organisations
