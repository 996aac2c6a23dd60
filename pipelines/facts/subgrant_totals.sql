-- Of several files that speak of the same fund and year one is used, whole: the one that knows most sub-grants.
insert into facts.subgrant_totals
with stated as (
    select
        fund, year, file,
        row_number() over (
            partition by fund, year
            order by sum(amount_usd) desc, list_sort(list(concat_ws('|', giver_type, receiver_type, amount_usd))), file
        ) as place
    from typed.subgrant_totals
    group by fund, year, file
)
select fund, of_response(null, fund) as in_scope, year, giver_type, receiver_type, amount_usd, file, sheet, "row"
from typed.subgrant_totals
semi join (select * from stated where place = 1) as latest using (fund, year, file)
order by file, sheet, "row"
