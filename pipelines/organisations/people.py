"""Which cells for an organisation hold a person's name? People have decided; the names are taken out before anything is built."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from pipelines.bulk import append
from pipelines.contracts.tables import name_columns
from pipelines.organisations.name_decisions import NO_ORGANISATION, PERSON
from pipelines.organisations.names import decision_key

# What stands in the place of the name. It is decided to be no organisation, so that nobody is asked about it.
WITHHELD = "(a person)"


def withhold_people(con: duckdb.DuckDBPyConnection, decisions: Mapping[str, str]) -> None:
    """Put `(a person)` for every name decided to be a person's, in all that is staged and found so far.

    Afterwards `people` holds their spellings.
    """
    con.execute("create table people (name varchar)")
    people = {decision_key(name) for name, target in decisions.items() if target == PERSON}
    if not people:
        return
    places = [
        ("counted.organisations", "name"), ("staged.organisations", "name"),
        *((f"staged.{table}", column) for table, column, _ in name_columns()),
    ]  # fmt: skip
    cells = con.execute(" union ".join(f'select "{column}" from {table}' for table, column in places)).fetchall()
    spellings = [name for (name,) in cells if name and decision_key(name) in people]
    append(con, "people", [(name,) for name in spellings])
    for table, column in places:
        con.execute(f'update {table} set "{column}" = ? where "{column}" in (from people)', [WITHHELD])
    append(con, "people", [(name,) for name, target in decisions.items() if target == PERSON])
    withhold_in_findings(con)


def withhold_in_findings(con: duckdb.DuckDBPyConnection) -> None:
    """The same in what was found since then. The longest first, as one name may be a part of another."""
    names = con.execute("select distinct name from people order by length(name) desc, name").fetchall()
    for (name,) in names:
        con.execute(
            "update found set value = replace(value, $name, $shown), message = replace(message, $name, $shown)"
            " where contains(value, $name) or contains(message, $name)",
            {"name": name, "shown": WITHHELD},
        )


def without_people(decisions: Mapping[str, str]) -> dict[str, str]:
    """The decisions left when the names of people are gone."""
    left = {name: target for name, target in decisions.items() if target != PERSON}
    return left | {WITHHELD: NO_ORGANISATION} if len(left) < len(decisions) else left
