-- FTS flows.

-- Which rows of which files report a flow.
create table flow_reports (flow_id varchar not null, file varchar not null, "row" integer not null);
