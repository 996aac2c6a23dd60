insert into facts.ccpm_partner_counts
select response_key, organisation_type, sum(partners)::integer, sum(effective_partners)::integer
from typed.ccpm_partner_counts
semi join questionnaires using (response_key, file, sheet, "row")
group by response_key, organisation_type
order by all
