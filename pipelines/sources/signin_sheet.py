"""Who signed in at which meeting? Sheets with one row for each person, or organisations down and meetings across."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from pipelines.sources import attendance_matrix
from pipelines.sources.attendance_days import day_in_name
from pipelines.sources.attendance_fields import no_organisation, organisation_in, person_in
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.headings import cell, named, share_understood, vocabulary
from pipelines.sources.marks import presence
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key
from pipelines.sources.sheets import Sheet
from pipelines.sources.signin_cells import both_in_a_cell, organisation_side, person_and_organisation
from pipelines.sources.signin_gaps import AS_ABOVE, gaps_filled, is_ditto, without_gaps
from pipelines.sources.signin_headings import Heading, find_heading, heading_field, names_both
from pipelines.sources.signin_parts import Part, parts
from pipelines.sources.title_lines import ATTENDANCE_WORDS, title_lines

NAME = "signin_sheet"
TITLE = "Sign-in sheet"

# Columns of a list of members; a contact list with them is no attendance.
REGISTER_SIGN = vocabulary(
    register="hq country|headquarters|hq|country of headquarters|joined|joined on|date joined|member since|membership|"
    "membership level|women-led|refugee-led|pays du siège|siège|date d'adhésion|membre depuis|país de la sede|"
    "fecha de ingreso|miembro desde|contact person|contact name|focal point|focal point name|personne de contact|"
    "point focal|persona de contacto|punto focal"
)
PEOPLE_FIELDS = ("person", "first", "email", "phone", "position", "signature", "sex")
SURVEY_KEYS = {"uuid", "submissiontime"}
REGISTRATION_KEYS = {"registrationtime", "approvalstatus"}
# Columns in which a merged cell or an “idem” can stand for several rows.
SPANNING = ("organisation", "date", "cluster", "meeting")


def recognise(sheet: Sheet) -> Claim:
    """A column of organisations with people beside it and a meeting, or with dates across."""
    if matrix := attendance_matrix.find(sheet):
        return attendance_matrix.claim(sheet, matrix)
    heading = find_heading(sheet)
    fields = heading.fields
    people = [field for field in PEOPLE_FIELDS if field in fields] + ["person"] * (heading.both >= 0)
    if not heading.has_organisations:
        return Claim(
            False, min(0.3, 0.1 * len(people)), f"no column of organisations; found of people: {named(people)}"
        )
    where, speaks = _date_and_purpose(sheet, heading)
    evidence = f"a column of organisations; columns about people: {named(people)}; date of the meeting: {where}"
    closeness = min(0.8, 0.2 + 0.15 * len(people) + (0.2 if where != "none" else 0))
    if reason := _other_kind(heading):
        return Claim(False, min(0.4, closeness), f"{evidence}; but {reason}", heading.last)
    signed = {"person", "first", "signature"} & set(people) and heading.both < 0
    if (signed and len(people) >= 2) or (where != "none" and (people or "meeting" in fields or speaks)):
        return Claim(True, closeness, evidence, heading.last)
    return Claim(False, closeness, f"{evidence}; people's columns or a meeting with its date are needed", heading.last)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance for each person's row, or for each mark in a table of meetings."""
    if matrix := attendance_matrix.find(sheet):
        return attendance_matrix.read(sheet, matrix, dates)
    heading = find_heading(sheet)
    found = parts(sheet, heading)
    days = [day for part in found for day in _column(part, "date")]
    order, findings = sheet_order([*(part.lines.date for part in found), *days], dates, sheet)
    reading = Reading([number for part in found for number, _ in part.rows], {"attendance": []}, findings)
    undated = not any(days) and not any(part.lines.date for part in found)
    named_day, more = day_in_name(sheet, needed=undated and speaks_of_attendance(sheet, heading))
    reading.findings += more
    side = _side(sheet, heading, found, reading)
    meetings: dict[tuple[str, str, str], Record] = {}
    for part in found:
        _read_part(sheet, part, named_day, order, side, meetings, reading)
    reading.facts["meetings"] = list(meetings.values())
    return reading


