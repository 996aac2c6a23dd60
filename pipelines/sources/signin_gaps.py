"""What does an empty cell or an “idem” below a name mean? The row above, where the sheet says so throughout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.sources.reading import Finding
from pipelines.sources.sheets import Sheet

DITTO_WORDS = frozenset((
    "idem", "id", "ídem", "ibid", "ditto", "do", "same", "same as above", "as above", "see above", "the same", "même",
    "la même", "le même", "même organisation", "mismo", "misma", "lo mismo", "la misma", "نفسه", "نفس المنظمة", "كما سبق",
))  # fmt: skip
DITTO_SIGN = re.compile(r"[-–—\s]*(?:[\"“”„″〃״＂«»]|''|’’|,,|،،|//)+[-–—\s]*")
AS_ABOVE = "idem"
# So many rows below others must be empty before emptiness is taken for a merged cell.
SPANNED_ROWS, SPANNED_SHARE = 2, 0.2


def is_ditto(text: str) -> bool:
    """Whether a cell says `as in the row above`."""
    return text.casefold().strip(" .-–—") in DITTO_WORDS or bool(DITTO_SIGN.fullmatch(text))


def without_gaps(values: Sequence[str], meant: Sequence[bool]) -> tuple[list[str], int, int]:
    """A column with its dittos and merged cells filled from above, and how many of each there were.

    `meant`: rows in which something must stand here (somebody signed). An empty cell is taken for a part of a merged
    one only where the whole column is written so: it starts filled, nothing is written twice, and enough is empty.
    """
    merged = _is_merged(values, meant)
    filled: list[str] = []
    above, dittos, spanned = "", 0, 0
    for value, is_meant in zip(values, meant, strict=True):
        if value and is_ditto(value):
            dittos += bool(above)
            value = above
        elif not value and merged and is_meant:
            spanned += bool(above)
            value = above
        elif value:
            above = value
        filled.append(value)
    return filled, dittos, spanned


def gaps_filled(sheet: Sheet, column: str, dittos: int, spanned: int) -> list[Finding]:
    """What was filled, as findings."""
    told = (
        (dittos, "same_as_above", f"{dittos} cells hold a sign or word that means “the same”, such as “idem”"),
        (spanned, "merged_cells", f"{spanned} cells are empty below a filled one, as merged cells are throughout this column"),
    )  # fmt: skip
    return [
        Finding(
            sheet.name, 0, column[:60], "", rule, "info",
            f"{what}. They were read as the nearest filled cell above.",
            "If that is wrong, write the value into every row.",
        )
        for count, rule, what in told
        if count
    ]  # fmt: skip


def _is_merged(values: Sequence[str], meant: Sequence[bool]) -> bool:
    if not values or not values[0] or "" not in values:
        return False
    written = [value for value in values if value]
    empty = sum(1 for value, is_meant in zip(values, meant, strict=True) if is_meant and not value)
    return empty >= SPANNED_ROWS and empty >= SPANNED_SHARE * len(values) and len(set(written)) == len(written)
