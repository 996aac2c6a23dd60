"""All staged tables: which columns a source may fill, of which type, and what each must satisfy."""

from __future__ import annotations

from pipelines.contracts import funding, iati, logs, meetings, pooled_funds, presence, register, survey
from pipelines.contracts.columns import Contract

CONTRACTS: dict[str, Contract] = {
    contract.table: contract
    for contract in (
        register.ORGANISATIONS, register.MEMBERSHIPS,
        meetings.MEETINGS, meetings.ATTENDANCE,
        survey.SURVEY_RESPONSES, survey.SURVEY_ANSWERS, survey.SURVEY_REASONS, survey.SURVEY_BENEFITS,
        survey.CCPM_RESPONSES, survey.CCPM_ANSWERS, survey.CCPM_PARTNER_COUNTS,
        funding.FUNDING_FLOWS, funding.REQUIREMENTS,
        pooled_funds.ALLOCATIONS, pooled_funds.ALLOCATION_TOTALS, pooled_funds.SUBGRANT_TOTALS,
        pooled_funds.CONTRIBUTIONS, pooled_funds.CODE_LIST,
        presence.PRESENCE, iati.IATI_TRANSACTIONS, iati.IATI_PUBLISHERS, *logs.ALL, logs.ACTION_ENTRIES, logs.REVIEWED_TEXTS,
    )
}  # fmt: skip


def name_columns() -> list[tuple[str, str, str]]:
    """Where organisation names stand: table, column, and how the place is called on screen."""
    return [
        (contract.table, column.name, column.organisation_in)
        for contract in CONTRACTS.values()
        for column in contract.columns
        if column.organisation_in
    ]
