-- What the build says about itself; data_to is the last day of attendance or surveys, money_to that of money.
select
    build_id, built_at, workspace, response_name, country_name, version, data_from, data_to,
    (
        select max(last_day)
        from data_ages
        where source in ('fts', 'pooled_fund') and not year_only
    ) as money_to
from build
