"""What pooled-fund files must say."""

from __future__ import annotations

from pipelines.contracts.columns import ORGANISATION_TYPES, Column, Contract

ALLOCATIONS = Contract(
    "allocations",
    "One pooled-fund project and what it was given.",
    (
        Column("project_code", required=True, expected="the project code"),
        Column("fund"),
        Column("year", "year", required=True, low=2000, high=2100, expected="the allocation year"),
        Column("round"),
        Column("organisation", organisation_in="pooled fund"),  # empty where masked
        Column("masked", "flag"),  # the name was replaced by its type in the file
        Column("type", "choice", required=True, choices=ORGANISATION_TYPES, expected="OrgTypeId 1, 2, 3 or 4"),
        Column("budget_usd", "amount", required=True, low=0, expected="the budget in USD"),
        # What the budget has beyond these two is the programme support cost (7 % of them in nearly every project).
        Column("direct_cost_usd", "amount", low=0),
        Column("support_cost_usd", "amount", low=0),
        Column("approximate", "flag"),  # the amount arrived as 2E+07: its precision was lost before it reached us
        Column("summed_up", "flag"),  # the budget was added up from the project's places; the type is from its code
        Column("cluster"),  # empty where the project serves several
        Column("approved_on", "day"),
        Column("starts_on", "day"),
        Column("ends_on", "day"),
        Column("status"),
    ),
    cluster="if_known",
)
# The same money stands here several times over. To add it up, keep to ONE way of publishing it (`published_as`) and
# either to modality `all` or to the others; what is under approval is not in `all`.
ALLOCATION_TOTALS = Contract(
    "allocation_totals",
    "What a fund gave in a year to one kind of organisation, in one way, summed up by the publisher. The same money "
    "stands under each published_as, and under modality all as well as under standard and reserve: add up one of each.",
    (
        Column(
            "published_as", "choice", required=True,
            choices=("by_type", "by_agency", "by_gender_marker", "by_round", "net_funding"),
        ),
        Column("fund"),  # empty where the publisher does not say which
        Column("fund_type"),  # CBPF or CERF: funds of both bear the same country's name
        Column("country"),
        Column("year", "year", required=True, low=1990, high=2100, expected="the allocation year"),
        Column("round"),
        Column(
            "modality", "choice", required=True,
            choices=("all", "standard", "reserve", "under_approval", "rapid_response", "underfunded_emergencies"),
        ),
        Column("type", "choice", required=True, choices=(*ORGANISATION_TYPES, "all")),  # all: not split by type
        Column("organisation", organisation_in="pooled fund"),  # where the total is one agency's
        Column("cluster"),
        Column("gender_marker"),
        Column("amount_usd", "amount", required=True, expected="an amount in USD"),
        Column("approximate", "flag"),
    ),
    cluster="if_known",
)  # fmt: skip
SUBGRANT_TOTALS = Contract(
    "subgrant_totals",
    "What one type of partner passed on to another in a fund and year: the only public record of sub-granting.",
    (
        Column("fund", required=True, expected="the fund's name or number"),
        Column("year", "year", required=True, low=1990, high=2100, expected="a year"),
        Column("giver_type", "choice", required=True, choices=ORGANISATION_TYPES),
        Column("receiver_type", "choice", required=True, choices=ORGANISATION_TYPES),
        Column("amount_usd", "amount", required=True, expected="an amount in USD"),
    ),
)
CONTRIBUTIONS = Contract(
    "contributions",
    "What a donor gave to a pooled fund. A donor gives several times a year: sum, never count once. Rows without a "
    "fund speak of all funds together: never add them to rows with one.",
    (
        Column("fund"),
        Column("year", "year", required=True, low=1990, high=2100, expected="a year"),
        Column("donor"),  # empty where the publisher names none
        Column("donor_type"),  # as found: Member State, Private …
        Column("paid_usd", "amount"),
        Column("pledged_usd", "amount"),  # promised and not paid yet
    ),
)
CODE_LIST = Contract(
    "code_list",
    "What a code of a publisher means: a fund's number, a cluster's.",
    (
        Column("list", required=True),
        Column("code", required=True),
        Column("name", required=True),
        Column("belongs_to"),
    ),
)
