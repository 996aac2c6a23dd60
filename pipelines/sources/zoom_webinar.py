"""Who came to a Zoom webinar? Zoom's attendee report: tables of hosts, panelists and attendees one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.sources import online
from pipelines.sources.attendance_fields import organisation_in, person_in
from pipelines.sources.date_order import call_order
from pipelines.sources.headings import cell, fields_of, vocabulary
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, is_blank
from pipelines.sources.sheets import Sheet
from pipelines.sources.words import answer
from pipelines.sources.zoom_layout import block

NAME = "zoom_webinar"
TITLE = "Zoom webinar attendee report"

# Seen in public programs and their samples: `Attendee Report`, `Host Details`, `Panelist Details`, `Attendee Details` and
# `Other Attended`, each with a heading of its own. Only the English report was found; other languages are not known.
FIELDS = vocabulary(
    attended="attended|attendance status",
    person="user name original name|user name|name original name",
    first="first name",
    last="last name",
    email="email|email address",
    organisation="organization|organisation|company",
    joined="join time|joined at",
    left="leave time|left at",
    minutes="time in session minutes|session duration minutes",
    registered="registration time|registered at",
    approval="approval status",
)
REGISTERED_ONLY = (
    "this is a list of who registered for an online meeting. It does not say who came, so it was not used. "
    "Add the participants report or the attendee report of the meeting instead"
)
REMEDY = "Export the attendee report again, with the lines above the tables that hold the webinar's start time."


@dataclass(frozen=True)
class Table:
    """One table of the report: its heading row (index), its columns and its records."""

    header: int
    fields: dict[str, int]
    rows: list[tuple[int, list[str]]]


def is_webinar(sheet: Sheet) -> bool:
    """Whether a sheet is a webinar's report, of those who attended or of those who registered."""
    return bool(_tables(sheet))


def recognise(sheet: Sheet) -> Claim:
    """Tables that say of each person whether they attended. Registrations alone are refused."""
    tables = _tables(sheet)
    if not tables:
        return Claim(False, 0.0, "no table of a webinar's attendees")
    header = tables[0].header
    if not any("attended" in table.fields for table in tables):
        return Claim(False, 0.8, REGISTERED_ONLY, header, refused=True)
    people = sum(len(table.rows) for table in tables)
    return Claim(True, 0.95, f"{len(tables)} tables of a webinar with {people} lines of hosts and attendees", header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance for each line of somebody who attended."""
    tables = _tables(sheet)
    about = block(sheet.rows[: tables[0].header])
    bounds = (about.get("start", ""), about.get("end", ""))
    lines = [(number, _texts(cells, table.fields)) for table in tables for number, cells in table.rows]
    times = [texts[field] for _, texts in lines for field in ("joined", "left")]
    order, findings = call_order(bounds, times, dates, sheet)
    reading = Reading([number for number, _ in lines], {}, findings)
    stays = [_stay(number, texts, order) for number, texts in lines if texts["came"] == "yes"]
    bots = [int(record["row"] or 0) for record in stays if online.is_note_taker(str(record["person"]))]
    people = [record for record in stays if record["row"] not in set(bots)]
    meetings = online.meeting(claim.header_row + 1, about.get("topic", ""), bounds, people, order)
    online.settle(sheet, reading, meetings, people, bots, REMEDY)
    reading.findings += _not_there(sheet, lines) + _unclear(sheet, lines)
    return reading


def _tables(sheet: Sheet) -> list[Table]:
    """Every table whose heading is one of a webinar's; a line with one filled cell ends a table."""
    tables: list[Table] = []
    inside = False
    for index, row in enumerate(sheet.rows):
        if is_blank(row) or sum(map(bool, row)) == 1:
            inside = False
        elif not inside and (fields := _heading(row, bool(tables))):
            tables.append(Table(index, fields, []))
            inside = True
        elif inside:
            tables[-1].rows.append((index + 1, list(row)))
        elif index > 40 and not tables:
            break
    return tables


def _heading(row: Sequence[str], later: bool) -> dict[str, int]:
    fields = fields_of(row, FIELDS)
    came = (
        "attended" in fields
        and bool({"minutes", "registered"} & set(fields))
        and bool({"person", "first"} & set(fields))
    )
    registered = {"email", "registered", "first"} <= set(fields)
    others = later and {"person", "joined", "left"} <= set(fields)
    return fields if came or registered or others else {}


def _texts(cells: Sequence[str], fields: Mapping[str, int]) -> dict[str, str]:
    """A line's cells by field, without the dashes Zoom writes where nothing is known, and whether the person `came`."""
    texts = {field: text if (text := cell(cells, fields, field)).strip("-–") else "" for field in FIELDS}
    came = answer(texts["attended"]) if "attended" in fields else "yes" if "joined" in fields else "no"
    person = person_in(cells, fields)
    return {**texts, "person": person, "organisation": organisation_in(cells, fields, person), "came": came}


def _stay(number: int, texts: Mapping[str, str], order: str) -> Record:
    times = (texts["joined"], texts["left"])
    stay = online.stay(number, texts["person"], texts["email"], times, order, texts["minutes"])
    return {**stay, "organisation": texts["organisation"]}


def _not_there(sheet: Sheet, lines: Sequence[tuple[int, dict[str, str]]]) -> list[Finding]:
    count = sum(1 for _, texts in lines if texts["came"] == "no")
    if not count:
        return []
    return [
        Finding(
            sheet.name, 0, "Attended", "No", "did_not_attend", "info",
            f"{count} lines are people who registered and did not come. They were not counted as attendance.",
        )
    ]  # fmt: skip


def _unclear(sheet: Sheet, lines: Sequence[tuple[int, dict[str, str]]]) -> list[Finding]:
    return [
        Finding(
            sheet.name, number, "Attended", "", "attended_not_understood", "error",
            "It cannot be told whether this person came. Expected Yes or No in the column “Attended”.",
            "Write Yes or No, or export the report with Zoom in English.",
        )
        for number, texts in lines
        if texts["came"] not in ("yes", "no")
    ]  # fmt: skip
