"""Which rows cannot be meant as they stand? Those with more, or longer, cells than any spreadsheet holds."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CELLS, LONGEST_CELL = 16_384, 32_767
REMEDY = "A quotation mark, a separator or a line break was probably lost: export the file again, or mend the row in a text editor."


@dataclass(frozen=True)
class Broken:
    """A row that is held back, with the reason and the remedy."""

    sheet: str
    row: int
    rule: str
    message: str
    remedy: str


def cut_to_size(rows: list[list[str]], sheet: str = "") -> list[Broken]:
    """Cut, in place, what is larger than a spreadsheet could hold, so that nothing takes hours over it; and say so."""
    return [
        Broken(sheet, number, "oversized", what, REMEDY)
        for number, row in enumerate(rows, start=1)
        if len(row) > MOST_CELLS or max(map(len, row), default=0) > LONGEST_CELL
        for what in _cut(row)
    ]


def _cut(row: list[str]) -> list[str]:
    cells, longest = len(row), max(map(len, row))
    row[:] = [cell[:LONGEST_CELL] for cell in row[:MOST_CELLS]]
    return [
        f"This row has {size:,} {what}; a spreadsheet holds no more than {most:,}."
        for size, what, most in (
            (cells, "cells", MOST_CELLS), (longest, "characters in one cell", LONGEST_CELL),
        )
        if size > most
    ]  # fmt: skip