def _read_part(
    sheet: Sheet,
    part: Part,
    named_day: str,
    order: str,
    side: int,
    meetings: dict[tuple[str, str, str], Record],
    reading: Reading,
) -> None:
    """Read the rows of one meeting into the reading."""
    heading, fields = part.heading, part.heading.fields
    column = heading.texts[fields.get("organisation", heading.both)]
    absent = _not_ticked(sheet, part, reading)
    for number, cells in _filled(sheet, part, reading):
        if heading.both >= 0:
            person, organisation = person_and_organisation(cells[heading.both], side)
        else:
            person = person_in(cells, fields)
            organisation = organisation_in(cells, fields, person)
        if number in absent:
            continue
        known = bool(organisation or (person and heading.both >= 0))
        if not known:
            reading.findings.append(no_organisation(sheet, number, column))
        day = iso_day(cell(cells, fields, "date") or part.lines.date or named_day, order)
        if not is_day(day):
            reading.findings.append(no_day(sheet, number, day))
        elif known:
            meeting = _meeting(number, cells, part, day, meetings)
            who = {"organisation": organisation, "person": person, "email": cell(cells, fields, "email")}
            reading.facts["attendance"].append({"row": number, "meeting_key": meeting["meeting_key"], **who})


def _not_ticked(sheet: Sheet, part: Part, reading: Reading) -> set[int]:
    """The rows of printed names that nobody ticked, where a column of ticks says who came; says so."""
    ticks = _column(part, "attended")
    if not any(map(presence, set(ticks))):
        return set()
    absent = {number for (number, _), tick in zip(part.rows, ticks, strict=True) if not presence(tick)}
    if absent:
        reading.findings.append(_told_absent(sheet, part, len(absent)))
    return absent


def _told_absent(sheet: Sheet, part: Part, count: int) -> Finding:
    column = part.heading.texts[part.heading.fields["attended"]][:60]
    return Finding(
        sheet.name, part.heading.last + 1, column, "", "not_ticked", "info",
        f"{count} rows have no tick, x, 1 or yes in the column “{column}”, so these people were not counted as attendance.",
        "Put an x in the column for everybody who came.",
    )  # fmt: skip


def _filled(sheet: Sheet, part: Part, reading: Reading) -> list[tuple[int, list[str]]]:
    """The rows of a part with merged cells and dittos filled from above; says so."""
    fields = part.heading.fields
    dated = _column(part, "date")
    same_day = [index == 0 or not day or day == dated[index - 1] for index, day in enumerate(dated)]
    for field in (field for field in SPANNING if field in fields):
        values = _column(part, field)
        if field in ("cluster", "meeting") and "" in dated:
            # Cells that are empty beside an empty date belong to the meeting of the row above.
            values = [AS_ABOVE if not value and not day else value for value, day in zip(values, dated, strict=True)]
        if "" not in (distinct := set(values)) and not any(map(is_ditto, distinct)):
            continue  # the common case, for millions of rows
        signed = [bool(person_in(cells, fields)) for _, cells in part.rows]
        meant = [here and same for here, same in zip(signed, same_day or [True] * len(signed), strict=True)]
        filled, dittos, spanned = without_gaps(values, meant)
        for (_, cells), value in zip(part.rows, filled, strict=True):
            cells[fields[field]] = value
        reading.findings += gaps_filled(sheet, part.heading.texts[fields[field]], dittos, spanned)
    return part.rows


def _column(part: Part, field: str) -> list[str]:
    """A part's cells in the column of a field; none where it has no such column."""
    column = part.heading.fields.get(field)
    return [] if column is None else [cells[column] for _, cells in part.rows]


def _side(sheet: Sheet, heading: Heading, found: Sequence[Part], reading: Reading) -> int:
    """Which part of the cells with a person and an organisation is the organisation; says so."""
    if heading.both < 0:
        return -1
    cells = [row[part.heading.both] for part in found if part.heading.both >= 0 for _, row in part.rows]
    side = organisation_side(cells) if names_both(heading.texts[heading.both]) else -1
    reading.findings.append(both_in_a_cell(sheet, heading.last + 1, heading.texts[heading.both], side))
    return side


