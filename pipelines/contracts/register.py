"""What a partner list and an organisation list must say."""

from __future__ import annotations

from pipelines.contracts.columns import A_TYPE, ORGANISATION_TYPES, Column, Contract

ORGANISATIONS = Contract(
    "organisations",
    "An organisation, as one register row describes it.",
    (
        Column("organisation_id"),
        # partner: a partner list names it · reference: a public list names it, which makes nobody a partner
        Column("standing", "choice", choices=("partner", "reference")),  # empty: partner
        Column("name", required=True, expected="the organisation's name"),
        Column("acronym"),
        Column("name_fr"),
        Column("name_es"),
        Column("name_ar"),
        Column("other_names"),  # several, joined by ";"
        Column("former_names"),  # several, joined by ";"
        Column("type", "choice", choices=ORGANISATION_TYPES, expected=A_TYPE),
        Column("type_word"),  # as the file has it
        Column("hq_country"),
        Column("affiliated", "flag", expected="yes or no"),
        Column("affiliated_to"),
        Column("women_led", "flag", expected="yes or no"),
        Column("refugee_led", "flag", expected="yes or no"),
        Column("disability_led", "flag", expected="yes or no"),
        Column("flags_source"),  # who said so: self-declared in the survey, form of 2025 …
        Column("flags_date", "day", expected="a date such as 2025-03-31"),
        Column("email_domains"),  # several, joined by ";"
        Column("fts_id"),  # several, joined by ";"
        Column("applies_in"),  # of a public list: the one country its row is meant for, as ISO code; empty: any
        Column("updated_on", "day"),
    ),
)
MEMBERSHIPS = Contract(
    "memberships",
    "An organisation is a member of a cluster from one day to another.",
    (
        Column("organisation", required=True, expected="the organisation's name", organisation_in="partner list"),
        Column("cluster"),
        Column("joined_on", "day", expected="a date such as 2025-03-31"),
        Column("left_on", "day", expected="a date such as 2025-03-31"),
        Column("level", "choice", choices=("full", "observer"), expected="full or observer"),
        Column("areas"),  # several, joined by ";"
        # Empty in each of the next three: not said, which is neither 0 nor no.
        Column("coordination_staff", "number", low=0, high=1000, expected="a number of full-time staff such as 0.5"),
        Column("reports_agreed", "flag", expected="yes or no"),  # agreed to report to the list of who does what where
        Column("key_actor", "flag", expected="yes or no"),  # the coordinator counts on it, whoever pays for its work
    ),
    cluster="needed",
)
