"""What may every statement of an indicator count on? Periods, thresholds, who is local, and the shared views."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipelines.bulk import append
from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.indicators.evidence import create_views, put_in_force
from pipelines.organisations.locality import fts_locality
from pipelines.periods import ACTIVITY, buckets, write_buckets, write_working_days
from pipelines.sources.organisation_types import type_code
from pipelines.workspace import Workspace


def prepare(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """What every statement of an indicator may count on: periods, thresholds, who is local, the shared views."""
    _, last_day = con.execute(ACTIVITY).fetchall()[0]
    write_buckets(con, buckets(con, workspace), last_day)
    write_working_days(con, workspace["calendar.weekend"])
    _map_funding_types(con)
    con.execute("create table working_languages (word varchar)")
    append(con, "working_languages", [(word,) for word in _language_words(workspace["languages.working"])])
    con.execute("create table unit_rows as from facts.evidence limit 0")
    create_views(con, workspace.settings)
    put_in_force(con, workspace["locality.definition"])


def _language_words(languages: Iterable[str]) -> list[str]:
    """How each language may be written: its name and its codes."""
    import pycountry  # a list of 8,000 languages; few workspaces state any

    words = {language.strip().casefold() for language in languages}
    for word in sorted(words):
        try:
            known = pycountry.languages.lookup(word)
        except LookupError:
            continue
        words |= {str(getattr(known, key, word)).casefold() for key in ("alpha_2", "alpha_3", "name")}
    return sorted(words)


def _map_funding_types(con: duckdb.DuckDBPyConnection) -> None:
    """FTS's words for a recipient's type, old and new, as our types; the sub-type says more where a file has it."""
    con.execute(
        "create table funding_types (type_word varchar, subtype_word varchar, level_word varchar, type varchar, fts_locality varchar)"
    )
    words = con.execute(
        "select distinct destination_type, destination_subtype, destination_level from facts.funding_flows"
    ).fetchall()
    append(
        con,
        "funding_types",
        [
            (type_, subtype, level, _type_of(subtype, type_), fts_locality(subtype, level, type_))
            for type_, subtype, level in words
        ],
    )


def _type_of(*words: str | None) -> str:
    """Our type for the first word that says one: "Uncategorized" says nothing, and gives way to the next."""
    codes = (type_code(word) for word in words if word)
    return next((code for code in codes if code in ORGANISATION_TYPES and code != "unknown"), "unknown")
