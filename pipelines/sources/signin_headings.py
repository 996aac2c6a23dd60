"""Which rows of a sheet are the heading of an attendance list, and what does each column hold?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.sources.attendance_fields import FIELDS, SEX_WORDS
from pipelines.sources.headings import field_of, fields_of, share_understood, vocabulary
from pipelines.sources.hxl_tags import is_hxl_row
from pipelines.sources.reading import heading_key, is_blank
from pipelines.sources.sheets import Sheet
from pipelines.sources.signin_cells import mostly_both

WITHIN = 20
# Words of a second heading row that name no field of ours: men and women, kinds of organisation.
SUB_WORDS = SEX_WORDS | vocabulary(sub="ngo|ingo|nngo|lngo|un|gov|government|donor|ong|first|last|yes|no")["sub"]
# So many headings of a list must be understood before its column of people alone is taken for people with organisations.
UNDERSTOOD = 0.75
JOINT = re.compile(r"[/&+,;()\[\]\n\-–—|]|\b(?:and|et|y|e|und)\b|\sو\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """First and last row (index) of a heading, what stands over each column, and which column holds which field.

    `both` is the column that holds people and organisations in one cell, or -1.
    """

    first: int
    last: int
    texts: list[str]
    fields: dict[str, int]
    both: int = -1

    @property
    def has_organisations(self) -> bool:
        """Whether a column names organisations, alone or together with people."""
        return "organisation" in self.fields or self.both >= 0


def find_heading(sheet: Sheet) -> Heading:
    """The heading among the first rows that says most; a column of organisations counts more than any other."""
    candidates = [heading_at(sheet, index) for index in range(min(WITHIN, len(sheet.rows)))]
    if not candidates:
        return Heading(0, 0, [], {})
    return max(
        candidates, key=lambda found: (len(found.fields) + 1.5 * found.has_organisations, found.first - found.last)
    )


def heading_at(sheet: Sheet, index: int) -> Heading:
    """The heading whose main row is this one, with a row above or below that belongs to it."""
    row = sheet.rows[index]
    if is_hxl_row(row) or is_blank(row):
        return Heading(index, index, list(row), {})
    alone = Heading(index, index, list(row), fields_of(row, FIELDS))
    joined = [_joined(sheet, at) for at in (index - 1, index) if _are_one(sheet, at)]
    return _with_both(sheet, max([alone, *joined], key=lambda found: (len(found.fields), found.last - found.first)))


@lru_cache(maxsize=20_000)
def heading_field(text: str) -> str:
    """The field a cell's text would name as a heading."""
    return field_of(text, FIELDS)


@lru_cache(maxsize=2_000)
def names_both(text: str) -> bool:
    """Whether a heading names people and organisations: `Name & Organisation`, `Nom et organisation`, `Name (Agency)`."""
    fields = {heading_field(part.strip()) for part in JOINT.split(text[:200]) if part.strip()}
    return bool({"person", "first"} & fields) and "organisation" in fields


def _with_both(sheet: Sheet, heading: Heading) -> Heading:
    """The heading with its column of people and organisations, where the cells below bear the heading out."""
    cells = [row for row in sheet.rows[heading.last + 1 : heading.last + 200] if not is_blank(row)]
    for column, text in enumerate(heading.texts):
        named = text and names_both(text)
        alone = (
            "organisation" not in heading.fields
            and heading.fields.get("person") == column
            and share_understood(heading.texts, len(heading.fields)) >= UNDERSTOOD
        )
        if (named or alone) and mostly_both([row[column] for row in cells if column < len(row)], named=bool(named)):
            fields = {field: at for field, at in heading.fields.items() if at != column}
            return Heading(heading.first, heading.last, heading.texts, fields, column)
    return heading


def _are_one(sheet: Sheet, index: int) -> bool:
    """Whether two rows are one heading: nothing but words of headings in both, and more of them together than in either."""
    if index < 0 or index + 1 >= len(sheet.rows):
        return False
    above, below = sheet.rows[index], sheet.rows[index + 1]
    if not (_is_heading_row(above) and _is_heading_row(below)) or sum(map(bool, above)) < 2:
        return False
    together = len(fields_of(_over(above, below), FIELDS))
    second = all(heading_key(text) in SUB_WORDS for text in below if text)
    return second or together > max(len(fields_of(row, FIELDS)) for row in (above, below))


def _joined(sheet: Sheet, index: int) -> Heading:
    """Two rows as one heading: the lower says what a column holds, the upper where the lower does not."""
    texts = _over(sheet.rows[index], sheet.rows[index + 1])
    fields = fields_of(texts, FIELDS)
    upper = fields_of(sheet.rows[index], FIELDS)
    kept = {field: column for field, column in upper.items() if column not in fields.values()}
    return Heading(index, index + 1, texts, {**kept, **fields})


def _is_heading_row(row: Sequence[str]) -> bool:
    words = [text for text in row if text]
    if not words or is_hxl_row(row) or any(":" in text for text in words):
        return False
    return all(heading_field(text) or heading_key(text) in SUB_WORDS or names_both(text) for text in words)


def _over(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """What stands over each column of two heading rows: the lower text, else the upper."""
    width = max(len(above), len(below))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (above, below))
    return [under or over for over, under in zip(upper, lower, strict=True)]
