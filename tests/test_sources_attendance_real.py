"""Attendance reports that others published, and files of every other kind."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipelines.sources import teams, zoom
from pipelines.sources.delimited import parse_csv
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet, open_document
from tests.attendance_sheets import OURS


def real_sheet(real: Path, name: str) -> Sheet:
    return open_document(real / "attendance" / name, name).sheets[0]


def test_both_copies_of_the_real_teams_report_give_the_same_attendance(real: Path) -> None:
    readings = []
    for name in ("teams_2022_utf16be_scrum_14nov.csv", "teams_2022_utf8_scrum_14nov.csv"):
        sheet = real_sheet(real, name)
        readings.append(teams.read(sheet, teams.recognise(sheet), DateRules("mdy")))
    assert readings[0].facts == readings[1].facts
    assert len(readings[0].facts["attendance"]) == 7
    assert readings[0].rows_read == 14
    assert readings[0].facts["meetings"][0]["date"] == "2022-11-14"


def test_the_real_polish_report_holds_seven_people_on_a_guessed_day(real: Path) -> None:
    sheet = real_sheet(real, "teams_2025_utf16le_polish_anonymised.csv")
    reading = teams.read(sheet, teams.recognise(sheet), DateRules())
    assert reading.facts["meetings"][0]["date"] == "2025-03-10"
    assert len({a["person"] for a in reading.facts["attendance"]}) == 7
    assert [f.severity for f in reading.findings if f.rule == "date_order"] == ["warning"]
    assert {a["email"] for a in reading.facts["attendance"]} == {""}
    assert reading.rows_read == 14


@pytest.mark.parametrize("kind", ["plain_fictional", "with_meeting_header_fictional"])
def test_the_real_zoom_reports_hold_31_joins(real: Path, kind: str) -> None:
    sheet = real_sheet(real, f"zoom_2021_participants_{kind}.csv")
    reading = zoom.read(sheet, zoom.recognise(sheet), DateRules())
    assert len(reading.facts["attendance"]) == reading.rows_read == 31
    assert reading.facts["meetings"][0]["date"] == "2021-11-19"


def test_a_report_saved_again_with_commas_is_the_same_report(real: Path) -> None:
    sheet = real_sheet(real, "teams_2025_utf16le_polish_anonymised.csv")
    text = io.StringIO()
    csv.writer(text).writerows(sheet.rows)
    again = Sheet(sheet.file, "", parse_csv(text.getvalue())[0])
    assert (
        teams.read(again, teams.recognise(again), DateRules()).facts
        == teams.read(sheet, teams.recognise(sheet), DateRules()).facts
    )


# What is right, from the README of the files: two sections of 7 lines in the Teams reports (each of the 7 people has one
# stay in section 3, or their line in section 2), and 31 join rows in the Zoom reports.
EXPECTED = {
    "teams_2022_utf16be_scrum_14nov.csv": (14, 7, 7, "2022-11-14", "utf-16"),
    "teams_2022_utf8_scrum_14nov.csv": (14, 7, 7, "2022-11-14", "utf-8"),
    "teams_2025_utf16le_polish_anonymised.csv": (14, 7, 7, "2025-03-10", "utf-16"),
    "zoom_2021_participants_plain_fictional.csv": (31, 31, 27, "2021-11-19", "utf-8"),
    "zoom_2021_participants_with_meeting_header_fictional.csv": (31, 31, 27, "2021-11-19", "utf-8"),
}


def test_every_real_attendance_file_is_read_right(real: Path) -> None:
    found = {}
    for path in sorted((real / "attendance").iterdir()):
        document = open_document(path, path.name)
        [sheet] = document.sheets
        [source] = [module for module in OURS if module.recognise(sheet).accepted]
        reading = source.read(sheet, source.recognise(sheet), DateRules())
        stays, [meeting] = reading.facts["attendance"], reading.facts["meetings"]
        people = len({stay["person"] for stay in stays})
        found[path.name] = (reading.rows_read, len(stays), people, meeting["date"], document.encoding)
    assert found == EXPECTED
