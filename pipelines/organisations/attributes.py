"""What is true of an organisation when several lists speak of it? One value an attribute; contradictions are reported."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.check import add_findings
from pipelines.organisations.names import spelling_key, without_acronym
from pipelines.organisations.register_rows import ATTRIBUTES, RegisterRow
from pipelines.sources.reading import Finding

MOVEMENT = Path(__file__).resolve().parents[2] / "data" / "reference" / "organisation_movement_names.csv"
# What partner lists can contradict each other about. The other attributes follow one of these.
COMPANIONS = ("type_word", "affiliated_to", "flags_source", "flags_date")
OWN = ("type", "hq_country", "affiliated", "women_led", "refugee_led", "disability_led")
FLAGS = ("women_led", "refugee_led", "disability_led")
NOT_KNOWN = (None, "unknown")


def settle(con: duckdb.DuckDBPyConnection, name: str, rows: Sequence[RegisterRow]) -> dict[str, Any]:
    """The attributes of an organisation.

    Of partner lists the row updated last wins, and a contradiction is reported. Public lists fill what no partner
    list says, contradict nobody, and `filled_from` names what they filled and from which file.
    """
    partner, public = [row for row in rows if row.partner], [row for row in rows if not row.partner]
    chosen = {attribute: _last_said(attribute, partner) for attribute in OWN}
    for attribute, used in chosen.items():
        if used:
            _report_contradictions(con, name, attribute, used, partner)
    filled = {a: found for a in OWN if _unsaid(a, chosen[a]) and (found := _last_said(a, public))}
    chosen |= filled
    known = {a: row.attributes[a] if row else None for a, row in chosen.items()}
    known |= _companions(chosen)
    known["filled_from"] = "; ".join(f"{a}: {row.file}" for a, row in filled.items()) if partner else ""
    _tell_movement_apart(con, rows, known)
    known["hq_country"] = _known_country(con, chosen["hq_country"])
    return {attribute: known[attribute] for attribute in (*ATTRIBUTES, "filled_from")}


def _unsaid(attribute: str, row: RegisterRow | None) -> bool:
    return row is None or row.attributes[attribute] in NOT_KNOWN


def _last_said(attribute: str, rows: Sequence[RegisterRow]) -> RegisterRow | None:
    """The row updated last that says something; of equally old ones one that says more than "unknown"."""
    said = [row for row in rows if row.attributes[attribute] is not None]
    said = [row for row in said if row.attributes[attribute] != "unknown"] or said
    newest = max((_said_on(attribute, row) for row in said), default="")
    return min(
        (row for row in said if _said_on(attribute, row) == newest),
        key=lambda row: (str(row.attributes[attribute]), *_beside(row), row.file, row.sheet, row.row),
        default=None,
    )


def _beside(row: RegisterRow) -> list[tuple[bool, str]]:
    """What goes with an attribute, as a way to choose between rows that does not look at the names of files."""
    return [(text is None, str(text)) for text in (row.attributes[name] for name in COMPANIONS)]


def _said_on(attribute: str, row: RegisterRow) -> str:
    flags_date = row.attributes["flags_date"] if attribute in FLAGS else None
    return str(flags_date) if flags_date else row.updated_on


def _companions(chosen: dict[str, RegisterRow | None]) -> dict[str, Any]:
    """What follows another attribute, from the same row: the word of the type, who says the flags and when."""

    def of(attribute: str, row: RegisterRow | None) -> Any:
        return row.attributes[attribute] if row else None

    flagged = [(flag, row) for flag in FLAGS if (row := chosen[flag])]
    flag_row = next((row for flag, row in sorted(flagged, key=lambda pair: not pair[1].attributes[pair[0]])), None)
    return {
        "type_word": of("type_word", chosen["type"]),
        "affiliated_to": of("affiliated_to", chosen["affiliated"]),
        "flags_source": of("flags_source", flag_row),
        "flags_date": of("flags_date", flag_row),
    }


def _tell_movement_apart(con: duckdb.DuckDBPyConnection, rows: Sequence[RegisterRow], known: dict[str, Any]) -> None:
    """ICRC and IFRC by their names: the usual word for the type (OCHA's code 445) covers national societies too."""
    if known["type"] not in ("red_cross_society", *NOT_KNOWN) or not (own := _movement_name(rows)):
        return
    known["type"] = "icrc_ifrc"
    for row in (row for row in rows if row.partner):
        add_findings(con, row.file, [_is_movement(row, own)])


def _movement_name(rows: Iterable[RegisterRow]) -> str:
    names = (name for row in rows for name in (row.acronym, row.name) if name)
    parts = ((name, part) for name in names for part in without_acronym(name) if part)
    return next((name for name, part in parts if spelling_key(re.sub("^The ", "", part)) in _movement()), "")


@cache
def _movement() -> frozenset[str]:
    with MOVEMENT.open(encoding="utf-8", newline="") as handle:
        return frozenset(spelling_key(row["name"]) for row in csv.DictReader(handle))


def _known_country(con: duckdb.DuckDBPyConnection, row: RegisterRow | None) -> str | None:
    """The country as a code; one that nobody knows is reported, where a partner list has it, and counts as not said."""
    text = row.attributes["hq_country"] if row else None
    if row is None or text is None or re.fullmatch("[A-Z]{3}", text):
        return text
    if row.partner:
        add_findings(con, row.file, [_unknown_country(row)])
    return None


def _report_contradictions(
    con: duckdb.DuckDBPyConnection, name: str, attribute: str, used: RegisterRow, rows: Iterable[RegisterRow]
) -> None:
    text = str(used.attributes[attribute])
    for row in rows:
        other = row.attributes[attribute]
        if other is not None and str(other) != text:
            add_findings(con, row.file, [_contradiction(name, attribute, str(other), text, row, used)])


def _contradiction(name: str, attribute: str, text: str, used: str, row: RegisterRow, other: RegisterRow) -> Finding:
    return Finding(
        row.sheet, row.row, attribute, text, "contradiction", "warning",
        f"{name}: {attribute} is “{text}” here but “{used}” in {other.file} row {other.row}; “{used}” was used.",
        "Make the partner lists agree.",
    )  # fmt: skip


def _is_movement(row: RegisterRow, own: str) -> Finding:
    return Finding(
        row.sheet, row.row, "type", str(row.attributes["type_word"] or ""), "icrc_ifrc", "info",
        f"{row.name} counts as ICRC or IFRC and not as a national society, because of its name “{own}”.",
        "If it is a national society, write its own name in the list.",
    )  # fmt: skip


def _unknown_country(row: RegisterRow) -> Finding:
    text = row.attributes["hq_country"]
    return Finding(
        row.sheet, row.row, "hq_country", text, "country", "warning",
        f"Headquarters country “{text}” is not a country name or code known here, so {row.name} stays unclassified.",
        "Write the country's English name or its three-letter ISO code.",
    )  # fmt: skip
