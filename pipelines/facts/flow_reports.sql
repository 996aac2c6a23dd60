insert into facts.flow_reports
select distinct flow_id, file, "row" from typed.funding_flows order by all
