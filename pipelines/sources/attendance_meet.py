"""Who was in a Google Meet call? Its attendance sheet, which holds times of the day but never the day."""

from __future__ import annotations

from pipelines.sources import online
from pipelines.sources.attendance_days import day_in_name
from pipelines.sources.attendance_fields import person_in
from pipelines.sources.headings import cell, fields_of, vocabulary
from pipelines.sources.reading import Claim, DateRules, Reading, Record, records_below
from pipelines.sources.sheets import Sheet

NAME = "google_meet_attendance"
TITLE = "Google Meet attendance report"

# Seen in public programs: First name,Last name,Email,Duration,Time joined,Time exited. Other languages were not found.
FIELDS = vocabulary(
    first="first name",
    last="last name",
    email="email",
    duration="duration",
    joined="time joined",
    left="time exited",
)
REMEDY = (
    "Put the day of the meeting into the name of the file, such as “2025-03-12 WASH meeting.csv”, "
    "or a line “Date: 2025-03-12” into a sign-in sheet with the same names."
)


def recognise(sheet: Sheet) -> Claim:
    """Its six headings on the first line."""
    fields = fields_of(sheet.rows[0], FIELDS) if sheet.rows else {}
    if set(fields) == set(FIELDS):
        return Claim(True, 0.95, "the six columns of a Google Meet attendance report")
    return Claim(False, 0.1 * len(fields), f"{len(fields)} of the 6 columns of a Google Meet attendance report")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance a line, on the day the file's name says."""
    fields = fields_of(sheet.rows[0], FIELDS)
    rows = records_below(sheet, 0)
    reading = Reading([number for number, _ in rows])
    day, reading.findings = day_in_name(sheet, needed=True)
    stays: list[Record] = []
    bots: list[int] = []
    for number, cells in rows:
        person = person_in(cells, fields)
        if online.is_note_taker(person):
            bots.append(number)
        else:
            clock = [f"{day} {text}" if (text := cell(cells, fields, end)) else "" for end in ("joined", "left")]
            stays.append(online.stay(number, person, cell(cells, fields, "email"), (clock[0], clock[1]), "ymd"))
    meetings = online.meeting(1, "", (day, ""), stays, "ymd")
    online.settle(sheet, reading, meetings, stays, bots, REMEDY)
    return reading
