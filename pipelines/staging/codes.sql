-- What each code means. Where two copies of a list name a code differently, the copy with more codes is the later one.
create view latest_codes as
with copies as (
    select *, count(*) over (partition by list, file, sheet) as codes from typed.code_list
)
select distinct on (list, code) list, code, name, belongs_to, file, sheet, "row"
from copies
order by list, code, codes desc, name, belongs_to, file, sheet, "row";

-- A fund that a file knows by its number only gets its name; without a list of funds it keeps the number.
create view fund_names as select code as fund, name from latest_codes where list = 'pooled_fund';
update typed.allocations set fund = name from fund_names where allocations.fund = fund_names.fund;
update typed.allocation_totals set fund = name from fund_names where allocation_totals.fund = fund_names.fund;
update typed.subgrant_totals set fund = name from fund_names where subgrant_totals.fund = fund_names.fund;
