"""What lists of who does what where must say."""

from __future__ import annotations

from pipelines.contracts.columns import A_TYPE, ORGANISATION_TYPES, Column, Contract

PRESENCE = Contract(
    "presence",
    "An organisation is active in an area, for a cluster, in a period.",
    (
        Column("organisation", required=True, expected="the implementing organisation", organisation_in="presence"),
        Column("acronym"),
        Column("organisation_type", "choice", choices=ORGANISATION_TYPES, expected=A_TYPE),
        Column("type_word"),  # as the file has it
        # Who runs the programme, and who pays: with the implementer, a tie between partners.
        Column("programme_organisation", organisation_in="presence"),
        Column("donor"),
        Column("country"),  # ISO alpha-3
        Column("cluster"),
        Column("sub_cluster"),
        Column("activity"),
        Column("status"),  # as the file has it: planned, ongoing, completed
        Column("area1"),
        Column("area1_pcode"),
        Column("area2"),
        Column("area2_pcode"),
        Column("area3"),
        Column("area3_pcode"),
        Column("place"),
        Column("starts_on", "day"),
        Column("ends_on", "day"),
        Column("reported_on", "day"),  # the month or day the row reports
        Column("submitted_on", "day"),  # the day the partner sent it, where the file says so
        Column("targeted", "number", low=0),
        Column("reached", "number", low=0),
    ),
    cluster="if_known",
)
