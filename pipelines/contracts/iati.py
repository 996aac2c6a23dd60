"""What IATI transactions must say."""

from __future__ import annotations

from pipelines.contracts.columns import Column, Contract

IATI_TRANSACTIONS = Contract(
    "iati_transactions",
    "Money that one publisher reports, summed by month, sector and country or between a provider and a receiver.",
    (
        Column("reporting_organisation", required=True, expected="the reporting organisation"),
        Column("reporting_id"),
        Column("reporting_type"),  # IATI's number: 21 international NGO, 22 national NGO …
        Column("provider"),
        Column("provider_type"),
        Column("receiver", organisation_in="IATI"),
        Column("receiver_type"),
        Column("sector"),
        Column("country"),  # as the file has it
        Column("humanitarian", "flag"),
        Column("transaction_type"),
        Column("activity_id"),
        Column("date", "day"),  # the first of the month
        Column("net_usd", "amount"),
        Column("total_usd", "amount"),
    ),
)
