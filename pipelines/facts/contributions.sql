-- Of several files that speak of the same fund and year one is used, whole: the one in which most is paid.
-- Inside a file equal rows are several contributions.
insert into facts.contributions
with stated as (
    select
        fund, year, file,
        row_number() over (
            partition by fund, year
            order by
                sum(coalesce(paid_usd, 0)) desc, sum(coalesce(pledged_usd, 0)) desc,
                list_sort(list(concat_ws('|', donor, donor_type, paid_usd, pledged_usd))), file
        ) as place
    from typed.contributions
    group by fund, year, file
),
latest as (
    select * from stated where place = 1
)
select
    given.fund, of_response(null, given.fund) as in_scope, given.year, given.donor, given.donor_type, given.paid_usd, given.pledged_usd,
    given.file, given.sheet, given."row"
from typed.contributions as given
join latest
    on latest.year = given.year and latest.file = given.file and latest.fund is not distinct from given.fund
order by given.file, given.sheet, given."row"
