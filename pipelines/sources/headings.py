"""Which of our fields does this heading mean? English, French and Spanish words, whatever their case or order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipelines.sources.reading import heading_key, is_tag_row
from pipelines.sources.sheets import Sheet

Vocabulary = Mapping[str, frozenset[str]]


def vocabulary(**words: str) -> dict[str, frozenset[str]]:
    """A vocabulary from one text a field: its headings, separated by `|`."""
    return {field: frozenset(heading_key(word) for word in text.split("|")) for field, text in words.items()}


def field_of(heading: str, words: Vocabulary) -> str:
    """The field a heading means, or an empty text.

    A hint in brackets does not count: `Date (dd/mm/yyyy)`. A bilingual heading counts where both
    halves mean the same: `Organisation / Organización`.
    """
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", heading)
    if field := _exact(heading, words) or _exact(bare, words):
        return field
    halves = {_exact(half, words) for half in re.split(r"[/|\n]", bare)}
    return halves.pop() if len(halves) == 1 else ""


def _exact(text: str, words: Vocabulary) -> str:
    key = heading_key(text)
    return next((field for field, keys in words.items() if key and key in keys), "")


def fields_of(row: Sequence[str], words: Vocabulary) -> dict[str, int]:
    """The column of each field a heading row holds; of two headings for one field, the first."""
    found: dict[str, int] = {}
    for column, heading in enumerate(row):
        if heading and (field := field_of(heading, words)):
            found.setdefault(field, column)
    return found


def find_fields(sheet: Sheet, words: Vocabulary, within: int = 20) -> tuple[int, dict[str, int]]:
    """The row (index) among the first `within` that holds most fields, and their columns.

    Unlike `find_header` it reads bracketed and bilingual headings, as hand-made sheets have them.
    """
    best, found = 0, dict[str, int]()
    for index, row in enumerate(sheet.rows[:within]):
        fields = {} if is_tag_row(row) else fields_of(row, words)
        if len(fields) > len(found):
            best, found = index, fields
    return best, found


def share_understood(row: Sequence[str], understood: int) -> float:
    """How much of a heading row is understood, from 0 to 1: a table of another kind has many strange headings."""
    filled = sum(1 for heading in row if heading)
    return understood / filled if filled else 0.0


def named(fields: Iterable[str]) -> str:
    """Fields as words for a sentence: `hq_country` is shown as `HQ country`."""
    return ", ".join(field.replace("_", " ").replace("hq ", "HQ ") for field in fields) or "none"


def cell(cells: Sequence[str], fields: Mapping[str, int], field: str) -> str:
    """What a row holds in a field; empty where the sheet has no such column or the row is short."""
    column = fields.get(field, -1)
    return cells[column] if 0 <= column < len(cells) else ""
