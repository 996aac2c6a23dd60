"""Where are the HXL tags of a table, and what does each say? Tag rows, and JSON whose keys are tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipelines.sources.sheets import Sheet

# What spreadsheet programs write where a formula fails: a word behind `#`, but no tag.
FORMULA_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#CALC!",
        "#SPILL!",
        "#GETTING_DATA",
        "#ERROR!",
    )
)
TAG = re.compile(r"#[a-z][a-z0-9_]*([+][a-z][a-z0-9_]*)*")
SEARCHED = 15  # rows


@dataclass(frozen=True)
class Tag:
    """`#org +type +impl` taken apart: its hashtag `org`, and its attributes."""

    name: str
    attributes: frozenset[str]


@dataclass(frozen=True)
class Table:
    """Rows with the index of their tag row (-1: none). `shift`: what to add to an index for the row number to show."""

    rows: Sequence[Sequence[str]]
    tag_row: int
    shift: int = 1


@lru_cache(maxsize=4096)
def parse_tag(text: str) -> Tag | None:
    """A tag without regard to case, spaces and tabs; None where the cell holds none."""
    bare = re.sub(r"\s+", "", text).casefold()
    if text in FORMULA_ERRORS or not TAG.fullmatch(bare):
        return None
    name, *attributes = bare[1:].split("+")
    return Tag(name, frozenset(attributes))


def is_hxl_row(row: Sequence[str]) -> bool:
    """Whether most of a row's filled cells are tags; a row of formula errors is a record."""
    if "\0#" not in "\0" + "\0".join(row):  # no cell begins with the sign: the common case, for millions of rows
        return False
    return sum(parse_tag(cell) is not None for cell in row) * 2 > sum(1 for cell in row if cell)


def table_of(sheet: Sheet) -> Table | None:
    """The sheet as rows; None where it is JSON of another kind."""
    if sheet.payload is None:
        return Table(sheet.rows, _tag_row(sheet.rows))
    return _json_table(sheet.payload)


def tags_of(table: Table) -> list[Tag | None]:
    """The tag of each column; in a row of tags a word without `#` counts as well."""
    if table.tag_row < 0:
        return []
    return [parse_tag(cell if cell.startswith("#") else f"#{cell}") for cell in table.rows[table.tag_row]]


def _tag_row(rows: Sequence[Sequence[str]]) -> int:
    return next((index for index, row in enumerate(rows[:SEARCHED]) if is_hxl_row(row)), -1)


def _json_table(payload: Any) -> Table | None:
    """A list of arrays, or a list of objects whose keys are tags, alone or beside a block of metadata."""
    if isinstance(payload, Mapping):
        lists = [value for value in payload.values() if isinstance(value, list)]
        payload = lists[0] if len(lists) == 1 else None
    if not isinstance(payload, list) or not payload:
        return None
    if all(isinstance(row, list) for row in payload):
        rows = [[_text(cell) for cell in row] for row in payload]
        found = _tag_row(rows)
        return Table(rows, found) if found >= 0 else None
    if all(isinstance(row, Mapping) for row in payload):
        keys = list(dict.fromkeys(key for row in payload for key in row))
        if not is_hxl_row(keys):
            return None
        return Table([keys, *([_text(row.get(key)) for key in keys] for row in payload)], 0, shift=0)
    return None


def _text(value: Any) -> str:
    """A JSON value as a cell: nothing for null, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
