"""Which organisation came to which meeting? Organisations down, meetings across, a mark where somebody came."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipelines.sources.attendance_days import DAY_NUMBER, day_in_heading, month_in, the_year, without_day
from pipelines.sources.attendance_fields import (
    FIELDS,
    SEX_WORDS,
    is_attendance_record,
    no_organisation,
    organisation_in,
    person_in,
)
from pipelines.sources.date_order import dates_inside, sheet_order
from pipelines.sources.dates import parse_moment
from pipelines.sources.headings import cell, field_of, fields_of
from pipelines.sources.hxl_tags import is_hxl_row
from pipelines.sources.marks import presence
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.title_lines import TitleLines, title_lines

SUMMARY = re.compile(
    r"\b(total|totaux|sum|count|percent|percentage|rate|share|taux|somme|tasa|porcentaje|suma)\b|%", re.IGNORECASE
)
BELOW_NATIONAL = re.compile(r"sub[\s-]?national|infranational|sous[\s-]?national|sub[\s-]?nacional", re.IGNORECASE)
NATIONAL = re.compile(r"\bn(ational|acional)e?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Matrix:
    """Where the table's parts are: index of the first, the main and the last heading row, columns and their words.

    `labels` are what stands over each column, from the top. `year` is one that the headings lack and the lines above give.
    """

    first: int
    header: int
    last: int
    fields: dict[str, int]
    labels: list[list[str]]
    dates: dict[int, str]
    year: str = ""

    def heading(self, column: int) -> str:
        """All that stands above a column, in one line."""
        return " ".join(self.labels[column])


def find(sheet: Sheet) -> Matrix | None:
    """The table of meetings on a sheet, if it holds one: organisations, dates across and marks below them."""
    for header, row in enumerate(sheet.rows[:20]):
        fields = fields_of(row, FIELDS)
        if "organisation" not in fields or is_hxl_row(row):
            continue
        matrix = _matrix(sheet, header, fields)
        if matrix.dates and _mostly_marks(sheet, matrix):
            return matrix
    return None


def claim(sheet: Sheet, matrix: Matrix) -> Claim:
    """The claim for a sheet that holds such a table."""
    evidence = f"a column of organisations and {len(matrix.dates)} columns headed by dates with marks below them"
    return Claim(True, 0.9, evidence, matrix.header)


def read(sheet: Sheet, matrix: Matrix, dates: DateRules) -> Reading:
    """One meeting for each dated column, one attendance for each mark that means present."""
    order, findings = sheet_order(matrix.dates.values(), dates, sheet)
    lines = title_lines(sheet, matrix.first)
    below = records_below(sheet, matrix.last)
    rows = [(number, cells) for number, cells in below if is_attendance_record(cells, sheet.rows[matrix.header])]
    # A heading that is a date in another order only is no date here.
    days = {column: parse_moment(text, order) for column, text in matrix.dates.items()}
    meetings = {column: _meeting(matrix, column, lines, day.date().isoformat()) for column, day in days.items() if day}
    reading = Reading([number for number, _ in rows], {"meetings": list(meetings.values()), "attendance": []}, findings)
    reading.findings += _year_added(sheet, matrix)
    for number, cells in rows:
        person = person_in(cells, matrix.fields)
        if organisation := organisation_in(cells, matrix.fields, person):
            email = cell(cells, matrix.fields, "email")
            who: Record = {"row": number, "organisation": organisation, "person": person, "email": email}
            _read_marks(sheet, matrix, meetings, who, cells, reading)
        else:
            reading.findings.append(no_organisation(sheet, number, matrix.heading(matrix.fields["organisation"])))
    reading.findings += _undated(sheet, matrix, meetings, rows)
    return reading


def _read_marks(
    sheet: Sheet, matrix: Matrix, meetings: Mapping[int, Record], who: Record, cells: Sequence[str], reading: Reading
) -> None:
    for column in meetings:
        mark = cells[column] if column < len(cells) else ""
        if presence(mark):
            reading.facts["attendance"].append({**who, "meeting_key": _key(column)})
        elif presence(mark) is None:
            reading.findings.append(_unclear(sheet, int(who["row"] or 0), matrix.heading(column), mark))


def _matrix(sheet: Sheet, header: int, fields: dict[str, int]) -> Matrix:
    """The table whose main heading row is `header`, with the rows above and below that belong to its heading."""
    first = header - 1 if _labels_columns(sheet, header - 1, fields) else header
    last = header + 1 if _continues(sheet, header + 1, fields["organisation"]) else header
    rows = sheet.rows[first : last + 1]
    taken = set(fields.values())
    labels = [_labels(rows, column, taken) for column in range(max(map(len, rows)))]
    free = [column for column in range(len(labels)) if column not in taken and labels[column]]
    whole = {column: day for column in free if (day := day_in_heading(labels[column], ""))}
    above = [text for row in sheet.rows[:first] for text in row]
    year = the_year([*above, sheet.name]) or the_year([PurePath(sheet.file).stem])
    added = {column: day for column in free if column not in whole and (day := day_in_heading(labels[column], year))}
    if not whole and len(added) < 2:  # one fraction such as 3/4 beside a year is no calendar
        added = {}
    return Matrix(first, header, last, fields, labels, dict(sorted({**whole, **added}.items())), year if added else "")


def _labels_columns(sheet: Sheet, index: int, fields: Mapping[str, int]) -> bool:
    """Whether a row stands only above the columns of meetings; a line that starts at the left is a title."""
    if index < 0:
        return False
    filled = [column for column, text in enumerate(sheet.rows[index]) if text]
    return bool(filled) and min(filled) > fields["organisation"] and not set(filled) & set(fields.values())


def _continues(sheet: Sheet, index: int, organisation: int) -> bool:
    """Whether a row is a second heading row: no organisation in it, but words or dates that are no marks."""
    if index >= len(sheet.rows) or is_hxl_row(sheet.rows[index]):
        return False
    row = sheet.rows[index]
    words = [text for text in row if text]
    return not cell(row, {"it": organisation}, "it") and bool(words) and all(presence(text) is None for text in words)


def _labels(rows: Sequence[Sequence[str]], column: int, taken: set[int]) -> list[str]:
    """All that stands above a column, with what merged cells span over it."""
    own = [row[column] if column < len(row) else "" for row in rows]
    if not any(own):
        return []
    below = "day" if DAY_NUMBER.fullmatch(own[-1]) else "sex" if heading_key(own[-1]) in SEX_WORDS else ""
    return [text for row in rows if (text := _spanning(row, column, taken, below))]


def _spanning(row: Sequence[str], column: int, taken: set[int], below: str) -> str:
    """A column's own cell; where it is empty, the label to its left, since a merged cell keeps its text there."""
    for left in range(min(column, len(row) - 1), -1, -1):
        if text := row[left]:
            spans = below == "sex" or (below == "day" and month_in(text))
            foreign = left != column and (left in taken or SUMMARY.search(text) or (dates_inside(text) and not spans))
            return "" if foreign else text
    return ""


