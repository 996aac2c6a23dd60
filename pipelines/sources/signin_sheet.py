"""Who signed in at which meeting? Sheets with one row for each person, or organisations down and meetings across."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.sources import attendance_matrix
from pipelines.sources.attendance_fields import (
    FIELDS,
    is_attendance_record,
    no_organisation,
    organisation_in,
    person_in,
)
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.headings import cell, find_fields, named, share_understood, vocabulary
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.title_lines import TitleLines, title_lines

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


def recognise(sheet: Sheet) -> Claim:
    """A column of organisations with people beside it and a meeting, or with dates across."""
    if matrix := attendance_matrix.find(sheet):
        return attendance_matrix.claim(sheet, matrix)
    header, fields = find_fields(sheet, FIELDS)
    people = [field for field in PEOPLE_FIELDS if field in fields]
    if "organisation" not in fields:
        return Claim(
            False, min(0.3, 0.1 * len(people)), f"no column of organisations; found of people: {named(people)}"
        )
    lines = title_lines(sheet, header)
    where = (
        "in a column"
        if "date" in fields
        else f"{lines.date!r} above the table or in the sheet's name"
        if lines.date
        else "none"
    )
    evidence = f"a column of organisations; columns about people: {named(people)}; date of the meeting: {where}"
    closeness = min(0.8, 0.2 + 0.15 * len(people) + (0.2 if where != "none" else 0))
    if reason := _other_kind(sheet.rows[header], fields):
        return Claim(False, min(0.4, closeness), f"{evidence}; but {reason}", header)
    meeting = "meeting" in fields or lines.speaks_of_a_meeting
    signed = {"person", "first", "signature"} & set(people)
    if (signed and len(people) >= 2) or (where != "none" and (people or meeting)):
        return Claim(True, closeness, evidence, header)
    return Claim(False, closeness, f"{evidence}; people's columns or a meeting with its date are needed", header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance for each person's row, or for each mark in a table of meetings."""
    if matrix := attendance_matrix.find(sheet):
        return attendance_matrix.read(sheet, matrix, dates)
    header, fields = find_fields(sheet, FIELDS)
    lines = title_lines(sheet, header)
    rows = [(n, cells) for n, cells in records_below(sheet, header) if is_attendance_record(cells, sheet.rows[header])]
    order, findings = sheet_order([lines.date, *(cell(cells, fields, "date") for _, cells in rows)], dates, sheet)
    reading = Reading([number for number, _ in rows], {"attendance": []}, findings)
    meetings: dict[tuple[str, str, str], Record] = {}
    for number, cells in rows:
        organisation = organisation_in(cells, fields)
        if not organisation:
            reading.findings.append(no_organisation(sheet, number, sheet.rows[header][fields["organisation"]]))
        day = iso_day(cell(cells, fields, "date") or lines.date, order)
        if not _is_day(day):
            reading.findings.append(_no_day(sheet, number, day))
        elif organisation:
            meeting = _meeting(cells, fields, lines, day, header + 1, meetings)
            reading.facts["attendance"].append(_attendance(number, cells, fields, organisation, meeting))
    reading.facts["meetings"] = list(meetings.values())
    return reading


def _other_kind(headings: Sequence[str], fields: Mapping[str, int]) -> str:
    """Why this is no sign-in sheet although it has its columns, or an empty text."""
    keys = {heading_key(heading) for heading in headings}
    if keys & REGISTER_SIGN["register"]:
        return "columns about membership make it a list of partners"
    if keys & SURVEY_KEYS:
        return "its columns are those of a survey's export"
    if share_understood(headings, len(fields)) < 0.5:
        return "most of its columns belong to something else"
    return ""


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def _no_day(sheet: Sheet, number: int, text: str) -> Finding:
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
    cells: Sequence[str],
    fields: Mapping[str, int],
    lines: TitleLines,
    day: str,
    heading_row: int,
    meetings: dict[tuple[str, str, str], Record],
) -> Record:
    """The meeting a row belongs to: one for each cluster, day and title of the sheet."""
    cluster = cell(cells, fields, "cluster") or lines.cluster
    title = cell(cells, fields, "meeting") or lines.title
    return meetings.setdefault(
        (cluster, day, title),
        {
            # The heading's row: a meeting must not go to quarantine with one of the people who came.
            "row": heading_row,
            "meeting_key": f"meeting {len(meetings) + 1}",
            "cluster": cluster,
            "date": day,
            "title": title,
            "origin": "attendance",
        },
    )


def _attendance(
    number: int, cells: Sequence[str], fields: Mapping[str, int], organisation: str, meeting: Record
) -> Record:
    return {
        "row": number,
        "meeting_key": meeting["meeting_key"],
        "organisation": organisation,
        "person": person_in(cells, fields),
        "email": cell(cells, fields, "email"),
    }
