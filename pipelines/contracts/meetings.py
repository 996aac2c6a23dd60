"""What meetings and attendance must say."""

from __future__ import annotations

from pipelines.contracts.columns import Column, Contract, Parent

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
        # From our meetings template; empty elsewhere.
        Column("scheduled_on", "day"),  # the day the terms of reference or the calendar foresaw
        Column("interpreted_into"),  # languages, joined by ";"
        Column("kind", "choice", choices=("cluster", "inter_cluster", "sag", "twg", "other")),
        Column("decisions", "number", low=0, high=1000),
        Column("decisions_with_method", "number", low=0, high=1000),  # consensus, vote, delegated or lead is recorded
        Column("decisions_by_consensus", "number", low=0, high=1000),
    ),
    cluster="needed",
)
ATTENDANCE = Contract(
    "attendance",
    "One person (or one mark for an organisation) was in a meeting, once, from one moment to another.",
    (
        Column("meeting_key", required=True),
        Column(
            "organisation", organisation_in="attendance"
        ),  # from a column that holds organisations; empty where the file has none
        Column("person", personal=True),  # display name; may name the organisation too
        Column("email", personal=True),
        Column("joined_at", "moment"),
        Column("left_at", "moment"),
        Column("minutes", "number", low=0, high=24 * 60),
    ),
    parent=Parent("meetings", "meeting_key", "meeting"),
)