def _mostly_marks(sheet: Sheet, matrix: Matrix) -> bool:
    """Whether what is written below the dates is marks: amounts or texts make it another kind of table."""
    below = records_below(sheet, matrix.last)
    written = [cells[column] for _, cells in below for column in matrix.dates if column < len(cells) and cells[column]]
    understood = sum(1 for text in written if presence(text) is not None)
    if not written:
        return len(matrix.dates) > 1
    return understood * 2 > len(written)


def _key(column: int) -> str:
    return f"column {column + 1}"


def _meeting(matrix: Matrix, column: int, lines: TitleLines, day: str) -> Record:
    words = without_day(matrix.labels[column], matrix.dates[column])
    only_level = not re.search(r"[^\W\d]", NATIONAL.sub("", BELOW_NATIONAL.sub("", words)))
    national = "national" if NATIONAL.search(words) else ""
    return {
        # The heading's row: a meeting must not go to quarantine with one of the rows below.
        "row": matrix.header + 1,
        "meeting_key": _key(column),
        "cluster": lines.cluster,
        "date": day,
        "title": ": ".join(text for text in (lines.title, "" if only_level else words) if text),
        "level": "sub-national" if BELOW_NATIONAL.search(words) else national,
        "origin": "attendance",
    }


def _unclear(sheet: Sheet, number: int, column: str, mark: str) -> Finding:
    shown = mark if not re.search(r"\w", mark) else ""  # letters may be somebody's name
    return Finding(
        sheet.name, number, column[:80], shown, "mark_not_understood", "warning",
        "The mark says neither present nor absent, and was counted as absent. Expected x, 1 or yes, or an empty cell.",
        "Put an x in the cell if the organisation came; empty it if not.",
    )  # fmt: skip


def _undated(
    sheet: Sheet, matrix: Matrix, meetings: Mapping[int, Record], rows: Sequence[tuple[int, list[str]]]
) -> list[Finding]:
    """A warning for each column of marks whose heading is no date."""
    findings = []
    for column in range(len(matrix.labels)):
        heading = matrix.heading(column)
        known = column in meetings or column in matrix.fields.values() or column < min(matrix.dates)
        if known or field_of(heading, FIELDS) or SUMMARY.search(heading):
            continue
        marks = sum(1 for _, cells in rows if column < len(cells) and presence(cells[column]))
        if marks:
            findings.append(_no_date(sheet, matrix.header + 1, heading or _key(column), marks))
    return findings


def _year_added(sheet: Sheet, matrix: Matrix) -> list[Finding]:
    if not matrix.year:
        return []
    return [
        Finding(
            sheet.name, matrix.header + 1, "date", matrix.year, "year_from_title", "info",
            f"Headings with a day and no year were read as days of {matrix.year}, the one year named above the table or in a name.",
            "If that is wrong, write the year into the headings.",
        )
    ]  # fmt: skip


def _no_date(sheet: Sheet, heading_row: int, heading: str, marks: int) -> Finding:
    return Finding(
        sheet.name, heading_row, heading[:80], "", "heading_is_no_date", "warning",
        f"The column “{heading[:80]}” is headed by no date, so its {marks} marks were not loaded. Expected a date such as 2025-03-12.",
        "Write the date of the meeting in the heading.",
    )  # fmt: skip
