"""What FTS flows and requirements must say."""

from __future__ import annotations

from pipelines.contracts.columns import Column, Contract

FUNDING_FLOWS = Contract(
    "funding_flows",
    "One FTS flow as one file reports it; the same flow id may come from several files and rows.",
    (
        Column("flow_id", required=True, expected="the FTS flow id"),
        Column("amount_usd", "amount", required=True, expected="an amount in USD"),
        Column("source_organisation"),
        Column("source_fts_id"),
        Column("source_type"),  # FTS's own word
        Column("source_subtype"),  # API only, as is the next
        Column("source_level"),
        Column("source_countries"),  # joined by "|"
        Column("destination_organisation", organisation_in="funding"),
        Column("destination_fts_id"),
        Column("destination_type"),  # FTS's own word
        Column("destination_subtype"),  # FTS's own word; API files only
        Column("destination_level"),
        Column("destination_organisations", "number", low=0, high=100000),  # how many the flow names
        Column("destination_countries"),  # joined by "|"
        Column("clusters"),  # FTS global clusters, joined by "|"
        Column("plan"),
        Column("plan_id"),
        Column("parent_flow_id"),  # where the chain is known
        Column("child_flow_ids"),  # joined by "|"
        Column("method"),
        Column("earmarking"),  # FTS's own word
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
REQUIREMENTS = Contract(
    "requirements",
    "What a plan, or one cluster of it, needs and was given in a year, as FTS sums it up.",
    (
        Column("level", "choice", required=True, choices=("plan", "cluster", "global_cluster")),
        Column("country"),  # ISO alpha-3; empty: a plan for several countries as a whole
        Column("emergency_id"),  # FTS's id, where the file is about an emergency instead of a country
        Column("plan_id"),  # empty: money for no plan ("Not specified")
        Column("plan", required=True, expected="the plan's name"),
        Column("plan_code"),
        Column("plan_type"),
        Column("starts_on", "day"),
        Column("ends_on", "day"),
        Column("year", "year", low=1990, high=2100, expected="a year"),
        Column("cluster_code"),
        Column("cluster"),
        Column("requirements_usd", "amount"),  # empty: no requirement is stated, which is not zero
        Column("funding_usd", "amount"),
        Column("covid_funding_usd", "amount"),
    ),
    cluster="if_known",
)
