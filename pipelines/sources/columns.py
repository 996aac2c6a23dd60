"""Where is each column of a table, and which rows do not fit under its headings?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.sources.reading import Finding, heading_key
from pipelines.sources.sheets import Sheet

Numbered = list[tuple[int, list[str]]]


def positions(headings: Sequence[str]) -> dict[str, int]:
    """The position of each heading by its key; the first where a heading is repeated."""
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if key := heading_key(heading):
            found.setdefault(key, index)
    return found


def picker(headings: Sequence[str], wanted: Mapping[str, str]) -> dict[str, int]:
    """The position of each wanted name (name → heading); names whose heading is not there are left out."""
    at = positions(headings)
    return {name: at[key] for name, heading in wanted.items() if (key := heading_key(heading)) in at}


def overlong_rows(sheet: Sheet, records: Numbered, width: int) -> list[Finding]:
    """An error for every row with filled cells beyond the last heading: its cells cannot be told apart."""
    return [
        Finding(
            sheet.name, number, "", "", "row_longer_than_headings", "error",
            f"This row has {len(row)} cells under {width} headings, so its cells have moved out of their columns.",
            "Export the file again, or put quotation marks around cells that hold the separator.",
        )
        for number, row in records
        if any(row[width:])
    ]  # fmt: skip
