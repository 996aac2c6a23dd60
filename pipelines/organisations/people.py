"""Which cells for an organisation hold a person's name? People have decided; the names are taken out before anything is built."""

from __future__ import annotations

import duckdb

from pipelines.bulk import append
from pipelines.contracts.tables import name_columns
from pipelines.organisations.name_decisions import NO_ORGANISATION, PERSON
from pipelines.organisations.names import decision_key

# What stands in the place of the name. It is decided to be no organisation, so that nobody is asked about it.
WITHHELD = "(a person)"


def withhold_people(con: duckdb.DuckDBPyConnection, decisions: dict[str, str]) -> dict[str, str]:
    """Put `(a person)` for every name decided to be a person's, in `typed` and in `found`. Returns the decisions left."""
    people = {decision_key(name) for name, target in decisions.items() if target == PERSON}
    if not people:
        return decisions
    places = [("organisations", "name"), *((table, column) for table, column, _ in name_columns())]
    cells = con.execute(
        " union ".join(f'select "{column}" from typed."{table}"' for table, column in places)
    ).fetchall()
    spellings = [name for (name,) in cells if name and decision_key(name) in people]
    con.execute("create table people (name varchar)")
    append(con, "people", [(name,) for name in spellings])
    for table, column in places:
        con.execute(f'update typed."{table}" set "{column}" = ? where "{column}" in (from people)', [WITHHELD])
    decided = [name for name, target in decisions.items() if target == PERSON]
    _withhold_in_findings(con, sorted({*spellings, *decided}, key=len, reverse=True))
    left = {name: target for name, target in decisions.items() if target != PERSON}
    return left | {WITHHELD: NO_ORGANISATION}


def _withhold_in_findings(con: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    """The longest first, as one name may be a part of another."""
    for name in names:
        con.execute(
            "update found set value = replace(value, $name, $shown), message = replace(message, $name, $shown)"
            " where contains(value, $name) or contains(message, $name)",
            {"name": name, "shown": WITHHELD},
        )
