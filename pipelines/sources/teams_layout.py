"""Where are the parts of a Microsoft Teams attendance report? Found by their place, since every heading is translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.sources.dates import DIRECTION_MARKS
from pipelines.sources.online import is_moment
from pipelines.sources.reading import heading_key, is_blank
from pipelines.sources.sheets import Sheet

# The number of a section, in the digits of any script.
SECTION = re.compile(r"(\d)\.\s*\S")
MAIL = re.compile(r"mail|courriel|correo|البريد", re.IGNORECASE)
SUMMARY_2021 = {"meetingsummary", "totalnumberofparticipants", "meetingid", "meetingstarttime"}


@dataclass(frozen=True)
class Table:
    """One table of the report: its heading row (index), its records and the columns that matter (-1: not there)."""

    header: int
    rows: list[tuple[int, list[str]]]
    join: int
    leave: int
    email: int


@dataclass(frozen=True)
class Report:
    """The parts of a report. `activities` holds each single stay; `participants` one line for each person."""

    title: str
    bounds: tuple[str, str]
    participants: Table
    activities: Table | None
    passed_over: int


def find_report(sheet: Sheet) -> Report | None:
    """The report on a sheet in either layout: numbered sections (2022 on), or one block and one table (2021)."""
    return _numbered(sheet) or _single(sheet)


def _numbered(sheet: Sheet) -> Report | None:
    titles: dict[int, int] = {}
    for index, row in enumerate(sheet.rows):
        if row and (match := SECTION.match(DIRECTION_MARKS.sub("", row[0]))) and not any(row[1:]):
            titles.setdefault(int(match[1]), index)
    if not {1, 2} <= set(titles) or titles[1] > 3:
        return None
    ends = sorted([*titles.values(), len(sheet.rows)])
    parts = {number: (start, next(end for end in ends if end > start)) for number, start in titles.items()}
    summary = _pairs(sheet.rows[titles[1] + 1 : parts[1][1]])
    participants = _table(sheet, *parts[2])
    if len(summary) < 3 or participants is None:
        return None
    activities = _table(sheet, *parts[3]) if 3 in parts else None
    others = [row for number, (start, end) in parts.items() if number > 3 for row in sheet.rows[start + 1 : end]]
    passed_over = sum(1 for row in others if not is_blank(row))
    return Report(summary[0][1], _bounds(summary[1:]), participants, activities, passed_over)


def _single(sheet: Sheet) -> Report | None:
    """The layout of 2021: label and value lines, an empty line, then the table."""
    end = next((index for index, row in enumerate(sheet.rows) if is_blank(row)), 0)
    summary = _pairs(sheet.rows[:end])
    bounds = _bounds(summary)
    if not bounds[1] or any(sum(map(bool, row)) > 2 for row in sheet.rows[:end]):
        return None
    participants = _table(sheet, end, len(sheet.rows))
    if participants is None or participants.join < 0:
        return None
    words = {heading_key(row[0]) for row in sheet.rows[:end]}
    if not words & SUMMARY_2021 and participants.email < 0 and not _has_durations(participants):
        return None
    named = next((value for label, value in summary if heading_key(label) == "meetingtitle"), "")
    plain = [value for _, value in summary if value and not is_moment(value) and not value.isdigit()]
    return Report(named or (plain[0] if plain else ""), bounds, participants, None, 0)


def _has_durations(table: Table) -> bool:
    """Whether the column after the times holds durations in words, such as `29m 22s`, in any language."""
    return all(re.match(r"\d+\s*[^\W\d]", cells[3]) for _, cells in table.rows if len(cells) > 3)


def _pairs(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows if row and row[0]]


def _bounds(pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The first two moments: start and end."""
    moments = [value for _, value in pairs if is_moment(value)]
    return (moments[0] if moments else "", moments[1] if len(moments) > 1 else "")


def _table(sheet: Sheet, start: int, end: int) -> Table | None:
    """The table below a section's title: a heading row of three cells or more, then records."""
    filled = [index for index in range(start + 1, end) if not is_blank(sheet.rows[index])]
    if not filled or sum(map(bool, sheet.rows[filled[0]])) < 3:
        return None
    header = filled[0]
    headings = sheet.rows[header]
    rows = [(index + 1, [*sheet.rows[index], *[""] * len(headings)]) for index in filled[1:]]
    join, leave = _time_columns(rows)
    return Table(header, rows, join, leave, _email_column(headings, rows))


def _time_columns(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, int]:
    """Joining and leaving stand second and third, unless the organiser has hidden the times."""
    shown = any(is_moment(cells[1]) or is_moment(cells[2]) for _, cells in rows)
    return (1, 2) if shown else (-1, -1)


def _email_column(headings: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> int:
    by_heading = (column for column, heading in enumerate(headings) if MAIL.search(heading) and "UPN" not in heading)
    by_content = (column for column in range(1, len(headings)) if any("@" in cells[column] for _, cells in rows))
    return next(by_heading, next(by_content, -1))