def _date_and_purpose(sheet: Sheet, heading: Heading) -> tuple[str, bool]:
    """Where the meeting's date is, in words, and whether anything speaks of a meeting."""
    lines = title_lines(sheet, heading.first)
    if "date" in heading.fields:
        return "in a column", lines.speaks_of_a_meeting
    if lines.date:
        return f"{lines.date!r} above the table or in the sheet's name", lines.speaks_of_a_meeting
    if any(part.lines.date for part in parts(sheet, heading)):
        return "between the rows", lines.speaks_of_a_meeting
    if speaks_of_attendance(sheet, heading) and day_in_name(sheet, needed=True)[0]:
        return "in the name of the file", lines.speaks_of_a_meeting
    return "none", lines.speaks_of_a_meeting


def speaks_of_attendance(sheet: Sheet, heading: Heading) -> bool:
    """Whether a list says that it is of attendance: a list of contacts has a date in its file's name, too."""
    named_so = ATTENDANCE_WORDS.search(PurePath(sheet.file).stem)
    return "signature" in heading.fields or bool(named_so) or title_lines(sheet, heading.first).speaks_of_a_meeting


def _other_kind(heading: Heading) -> str:
    """Why this is no sign-in sheet although it has its columns, or an empty text."""
    keys = {heading_key(text) for text in heading.texts}
    if keys & REGISTER_SIGN["register"]:
        return "columns about membership make it a list of partners"
    if keys & SURVEY_KEYS:
        return "its columns are those of a survey's export"
    if keys & REGISTRATION_KEYS:
        return "its columns are those of a registration, which does not say who came"
    understood = sum(1 for text in heading.texts if heading_field(text)) + (heading.both >= 0)
    if share_understood(heading.texts, understood) < 0.5:
        return "most of its columns belong to something else"
    return ""


def is_day(text: str) -> bool:
    """Whether a date was understood."""
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def no_day(sheet: Sheet, number: int, text: str) -> Finding:
    """The finding for a row whose meeting has no date, or one that is not understood."""
    if not text:
        return Finding(
            sheet.name, number, "", "", "no_meeting_date", "error",
            "No date of the meeting was found for this row. Expected a column of dates, or a date above the table.",
            "Write the date in a column, or in a line “Date: 2025-03-12” above the table. "
            "If this is a list of contacts and not of attendance, move it out of the folder.",
        )  # fmt: skip
    return Finding(
        sheet.name, number, "date", text, "date_not_understood", "error",
        f"The date of the meeting reads {text!r}. Expected a date such as 2025-03-31.",
        "Correct the cell in the file and build again.",
    )  # fmt: skip


def _meeting(
    number: int, cells: Sequence[str], part: Part, day: str, meetings: dict[tuple[str, str, str], Record]
) -> Record:
    """The meeting a row belongs to: one for each cluster, day and title of the sheet."""
    fields = part.heading.fields
    cluster = cell(cells, fields, "cluster") or part.lines.cluster
    title = cell(cells, fields, "meeting") or part.lines.title
    meeting = (cluster, day, title)
    if meeting not in meetings:
        meetings[meeting] = meeting_record(f"meeting {len(meetings) + 1}", meeting, fields, number, part.row)
    return meetings[meeting]


def meeting_record(
    key: str, meeting: tuple[str, str, str], fields: Mapping[str, int], row: int, heading_row: int
) -> Record:
    """A meeting (cluster, day, title) as staged, with the row that says what it is.

    `row`: the first row of somebody who came, where rows say which meeting it was, so that a cluster nobody knows is shown
    in its place and holds back no other meeting of the sheet. Else `heading_row`: it must not go to quarantine with a person.
    """
    said_by_rows = any(field in fields for field in ("cluster", "date", "meeting"))
    cluster, day, title = meeting
    return {
        "row": row if said_by_rows else heading_row,
        "meeting_key": key, "cluster": cluster, "date": day, "title": title, "origin": "attendance",
    }  # fmt: skip
