"""Which of our fields does this heading mean? English, French and Spanish words, whatever their case or order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pipelines.sources.hxl_tags import is_hxl_row
from pipelines.sources.reading import heading_key
from pipelines.sources.sheets import Sheet

Vocabulary = Mapping[str, frozenset[str]]
LONGEST_HEADING = 1000  # what is longer is a text, and would only cost time


def vocabulary(**words: str) -> dict[str, frozenset[str]]:
    """A vocabulary from one text a field: its headings, separated by `|`."""
    return {field: frozenset(heading_key(word) for word in text.split("|")) for field, text in words.items()}


def field_of(heading: str, words: Vocabulary) -> str:
    """The field a heading means, or an empty text.

    A hint in brackets does not count: `Date (dd/mm/yyyy)`. A bilingual heading counts where both
    halves mean the same: `Organisation / Organización`.
    """
    return _meaning(heading, _by_heading(words))


def _meaning(heading: str, known: Mapping[str, str]) -> str:
    if len(heading) > LONGEST_HEADING:
        return ""
    whole, halves = _keys(heading)
    for key in whole:
        if field := known.get(key):
            return field
    if not halves:
        return ""
    meant = {known.get(half, "") for half in halves}
    return meant.pop() if len(meant) == 1 else ""


# Vocabularies turned round, by identity: every source asks its own about every cell that may be a heading.
# Each is kept beside what was made of it, so that no other can take its identity.
_turned: dict[int, tuple[Vocabulary, dict[str, str]]] = {}
MOST_VOCABULARIES = 500


def _by_heading(words: Vocabulary) -> dict[str, str]:
    """From heading to field; of two fields that claim a heading, the first."""
    held = _turned.get(id(words))
    if held is None:
        if len(_turned) >= MOST_VOCABULARIES:
            _turned.clear()
        turned = {key: field for field, keys in reversed(list(words.items())) for key in keys if key}
        held = _turned[id(words)] = (words, turned)
    return held[1]


@lru_cache(maxsize=65536)  # the same headings are asked about by every source
def _keys(heading: str) -> tuple[list[str], list[str]]:
    """The keys of a heading with and without what stands in brackets, and of its halves where it has any."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", heading)
    halves = re.split(r"[/|\n]", bare)
    whole = list(dict.fromkeys((heading_key(heading), heading_key(bare))))
    return whole, [heading_key(half) for half in halves] if len(halves) > 1 else []


def fields_of(row: Sequence[str], words: Vocabulary) -> dict[str, int]:
    """The column of each field a heading row holds; of two headings for one field, the first."""
    found: dict[str, int] = {}
    known = _by_heading(words)
    for column, heading in enumerate(row):
        if heading and (field := _meaning(heading, known)):
            found.setdefault(field, column)
    return found


def find_fields(sheet: Sheet, words: Vocabulary, within: int = 20) -> tuple[int, dict[str, int]]:
    """The row (index) among the first `within` that holds most fields, and their columns.

    Unlike `find_header` it reads bracketed and bilingual headings, as hand-made sheets have them.
    """
    best, found = 0, dict[str, int]()
    for index, row in enumerate(sheet.rows[:within]):
        fields = {} if is_hxl_row(row) else fields_of(row, words)
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
