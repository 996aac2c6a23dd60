"""What IATI transactions and lists of IATI publishers must say."""

from __future__ import annotations

from pipelines.contracts.columns import Column, Contract

IATI_TRANSACTIONS = Contract(
    "iati_transactions",
    "Money that one publisher reports, summed by month, sector and country or between a provider and a receiver.",
    (
        Column("reporting_id", required=True, expected="the IATI identifier of the reporting organisation"),
        Column("reporting_organisation"),  # a file without names gets them from the others, by the identifier
        # IATI's number: 21 international NGO, 22 "national" NGO … 22 is no evidence that an organisation is local.
        Column("reporting_type"),
        Column("provider"),
        Column("provider_type"),
        Column("receiver", organisation_in="IATI"),
        Column("receiver_type"),
        Column("sector"),
        Column("country"),  # as the file has it
        Column("humanitarian", "flag"),
        Column("strict", "flag"),  # surely about the subject of the file, such as COVID-19
        Column("transaction_type"),  # commitments, spending; or outgoing, incoming
        Column("activity_id"),
        Column("date", "day"),  # the first of the month
        Column("net_usd", "amount"),
        Column("total_usd", "amount"),
    ),
)
IATI_PUBLISHERS = Contract(
    "iati_publishers",
    "An organisation that reports to IATI, by its identifier.",
    (
        Column("reporting_id", required=True, expected="the IATI identifier of the organisation"),
        Column("name", required=True, expected="the organisation's name"),
    ),
)
