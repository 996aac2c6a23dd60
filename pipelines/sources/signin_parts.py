"""Which rows of a sign-in sheet belong to which meeting? One list may hold several meetings, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.sources.date_order import dates_inside
from pipelines.sources.filler import is_preprinted
from pipelines.sources.headings import cell, field_of
from pipelines.sources.hxl_tags import is_hxl_row
from pipelines.sources.reading import is_blank
from pipelines.sources.sheets import Sheet
from pipelines.sources.signin_headings import Heading, heading_at, heading_field
from pipelines.sources.title_lines import FORM_NAME, LABELS, TITLE_WORDS, TitleLines, lines_of

CONTINUED = re.compile(r"\b(continued|cont'?d?|suite|continuaci[óo]n)\b", re.IGNORECASE)
LONGEST_TITLE = 4  # filled cells


@dataclass
class Part:
    """The rows of one meeting, the heading over them, what the lines above them say, and the row number that stands for it."""

    heading: Heading
    lines: TitleLines
    row: int
    rows: list[tuple[int, list[str]]]


def parts(sheet: Sheet, heading: Heading) -> list[Part]:
    """The meetings of a sheet, cut where a title or a heading stands between the rows."""
    current = Part(heading, lines_of(sheet.rows[: heading.first], sheet.name), heading.last + 1, [])
    found = [current]
    printed = {tuple(row) for row in sheet.rows[: heading.last + 1] if not is_blank(row)}
    starts = {row[0] for row in printed}
    titles: list[int] = []  # indexes of the title lines met since the last record
    skip_to = heading.last + 1
    for index in range(heading.last + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if not is_plain(row, current.heading, starts):
            if index < skip_to or is_printed(row, printed):
                continue
            if is_heading(sheet, index, current.heading):
                again = heading_at(sheet, index)
                skip_to = again.last + 1
                again = again if again.has_organisations else current.heading
                current = _next_part(sheet, current, titles, again, index + 1)
                found.append(current)
                titles = []
                continue
            if is_title(row, current.heading) and (has_date(row) or _heading_follows(sheet, index, current.heading)):
                titles.append(index)
                continue
        if titles:
            current = _next_part(sheet, current, titles, current.heading, titles[-1] + 1)
            found.append(current)
            titles = []
        current.rows.append((index + 1, [*row, *[""] * (len(current.heading.texts) - len(row))]))
    return [part for part in found if part.rows]


def is_plain(row: Sequence[str], heading: Heading, starts: set[str]) -> bool:
    """Whether a row is plainly a record, told fast: longer than a title, and no heading word for an organisation."""
    column = heading.fields.get("organisation", -1)
    if not 0 <= column < len(row) or len(row) - row.count("") <= LONGEST_TITLE:
        return False
    text = row[column]
    return text != "" and text[0] != "#" and row[0] not in starts and heading_field(text) == ""


def is_printed(row: Sequence[str], printed: set[tuple[str, ...]]) -> bool:
    """Whether a row is no record: blank, a tag row, a line left to fill in, or printed again on the next page."""
    return is_blank(row) or is_hxl_row(row) or is_preprinted(row) or tuple(row) in printed


def is_heading(sheet: Sheet, index: int, heading: Heading) -> bool:
    """Whether a row below the first heading is a heading again, perhaps with its columns in another order."""
    row = sheet.rows[index]
    if heading.both >= 0:
        return heading.both < len(row) and row[heading.both] == heading.texts[heading.both]
    text = cell(row, heading.fields, "organisation")
    if not text or heading_field(text) == "":
        return False
    return sum(1 for text in row if text and heading_field(text)) > 1


def _next_part(sheet: Sheet, before: Part, titles: Sequence[int], heading: Heading, row: int) -> Part:
    """The part that a title or heading begins. It keeps what its own title does not say, unless that names another meeting."""
    own = lines_of([sheet.rows[index] for index in titles])
    said = before.lines
    same = not own.title or own.title == said.title or CONTINUED.search(own.title)
    title = said.title if same else own.title
    date = own.date or (said.date if same else "")
    return Part(heading, replace(own, date=date, title=title, cluster=own.cluster or said.cluster), row, [])


def is_title(row: Sequence[str], heading: Heading) -> bool:
    """Whether a row may be a title of a meeting rather than a record."""
    if len(row) - row.count("") > LONGEST_TITLE:
        return False
    filled = [text for text in row if text]
    if _is_label(filled[0]):
        return ":" in filled[0] or (len(filled) == 2 and _is_date_line(filled[1]))
    return len(filled) == 1 and (_speaks_of_a_meeting(filled[0]) or _is_date_line(filled[0]))


@lru_cache(maxsize=20_000)
def _is_label(text: str) -> bool:
    return text.endswith(":") or bool(field_of(text.partition(":")[0], LABELS))


@lru_cache(maxsize=20_000)
def _speaks_of_a_meeting(text: str) -> bool:
    return bool(TITLE_WORDS.search(text) or FORM_NAME.fullmatch(text))


@lru_cache(maxsize=20_000)
def _is_date_line(text: str) -> bool:
    return bool(dates_inside(text))


def has_date(row: Sequence[str]) -> bool:
    """Whether any cell holds a date."""
    return any(_is_date_line(text) for text in row if text)


def _heading_follows(sheet: Sheet, index: int, heading: Heading) -> bool:
    """Whether the next rows are titles and then a heading."""
    for later in range(index + 1, min(index + 8, len(sheet.rows))):
        row = sheet.rows[later]
        if is_blank(row):
            continue
        if is_heading(sheet, later, heading) or tuple(row) == tuple(sheet.rows[heading.first]):
            return True
        if not is_title(row, heading):
            return False
    return False
