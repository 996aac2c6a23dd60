"""Where did the money go, from donors to those who received it last, as far as is known? For a Sankey diagram."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from pipelines.bulk import append
from pipelines.sources.organisation_types import type_code

DONORS = {
    "authority": "donor_government",
    "donor": "donor_government",
    "private_sector": "donor_private",
    "foundation": "donor_private",
    "un_agency": "donor_multilateral",
    "international_organisation": "donor_multilateral",
    "international_ngo": "donor_ngo",
    "national_ngo": "donor_ngo",
    "red_cross_society": "donor_red_cross_red_crescent",
    "pooled_fund": "donor_pooled_fund",
}
LOCAL = {
    "authority": "local_state",
    "national_ngo": "local_ngo",
    "red_cross_society": "local_red_cross_red_crescent",
}
INTERNATIONAL = {"un_agency", "international_ngo"}


def write(con: duckdb.DuckDBPyConnection, definition: str) -> None:
    """Fill `flow_links`, with who is local by `definition`.

    Stages: donor, cluster, first recipient, next, and next again. Each dollar counts once a stage. Money without a known
    donor, cluster or recipient keeps a node of its own, and so does what an intermediary is not known to have passed on.
    Source: methods.md 4.5.
    """
    if not con.execute("select 1 from placed_money_by_definition limit 1").fetchall():
        return
    words = con.execute("select distinct source_type from facts.funding_flows where source_type is not null").fetchall()
    con.execute("create temp table donor_kinds (source_type varchar, kind varchar)")
    append(con, "donor_kinds", [(word, donor_kind(word)) for (word,) in words])
    pairs = con.execute(
        "select distinct locality, organisation_type from placed_money_by_definition"
        " union select distinct locality, receiver_type from onward_parts_by_definition"
        " union select distinct localities.locality, type"
        " from facts.organisations join facts.localities as localities using (organisation_id)"
    ).fetchall()
    con.execute("create temp table recipient_kinds (locality varchar, type varchar, kind varchar)")
    append(con, "recipient_kinds", [(locality, type_, recipient_kind(locality, type_)) for locality, type_ in pairs])
    statement = files("pipelines.analyses").joinpath("flow_links.sql").read_text(encoding="utf-8")
    con.execute(statement, {"definition": definition})


def donor_kind(words: str) -> str:
    """FTS's words for the type of a donor, as one of a few kinds. Donors of several types in one flow are not known apart."""
    if words.casefold() == "ngos":  # said of national and international ones
        return "donor_ngo"
    return DONORS.get(type_code(words), "donor_unknown")


def recipient_kind(locality: str, type_: str) -> str:
    """Who received money, as one of a few kinds."""
    match locality:
        case "local":
            return LOCAL.get(type_, "local_other")
        case "international":
            return type_ if type_ in INTERNATIONAL else "other_international"
        case "unknown":
            return "unknown_recipient"
    return locality
