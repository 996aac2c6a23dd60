"""The staged tables: which columns a source may fill, of which type, and what each must satisfy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "day", "moment", "amount", "number", "year", "flag", "choice"]


@dataclass(frozen=True)
class Column:
    """One column of a staged table.

    `required`: an empty cell quarantines the row. `choices`: the only values allowed (already
    translated to our codes by the source). `low`/`high`: allowed range for numbers and years.
    `personal`: needed to find the organisation, then dropped; no build contains it.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    personal: bool = False
    expected: str = ""


@dataclass(frozen=True)
class Contract:
    """One staged table; `meaning` is what one row says."""

    table: str
    meaning: str
    columns: tuple[Column, ...]


ORGANISATION_TYPES = (
    "national_ngo", "international_ngo", "un_agency", "red_cross_society", "icrc_ifrc", "authority", "donor",
    "academic", "private_sector", "religious", "international_organisation", "pooled_fund", "other", "unknown",
)  # fmt: skip
ANSWERS = ("1", "2", "3", "4", "5", "dont_know")
SURVEY_ITEMS = tuple(
    f"{prefix}{number}"
    for prefix, count in (("eq", 4), ("tr", 4), ("ro", 4), ("re", 4), ("co", 4), ("cl", 6))
    for number in range(1, count + 1)
)

ORGANISATIONS = Contract(
    "organisations",
    "An organisation, as one register row describes it.",
    (
        Column("organisation_id"),
        Column("name", required=True, expected="the organisation's name"),
        Column("acronym"),
        Column("other_names"),  # several, joined by ";"
        Column(
            "type", "choice", choices=ORGANISATION_TYPES, expected="a type such as National NGO, INGO, UN, Authority"
        ),
        Column("hq_country"),
        Column("affiliated", "flag", expected="yes or no"),
        Column("women_led", "flag", expected="yes or no"),
        Column("refugee_led", "flag", expected="yes or no"),
        Column("disability_led", "flag", expected="yes or no"),
        Column("email_domains"),  # several, joined by ";"
        Column("fts_id"),
        Column("updated_on", "day"),
    ),
)
MEMBERSHIPS = Contract(
    "memberships",
    "An organisation is a member of a cluster from one day to another.",
    (
        Column("organisation", required=True, expected="the organisation's name"),
        Column("cluster"),
        Column("joined_on", "day", expected="a date such as 2025-03-31"),
        Column("left_on", "day", expected="a date such as 2025-03-31"),
        Column("level", "choice", choices=("full", "observer"), expected="full or observer"),
        Column("areas"),  # several, joined by ";"
    ),
)
MEETINGS = Contract(
    "meetings",
    "A meeting that was planned or held.",
    (
        Column("meeting_key", required=True),  # unique within the sheet; attendance of the sheet refers to it
        Column("cluster"),
        Column("date", "day", required=True, expected="a date such as 2025-03-31"),
        Column("title"),
        Column("level", "choice", choices=("national", "sub-national"), expected="national or sub-national"),
        Column("area"),
        Column("language"),
        Column("status", "choice", choices=("held", "cancelled", "planned"), expected="held, cancelled or planned"),
        Column("starts_at", "moment"),
        Column("ends_at", "moment"),
        Column("origin", "choice", required=True, choices=("list", "attendance")),
    ),
)
ATTENDANCE = Contract(
    "attendance",
    "One person (or one mark for an organisation) was in a meeting, once, from one moment to another.",
    (
        Column("meeting_key", required=True),
        Column("organisation"),  # from a column that holds organisations; empty where the file has none
        Column("person", personal=True),  # display name; may name the organisation too
        Column("email", personal=True),
        Column("joined_at", "moment"),
        Column("left_at", "moment"),
        Column("minutes", "number", low=0, high=24 * 60),
    ),
)
SURVEY_RESPONSES = Contract(
    "survey_responses",
    "One submitted questionnaire.",
    (
        Column("response_key", required=True, expected="a submission id (_uuid)"),
        Column("submitted_at", "moment", required=True, expected="a date and time"),
        Column("cluster"),
        Column("organisation"),
        Column("organisation_type", "choice", choices=ORGANISATION_TYPES),
        Column("level", "choice", choices=("national", "sub-national", "both")),
        Column("form_version"),
    ),
)
SURVEY_ANSWERS = Contract(
    "survey_answers",
    "One answer to one item of one questionnaire; an item not answered has no row.",
    (
        Column("response_key", required=True),
        Column("item", "choice", required=True, choices=SURVEY_ITEMS),
        Column("answer", "choice", required=True, choices=ANSWERS, expected="one of the five answers or Don't know"),
    ),
)
FUNDING_FLOWS = Contract(
    "funding_flows",
    "One FTS flow as one file reports it; the same flow id may come from several files and rows.",
    (
        Column("flow_id", required=True, expected="the FTS flow id"),
        Column("amount_usd", "amount", required=True, expected="an amount in USD"),
        Column("source_organisation"),
        Column("source_type"),  # FTS's own word
        Column("source_countries"),  # joined by "|"
        Column("destination_organisation"),
        Column("destination_fts_id"),
        Column("destination_type"),  # FTS's own word
        Column("destination_subtype"),  # FTS's own word; API files only
        Column("destination_organisations", "number", low=0, high=100000),  # how many the flow names
        Column("destination_countries"),  # joined by "|"
        Column("clusters"),  # FTS global clusters, joined by "|"
        Column("plan"),
        Column("status", "choice", required=True, choices=("paid", "commitment", "pledge"), expected="paid, commitment or pledge"),
        Column("flow_type", "choice", choices=("standard", "parked", "carryover", "pass_through"), expected="Standard, Parked, Carryover or Pass through"),
        Column("boundary", "choice", choices=("incoming", "internal", "outgoing"), expected="incoming, internal or outgoing"),
        Column("on_boundary", "choice", choices=("single", "shared"), expected="single or shared"),
        Column("new_money", "flag"),  # API files only; empty elsewhere
        Column("contribution_type"),
        Column("date", "day"),
        Column("usage_year_start", "year", low=1990, high=2100, expected="a year"),
        Column("usage_year_end", "year", low=1990, high=2100, expected="a year"),
        Column("updated_on", "day"),
    ),
)  # fmt: skip
ALLOCATIONS = Contract(
    "allocations",
    "One pooled-fund project and what it was given.",
    (
        Column("project_code", required=True, expected="the project code"),
        Column("fund"),
        Column("year", "year", required=True, low=2000, high=2100, expected="the allocation year"),
        Column("round"),
        Column("organisation"),  # empty where masked
        Column("masked", "flag"),  # the name was replaced by its type in the file
        Column("type", "choice", required=True, choices=ORGANISATION_TYPES, expected="OrgTypeId 1, 2, 3 or 4"),
        Column("budget_usd", "amount", required=True, low=0, expected="the budget in USD"),
        Column("approximate", "flag"),  # the amount arrived as 2E+07: its precision was lost before it reached us
        Column("cluster"),
        Column("approved_on", "day"),
        Column("starts_on", "day"),
        Column("ends_on", "day"),
        Column("status"),
    ),
)

CONTRACTS = {
    contract.table: contract
    for contract in (
        ORGANISATIONS, MEMBERSHIPS, MEETINGS, ATTENDANCE, SURVEY_RESPONSES, SURVEY_ANSWERS, FUNDING_FLOWS, ALLOCATIONS,
    )
}  # fmt: skip
