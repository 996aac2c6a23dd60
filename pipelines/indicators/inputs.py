"""What may a statement read, and is it just as it was?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import duckdb

from pipelines.indicators.catalogue import Indicator
from pipelines.remembered import digest

# What the rows of every statement are joined with.
ALWAYS = frozenset({"places"})
# What differs from one definition of local to the next.
CHANGING = frozenset({"places", "definition_in_force"})
# What is made of the unit rows.
MADE = frozenset({"unit_rows", "cells"})
DEFINED = """
    select view_name, sql from duckdb_views() where not internal
    union all
    select function_name, macro_definition from duckdb_functions() where not internal and macro_definition is not null
"""
COLUMNS = """
    select
        table_name, format('"{}"."{}"."{}"', database_name, schema_name, table_name) as place,
        -- an enum by its words, not by their numbers
        string_agg(
            '"' || column_name || '"' || if(data_type like 'ENUM%', '::varchar', ''), ', ' order by column_index
        ) as columns
    from duckdb_columns()
    where not internal and (database_name = 'facts' or (database_name = 'memory' and schema_name = 'main'))
    group by all
    order by all
"""


@dataclass
class Inputs:
    """Everything that statements read: the facts, and the views and tables made of them. All must be there already."""

    con: duckdb.DuckDBPyConnection
    _digests: dict[str, str] = field(init=False, default_factory=dict)

    def key(self, family: Iterable[Indicator], sql: str) -> str:
        """A digest of all that decides about the unit rows of a statement, made for some indicators."""
        read = sorted(ALWAYS | self._read_by(sql))
        self._take([table for table in read if table not in self._digests])
        return digest([indicator.id for indicator in family], [(table, self._digests[table]) for table in read])

    def look_again(self) -> None:
        """Another definition may say now who is local."""
        for table in CHANGING:
            self._digests.pop(table, None)

    def _read_by(self, sql: str) -> set[str]:
        """The tables a statement may read, through views and macros too: all that have a name among its words."""
        names, looked = _words(sql), set[str]()
        while further := (names & self._defined.keys()) - looked:
            looked |= further
            names = names.union(*(self._defined[name] for name in further))
        return (names & self._columns.keys()) - MADE

    @cached_property
    def _defined(self) -> dict[str, set[str]]:
        """The words of every view and macro."""
        return {name: _words(sql) for name, sql in self.con.execute(DEFINED).fetchall()}

    @cached_property
    def _columns(self) -> dict[str, list[tuple[str, str]]]:
        """Where each table is, and its columns. Of one name there may be a fact and what was made of it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, place, columns in self.con.execute(COLUMNS).fetchall():
            found.setdefault(name, []).append((place, columns))
        return found

    def _take(self, tables: Iterable[str]) -> None:
        """Digests of all rows of tables, in whatever order."""
        queries = [
            f"select '{table}', '{place}', count(*), sum(found), bit_xor(found) from (select hash({columns}) as found from {place})"
            for table in tables
            for place, columns in self._columns[table]
        ]
        rows = self.con.execute(" union all ".join(queries)).fetchall() if queries else []
        for table in {row[0] for row in rows}:
            self._digests[table] = digest(sorted([str(row) for row in rows if row[0] == table]))


def _words(sql: str) -> set[str]:
    return set(re.findall(r"\w+", sql.casefold()))
