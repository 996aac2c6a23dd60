"""Who was in a Zoom meeting, and when? Zoom's participants report of every generation, in any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.sources import online, zoom_webinar
from pipelines.sources.attendance_days import day_in_name
from pipelines.sources.date_order import call_order
from pipelines.sources.headings import cell, named
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.words import answer
from pipelines.sources.zoom_layout import FIELDS, Layout, find_layout, is_report

NAME = "zoom_participants"
TITLE = "Zoom participants report"

REMEDY = (
    "In Zoom, tick “Export with meeting data” when you export the report, or export it without “Show unique users”; "
    "or put the day into the name of the file, such as “2025-03-12 WASH participants.csv”."
)


def recognise(sheet: Sheet) -> Claim:
    """Zoom's name heading with a duration in minutes, or a name with join and leave times and minutes."""
    layout = find_layout(sheet)
    evidence = f"columns of a Zoom report: {named(layout.fields)}"
    closeness = min(0.9, 0.15 * len(layout.fields))
    if zoom_webinar.is_webinar(sheet):
        return Claim(False, min(closeness, 0.4), f"{evidence}; but it is a report of a webinar", layout.header)
    if is_report(layout):
        how = "; the columns were told by what they hold" if layout.by_content else ""
        return Claim(True, 0.95, f"{evidence}; lines about the meeting: {named(layout.block)}{how}", layout.header)
    if "minutes" not in layout.fields or not {"name", "original_name"} & set(layout.fields):
        needed = "a name and a duration in minutes are needed"
        return Claim(False, min(closeness, 0.4), f"{evidence}; {needed}", layout.header)
    needed = "join and leave times, or e-mail and guest, are needed"
    return Claim(False, closeness, f"{evidence}; {needed}", layout.header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance for each time somebody joined."""
    layout = find_layout(sheet)
    rows = records_below(sheet, layout.header)
    bounds = (layout.block.get("start", ""), layout.block.get("end", ""))
    times = [cell(cells, layout.fields, field) for _, cells in rows for field in ("joined", "left")]
    order, findings = call_order(bounds, times, dates, sheet)
    reading = Reading([number for number, _ in rows], {}, findings)
    stays, bots, waiting = _stays(rows, layout.fields, order)
    named_day, day_findings = day_in_name(sheet, needed=not any(bounds) and not any(times))
    reading.findings += day_findings + _told_by_content(sheet, layout)
    bounds = bounds if any(bounds) else (named_day, "")
    meetings = online.meeting(layout.header + 1, layout.block.get("topic", ""), bounds, stays, order)
    online.settle(sheet, reading, meetings, stays, bots, REMEDY)
    reading.findings += _waiting(sheet, waiting)
    return reading


def _stays(
    rows: Sequence[tuple[int, list[str]]], fields: Mapping[str, int], order: str
) -> tuple[list[Record], list[int], list[int]]:
    """Stays of people; the rows of note-taking programs and of the waiting room apart."""
    stays: list[Record] = []
    bots: list[int] = []
    waiting: list[int] = []
    for number, cells in rows:
        texts = {field: cell(cells, fields, field) for field in FIELDS}
        name = texts["original_name"] or texts["name"]
        if online.is_note_taker(name):
            bots.append(number)
        elif answer(texts["waiting"]) == "yes":
            waiting.append(number)
        else:
            times = (texts["joined"], texts["left"])
            stays.append(online.stay(number, name, texts["email"], times, order, texts["minutes"]))
    return stays, bots, waiting


def _told_by_content(sheet: Sheet, layout: Layout) -> list[Finding]:
    if not layout.by_content:
        return []
    waiting = "" if "waiting" in layout.fields else " Time in the waiting room, if any, could not be told apart."
    return [
        Finding(
            sheet.name, layout.header + 1, "", "", "columns_told_by_content", "info",
            "The headings are in a language that is not known here, so the columns were told by what they hold: "
            f"{named(layout.fields)}.{waiting}",
            "If that is wrong, export the report with Zoom in English.",
        )
    ]  # fmt: skip


def _waiting(sheet: Sheet, rows: Sequence[int]) -> list[Finding]:
    return [
        Finding(
            sheet.name, row, "", "", "waiting_room", "info",
            "This line is time in the waiting room, so it was not counted as attendance.", "",
        )
        for row in rows
    ]  # fmt: skip
