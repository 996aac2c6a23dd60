-- What publishers report to IATI.

-- How to sum: rows split one transaction over its sectors and countries, so a sum over rows counts it once. Add commitments
-- and spending never together, and tables of transactions and of flows neither: they are the same money. Across publishers
-- sum net_usd; total_usd counts money again each time one publisher passes it on to another.
create table iati_transactions (
    reporting_id varchar not null, reporting_organisation varchar, reporting_type varchar,
    provider varchar, provider_type varchar, receiver varchar, receiver_id varchar, receiver_type varchar,
    sector varchar, country varchar, humanitarian boolean, strict boolean, transaction_type varchar, activity_id varchar,
    date date, net_usd decimal(24, 2), total_usd decimal(24, 2),
    file varchar not null, sheet varchar not null, "row" integer not null
);
