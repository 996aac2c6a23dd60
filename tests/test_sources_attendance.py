"""Attendance as people hold it: sign-in sheets, Teams reports and Zoom reports. Tiny tables in, records out."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from pipelines.sources import meetings_list, partner_register, signin_sheet, teams, zoom
from pipelines.sources.filler import is_preprinted, is_total
from pipelines.sources.marks import presence
from pipelines.sources.reading import DateRules, Reading
from pipelines.sources.sheets import Sheet, open_document, parse_csv

OURS = (partner_register, meetings_list, signin_sheet, teams, zoom)


def load(source: ModuleType, rows: list[list[str]], name: str = "", dates: DateRules | None = None) -> Reading:
    """Read a tiny sheet that exactly one of our sources accepts."""
    sheet = Sheet("attendance/a.csv", name, rows)
    assert [module.NAME for module in OURS if module.recognise(sheet).accepted] == [source.NAME]
    reading: Reading = source.read(sheet, source.recognise(sheet), dates or DateRules())
    assert len(set(reading.record_rows)) == len(reading.record_rows)
    facts = {int(str(r["row"])) for r in reading.facts.get("attendance", [])}
    assert facts <= set(reading.record_rows)
    return reading


def signin(*rows: list[str], name: str = "", dates: DateRules | None = None) -> Reading:
    return load(signin_sheet, list(rows), name, dates)


def attended(reading: Reading) -> list[tuple[str, str]]:
    """(day, organisation) of each attendance, through its meeting."""
    days = {m["meeting_key"]: m["date"] for m in reading.facts["meetings"]}
    return [(str(days[a["meeting_key"]]), str(a["organisation"])) for a in reading.facts["attendance"]]


def rules(reading: Reading, severity: str) -> list[tuple[int, str]]:
    return [(f.row, f.rule) for f in reading.findings if f.severity == severity]


def real_sheet(real: Path, name: str) -> Sheet:
    return open_document(real / "attendance" / name, name).sheets[0]


# Sign-in sheets: one row for each person


def test_the_meeting_is_read_from_the_lines_above_the_table() -> None:
    reading = signin(
        ["WASH Cluster meeting"],
        ["Date: 25 March 2025", "", "Venue:", "Main hall"],
        [],
        ["No", "Name", "Organisation", "Position", "E-mail", "Phone", "Signature"],
        ["1", "Amina Example", "Alpha Relief", "Officer", "amina@alpha.org", "1", ""],
        ["2", "Bashir Example", "UNICEF", "", "", "", ""],
    )
    [meeting] = reading.facts["meetings"]
    assert (meeting["date"], meeting["title"], meeting["row"], meeting["origin"]) == (
        "2025-03-25", "WASH Cluster meeting", 4, "attendance",
    )  # fmt: skip
    assert [(a["organisation"], a["person"], a["email"]) for a in reading.facts["attendance"]] == [
        ("Alpha Relief", "Amina Example", "amina@alpha.org"),
        ("UNICEF", "Bashir Example", ""),
    ]
    assert reading.record_rows == [5, 6]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([["Date:", "25/03/2025"]], ""),
        ([["Date", "", "25 March 2025"]], ""),
        ([["Attendance sheet"], ["Cluster: WASH - Date: 25 March 2025 - Venue: Hall"]], ""),
        ([["WASH meeting, 25 March 2025 (Main hall)"]], ""),
        ([["Fecha: 25 de marzo de 2025"]], ""),
        ([["Feuille de présence"], ["Date de la réunion : 25/03/2025"]], ""),
        ([["WASH meeting"]], "25-03-2025"),
        ([["WASH meeting"]], "2025-03-25"),
    ],
)
def test_the_date_may_stand_in_many_places(lines: list[list[str]], name: str) -> None:
    reading = signin(*lines, ["Name", "Organisation"], ["Amina Example", "Alpha Relief"], name=name)
    assert attended(reading) == [("2025-03-25", "Alpha Relief")]


def test_a_line_about_a_person_is_never_the_title_of_the_meeting() -> None:
    reading = signin(
        ["Facilitator: Amina Example"],
        ["Amina Example"],
        ["WASH Cluster meeting, Chair: Amina Example"],
        ["Date: 25 March 2025"],
        ["Organisation", "Name"],
        ["Alpha Relief", "Bashir Example"],
    )
    assert reading.facts["meetings"][0]["title"] == "WASH Cluster meeting"
    assert "Amina" not in str(reading.facts["meetings"]) + str(reading.findings)


def test_columns_of_date_cluster_and_meeting_make_one_meeting_for_each_combination() -> None:
    reading = signin(
        ["Date", "Cluster", "Meeting", "Organisation", "Name"],
        ["25/03/2025", "WASH", "Monthly", "Alpha Relief", "A"],
        ["25/03/2025", "WASH", "Monthly", "UNICEF", "B"],
        ["25/03/2025", "Health", "Monthly", "Alpha Relief", "A"],
        ["26/03/2025", "WASH", "Monthly", "Alpha Relief", "A"],
    )
    assert [(m["cluster"], m["date"]) for m in reading.facts["meetings"]] == [
        ("WASH", "2025-03-25"),
        ("Health", "2025-03-25"),
        ("WASH", "2025-03-26"),
    ]
    assert len({m["meeting_key"] for m in reading.facts["meetings"]}) == 3
    assert len(reading.facts["attendance"]) == 4


def test_rows_without_an_organisation_are_errors_and_printed_lines_are_not_records() -> None:
    reading = signin(
        ["Date: 2025-03-25"],
        ["No", "Name", "Organisation", "E-mail"],
        ["1", "Amina Example", "Alpha Relief", ""],
        ["2", "Bashir Example", "", "b@x.org"],
        ["3", "", "", ""],
        ["4.", "", "", ""],
        ["", "", "", ""],
        ["No", "Name", "Organisation", "E-mail"],
        ["Total: 23", "", "", ""],
        ["", "", "Total", "2"],
    )
    assert reading.record_rows == [3, 4, 9, 10]
    assert rules(reading, "error") == [(4, "no_organisation"), (9, "no_organisation"), (10, "no_organisation")]
    assert attended(reading) == [("2025-03-25", "Alpha Relief")]


@pytest.mark.parametrize("organisation", ["Amina Example", "AMINA  EXAMPLE", "amina@alpha.org", "0770 123 456"])
def test_a_person_in_the_organisation_column_does_not_leak(organisation: str) -> None:
    reading = signin(
        ["Date: 2025-03-25"],
        ["Name", "Organisation", "Phone"],
        ["Amina Example", organisation, "1"],
        ["B", "UNICEF", ""],
    )
    assert attended(reading) == [("2025-03-25", "UNICEF")]
    assert rules(reading, "error") == [(3, "no_organisation")]
    assert organisation not in str(reading.findings) + str(reading.facts["meetings"])


def test_without_any_date_every_row_is_quarantined_with_what_to_do() -> None:
    reading = signin(["Name", "Organisation", "E-mail", "Phone"], ["A", "Alpha", "", ""], ["B", "Beta", "", ""])
    assert rules(reading, "error") == [(2, "no_meeting_date"), (3, "no_meeting_date")]
    assert "Date: 2025-03-12" in reading.findings[0].remedy
    assert reading.facts["attendance"] == []
    assert reading.facts["meetings"] == []


def test_a_date_not_understood_is_an_error_of_that_row_only() -> None:
    reading = signin(["Date", "Organisation", "Name"], ["soon", "Alpha", "A"], ["2025-03-25", "Beta", "B"])
    assert rules(reading, "error") == [(2, "date_not_understood")]
    assert attended(reading) == [("2025-03-25", "Beta")]


def test_two_columns_of_names_and_an_acronym_are_used() -> None:
    reading = signin(
        ["Date: 2025-03-25"],
        ["Prénom", "Nom de famille", "Organisation", "Acronyme", "Courriel"],
        ["Amina", "Example", "", "AR", "a@x.org"],
    )
    [record] = reading.facts["attendance"]
    assert (record["person"], record["organisation"]) == ("Amina Example", "AR")


def test_every_sheet_of_a_workbook_is_a_meeting_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in ("12 March 2025", "19 March 2025"):
        page = book.create_sheet(title)
        page.append(["Name", "Organisation", "Signature"])
        page.append(["Amina Example", "Alpha Relief", None])
    book.save(tmp_path / "wash.xlsx")
    sheets = open_document(tmp_path / "wash.xlsx", "wash.xlsx").sheets
    days = [attended(signin_sheet.read(sheet, signin_sheet.recognise(sheet), DateRules()))[0][0] for sheet in sheets]
    assert days == ["2025-03-12", "2025-03-19"]


def test_a_list_of_members_with_their_contacts_is_a_register_only() -> None:
    head = ["Organisation", "Acronym", "Organisation type", "Contact person", "Position", "E-mail", "Phone"]
    sheet = Sheet("a.csv", "", [head, ["Alpha", "A", "INGO", "Amina Example", "Head", "", ""]])
    assert [module.NAME for module in OURS if module.recognise(sheet).accepted] == ["partner_register"]


# Sign-in sheets: organisations down, meetings across


def test_a_table_of_marks_gives_an_attendance_for_each_mark() -> None:
    reading = signin(
        ["WASH Cluster attendance 2025"],
        ["Organisation", "Type", "12/03/2025 national", "19/03/2025 sub-national North", "26/03/2025", "Total"],
        ["Alpha Relief", "NNGO", "x", "", "3", "2"],
        ["UNICEF", "UN", "yes", "✓", "absent", "2"],
        ["Beta", "NNGO", "", "-", "0", "0"],
    )
    assert attended(reading) == [
        ("2025-03-12", "Alpha Relief"),
        ("2025-03-26", "Alpha Relief"),
        ("2025-03-12", "UNICEF"),
        ("2025-03-19", "UNICEF"),
    ]
    assert [(m["level"], m["title"]) for m in reading.facts["meetings"]] == [
        ("national", "WASH Cluster attendance 2025"),
        ("sub-national", "WASH Cluster attendance 2025: sub-national North"),
        ("", "WASH Cluster attendance 2025"),
    ]
    assert {m["row"] for m in reading.facts["meetings"]} == {2}
    assert reading.record_rows == [3, 4, 5]
    assert rules(reading, "error") == []


@pytest.mark.parametrize(
    "rows",
    [
        [["", "12/03/2025", "19/03/2025"], ["Organisation", "National", "Sub-national"]],
        [["Organisation", "National", "Sub-national"], ["", "12/03/2025", "19/03/2025"]],
        [["", "National", "Sub-national"], ["Organisation", "12/03/2025", "19/03/2025"]],
    ],
)
def test_headings_may_stand_in_two_rows(rows: list[list[str]]) -> None:
    reading = signin(*rows, ["Alpha Relief", "x", "x"])
    assert [(m["date"], m["level"]) for m in reading.facts["meetings"]] == [
        ("2025-03-12", "national"),
        ("2025-03-19", "sub-national"),
    ]
    assert len(reading.facts["attendance"]) == 2
    assert reading.record_rows == [3]


def test_a_merged_label_counts_for_all_columns_below_it() -> None:
    reading = signin(
        ["", "National", "", "Sub-national"],
        ["Organisation", "12/03/2025", "19/03/2025", "26/03/2025"],
        ["Alpha Relief", "x", "x", "x"],
    )
    assert [m["level"] for m in reading.facts["meetings"]] == ["national", "national", "sub-national"]


def test_a_mark_that_says_neither_is_a_warning_and_not_counted() -> None:
    reading = signin(
        ["Organisation", "12/03/2025", "19/03/2025"],
        ["Alpha", "x", "Amina Example"],
        ["Beta", "?", "x"],
        ["Gamma", "x", "x"],
    )
    unclear = [(f.row, f.column) for f in reading.findings if f.rule == "mark_not_understood"]
    assert unclear == [(2, "19/03/2025"), (3, "12/03/2025")]
    assert len(reading.facts["attendance"]) == 4
    assert "Amina" not in str(reading.findings)


def test_a_heading_that_is_no_date_is_named_with_the_marks_that_were_not_loaded() -> None:
    reading = signin(
        ["Organisation", "25/03/2025", "Next meeting", "Attendance rate", "Remarks"],
        ["Alpha", "x", "x", "1", "left early"],
        ["Beta", "", "x", "0.5", ""],
    )
    [finding] = [f for f in reading.findings if f.severity == "warning"]
    assert (finding.rule, finding.column) == ("heading_is_no_date", "Next meeting")
    assert "2 marks" in finding.message
    assert attended(reading) == [("2025-03-25", "Alpha")]


def test_a_heading_that_is_a_date_only_in_another_order_loses_no_other_meeting() -> None:
    reading = signin(
        ["Organisation", "25/03/2025", "03/25/2025"],
        ["Alpha", "x", "x"],
        dates=DateRules("dmy", {"attendance/*": "dmy"}),
    )
    assert attended(reading) == [("2025-03-25", "Alpha")]
    assert [f.column for f in reading.findings if f.rule == "heading_is_no_date"] == ["03/25/2025"]


def test_totals_and_rows_without_organisation_in_a_table_of_marks_are_errors() -> None:
    reading = signin(
        ["No", "Organisation", "25/03/2025", "26/03/2025"],
        ["1", "Alpha", "x", ""],
        ["2", "", "", ""],
        ["", "", "x", ""],
        ["", "TOTAL", "2", "0"],
    )
    assert reading.record_rows == [2, 4, 5]
    assert rules(reading, "error") == [(4, "no_organisation"), (5, "no_organisation")]
    assert attended(reading) == [("2025-03-25", "Alpha")]


def test_amounts_under_dates_are_not_attendance() -> None:
    sheet = Sheet("f.csv", "", [["Organisation", "2025-01-01", "2025-02-01"], ["Alpha", "10500", "20000.5"]])
    assert not signin_sheet.recognise(sheet).accepted


@pytest.mark.parametrize("mark", ["x", "X", "1", "yes", "✓", "P", "Present", "oui", "Sí", "4", "2 people"])
def test_marks_of_presence(mark: str) -> None:
    assert presence(mark) is True


@pytest.mark.parametrize("mark", ["", "0", "-", "no", "A", "absent", "Excusé"])
def test_marks_of_absence(mark: str) -> None:
    assert presence(mark) is False


@pytest.mark.parametrize("mark", ["?", "Amina", "12000", "1.5", "maybe"])
def test_other_marks_say_nothing(mark: str) -> None:
    assert presence(mark) is None


def test_printed_lines_and_totals() -> None:
    assert is_preprinted(["12.", "", ""])
    assert not is_preprinted(["12", "Alpha"])
    assert is_total("Grand total: 23")
    assert not is_total("Total participants")
    assert not is_total("Total Care Foundation")


# Microsoft Teams

SUMMARY = [
    ["1. Summary"],
    ["Meeting title", "WASH coordination"],
    ["Attended participants", "2"],
    ["Start time", "3/25/25, 9:00:00 AM"],
    ["End time", "3/25/25, 10:00:00 AM"],
    ["Meeting duration", "1h"],
    [],
]
PEOPLE = ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"]
STAYS = ["Name", "Join time", "Leave time", "Duration", "Email", "Role"]


def person(name: str, join: str, leave: str, email: str = "") -> list[str]:
    day = "3/25/25, "
    return [name, day + join if join else "", day + leave if leave else "", "about an hour", email, email, "Presenter"]


def test_each_stay_of_section_three_is_an_attendance() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Amina (WHO)", "9:00:00 AM", "10:00:00 AM", "a@who.int"),
        person("Bashir", "9:10:00 AM", "9:20:00 AM", "b@alpha.org"),
        [], ["3. In-Meeting Activities"], STAYS,
        person("Amina (WHO)", "9:00:00 AM", "9:10:00 AM", "a@who.int"),
        person("Amina (WHO)", "9:30:00 AM", "10:00:00 AM", "a@who.int"),
    ])  # fmt: skip
    assert reading.record_rows == [10, 11, 15, 16]
    assert [(a["person"], a["row"], a["minutes"]) for a in reading.facts["attendance"]] == [
        ("Amina (WHO)", 15, "10.00"),
        ("Amina (WHO)", 16, "30.00"),
        ("Bashir", 11, "10.00"),
    ]
    assert {a["organisation"] for a in reading.facts["attendance"]} == {""}
    [meeting] = reading.facts["meetings"]
    assert meeting == {
        "row": 9, "meeting_key": "meeting", "title": "WASH coordination", "date": "2025-03-25",
        "starts_at": "2025-03-25 09:00:00", "ends_at": "2025-03-25 10:00:00", "origin": "attendance",
    }  # fmt: skip


def test_people_spelled_differently_in_two_sections_are_counted_once() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Example, Amina", "9:00:00 AM", "9:30:00 AM", "a@who.int"),
        person("Bashir Sample", "9:01:07 AM", "9:31:09 AM"),
        person("Carla", "9:05:00 AM", "9:06:00 AM"),
        ["3. Activities"], STAYS,
        person("Amina Example", "9:00:00 AM", "9:31:00 AM", "A@who.int"),
        person("SAMPLE Bashir", "9:01:07 AM", "9:31:09 AM"),
    ])  # fmt: skip
    assert [a["person"] for a in reading.facts["attendance"]] == ["Amina Example", "SAMPLE Bashir", "Carla"]
    assert "spelled_differently" in [f.rule for f in reading.findings]
    assert "Amina" not in str(reading.findings)


def test_an_address_that_several_people_share_is_not_used() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Amina", "9:00:00 AM", "9:30:00 AM", "office@host.org"),
        person("Bashir", "9:00:00 AM", "9:30:00 AM", "OFFICE@host.org"),
        person("Carla", "9:00:00 AM", "9:30:00 AM", "EMAIL"),
        person("Dina", "9:00:00 AM", "9:30:00 AM", "dina@own.org"),
    ])  # fmt: skip
    assert [a["email"] for a in reading.facts["attendance"]] == ["", "", "", "dina@own.org"]
    [finding] = [f for f in reading.findings if f.rule == "email_not_used"]
    assert finding.severity == "warning"
    assert finding.message.startswith("3 rows")
    assert "office@" not in str(finding)


def test_hidden_times_give_attendance_without_times() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], ["Name", "Email", "Participant ID (UPN)", "Role"],
        ["Amina", "a@who.int", "a@who.int", "Presenter"],
    ])  # fmt: skip
    [record] = reading.facts["attendance"]
    assert (record["person"], record["email"], record["joined_at"], record["left_at"], record["minutes"]) == (
        "Amina", "a@who.int", "", "", "",
    )  # fmt: skip
    assert reading.facts["meetings"][0]["date"] == "2025-03-25"


def test_without_any_time_the_rows_are_quarantined() -> None:
    rows = [
        ["1. Summary"], ["Meeting title", "WASH"], ["Attended participants", "1"], ["Start time", "today 9:00"], [],
        ["2. Participants"], PEOPLE, ["Amina", "soon 9:00", "later", "", "a@who.int", "", ""],
    ]  # fmt: skip
    assert not teams.recognise(Sheet("t.csv", "", rows)).accepted
    rows[3] = ["Start time", "3/25/25, 9:00:00 AM"]
    reading = load(teams, rows, dates=DateRules("dmy", {"*": "dmy"}))
    assert rules(reading, "error") == [(8, "no_meeting_date")]
    assert reading.facts["attendance"] == []


def test_times_not_understood_stay_as_found_and_wrong_order_is_an_error() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Amina", "9:30:00 AM", "9:00:00 AM"),
        ["Bashir", "3/25/25, 9:00:00 AM", "unknown", "", "", "", ""],
    ])  # fmt: skip
    assert reading.facts["attendance"][1]["left_at"] == "unknown"
    assert rules(reading, "error") == [(10, "left_before_joining")]


def test_the_report_of_2021_is_read() -> None:
    rows = [
        ["Meeting Summary"], ["Total Number of Participants", "2"], ["Meeting Title", "WASH coordination"],
        ["Meeting Start Time", "3/25/2021, 9:00:00 AM"], ["Meeting End Time", "3/25/2021, 10:00:00 AM"],
        ["Meeting Id", "abc-123"], [],
        ["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role", "Participant ID (UPN)"],
        ["Amina", "3/25/2021, 9:00:00 AM", "3/25/2021, 9:29:22 AM", "29m 22s", "a@who.int", "Organizer", "a@who.int"],
        ["Amina", "3/25/2021, 9:40:00 AM", "3/25/2021, 9:41:00 AM", "1m", "a@who.int", "Organizer", "a@who.int"],
    ]  # fmt: skip
    reading = load(teams, rows)
    assert reading.record_rows == [9, 10]
    assert [a["minutes"] for a in reading.facts["attendance"]] == ["29.37", "1.00"]
    [meeting] = reading.facts["meetings"]
    assert (meeting["title"], meeting["date"], meeting["starts_at"]) == (
        "WASH coordination", "2021-03-25", "2021-03-25 09:00:00",
    )  # fmt: skip


def test_the_list_of_actions_pairs_joining_and_leaving() -> None:
    reading = load(teams, [
        ["Full Name", "User Action", "Timestamp"],
        ["Amina", "Joined before", "3/25/2020, 9:00:00 AM"],
        ["Amina", "Left", "3/25/2020, 9:30:00 AM"],
        ["Amina", "Joined", "3/25/2020, 9:40:00 AM"],
        ["Bashir", "Joined", "3/25/2020, 9:05:00 AM"],
        ["Bashir", "Left", "3/25/2020, 9:06:00 AM"],
        ["Carla", "Waved", "3/25/2020, 9:06:00 AM"],
    ])  # fmt: skip
    assert reading.record_rows == [2, 3, 4, 5, 6, 7]
    assert [(a["person"], a["row"], a["minutes"], a["left_at"]) for a in reading.facts["attendance"]] == [
        ("Amina", 2, "30.00", "2020-03-25 09:30:00"),
        ("Amina", 4, "", ""),
        ("Bashir", 5, "1.00", "2020-03-25 09:06:00"),
    ]
    assert rules(reading, "error") == [(7, "action_not_understood")]
    assert reading.facts["meetings"][0]["date"] == "2020-03-25"


def test_marks_of_writing_direction_and_hard_spaces_do_not_hide_times() -> None:
    rows = [list(row) for row in SUMMARY]
    rows[3][1] = "\u200e3/25/25, 9:00:00\u202fAM"
    reading = load(teams, [*rows, ["2. Participants"], PEOPLE, person("Amina", "9:00:00\u202fAM", "9:30:00\xa0AM")])
    assert reading.facts["attendance"][0]["minutes"] == "30.00"


def test_sections_after_the_third_are_reported() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE, person("Amina", "9:00:00 AM", "9:30:00 AM"), [],
        ["4. Questions"], ["Name", "Question", "Time"], ["Amina", "Why?", "9:00"],
    ])  # fmt: skip
    assert reading.record_rows == [10]
    assert (0, "section_not_read") in rules(reading, "info")


def test_a_document_with_numbered_headings_is_no_teams_report() -> None:
    rows = [["1. Introduction"], ["a", "b"], ["c", "d"], ["e", "f"], ["2. Results"], ["x", "y", "z"], ["1", "2", "3"]]
    assert not teams.recognise(Sheet("x.csv", "", rows)).accepted


# Zoom

ZOOM = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]


def test_each_joining_in_zoom_is_an_attendance() -> None:
    reading = load(zoom, [
        ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"],
        ["1", "WASH coordination", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "h@x.org", "60", "2"],
        [],
        ZOOM,
        ["Amina (WHO)", "", "03/25/2025 09:00:00 AM", "03/25/2025 09:30:00 AM", "30", "Yes"],
        ["Amina (WHO)", "", "03/25/2025 09:10:00 AM", "03/25/2025 09:40:00 AM", "30", "Yes"],
        ["Fathom Notetaker (Amina)", "", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "60", "Yes"],
        ["Otter.ai", "", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "60", "Yes"],
    ])  # fmt: skip
    assert reading.record_rows == [5, 6, 7, 8]
    assert [(a["person"], a["joined_at"]) for a in reading.facts["attendance"]] == [
        ("Amina (WHO)", "2025-03-25 09:00:00"),
        ("Amina (WHO)", "2025-03-25 09:10:00"),
    ]
    assert [(f.row, f.severity) for f in reading.findings if f.rule == "note_taker"] == [(7, "info"), (8, "info")]
    [meeting] = reading.facts["meetings"]
    assert (meeting["title"], meeting["date"], meeting["ends_at"]) == (
        "WASH coordination", "2025-03-25", "2025-03-25 10:00:00",
    )  # fmt: skip


def test_unique_users_have_minutes_and_the_date_of_the_block() -> None:
    head = ["Name (original name)", "Email", "Total duration (minutes)", "Guest"]
    block = [
        ["Meeting ID", "Topic", "Start time", "End time"],
        ["1", "WASH", "2025-03-25 09:00", "2025-03-25 10:00"],
        [],
    ]
    reading = load(zoom, [*block, head, ["Amina", "a@who.int", "55", "Yes"]])
    [record] = reading.facts["attendance"]
    assert (record["minutes"], record["joined_at"], record["left_at"]) == ("55", "", "")
    assert reading.facts["meetings"][0]["date"] == "2025-03-25"


def test_unique_users_without_a_block_are_quarantined() -> None:
    reading = load(
        zoom, [["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"], ["A", "", "5", "No"]]
    )
    assert rules(reading, "error") == [(2, "no_meeting_date")]
    assert "meeting data" in reading.findings[0].remedy


def test_older_zoom_headings_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\r\nAmina,,25/03/2025 09:00,25/03/2025 09:30,30\r\n"
    (tmp_path / "z.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    [sheet] = open_document(tmp_path / "z.csv", "z.csv").sheets
    reading = load(zoom, [list(row) for row in sheet.rows])
    assert [(a["joined_at"], a["minutes"]) for a in reading.facts["attendance"]] == [("2025-03-25 09:00:00", "30.00")]


def test_the_waiting_room_is_not_attendance() -> None:
    reading = load(zoom, [
        [*ZOOM, "In Waiting Room"],
        ["Amina", "", "2025-03-25 08:55", "2025-03-25 09:00", "5", "Yes", "Yes"],
        ["Amina", "", "2025-03-25 09:00", "2025-03-25 09:30", "30", "Yes", "No"],
    ])  # fmt: skip
    assert [a["row"] for a in reading.facts["attendance"]] == [3]
    assert rules(reading, "info") == [(2, "waiting_room")]


# Real files


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


def test_no_real_file_of_another_kind_is_taken_for_ours(real: Path) -> None:
    taken = [
        (path.name, module.NAME)
        for folder in ("cbpf", "fts", "presence", "survey", "hxl", "orgs", "iati")
        for path in sorted((real / folder).iterdir())
        for sheet in open_document(path, path.name).sheets
        for module in OURS
        if module.recognise(sheet).accepted
    ]
    assert taken == []


def test_a_report_saved_again_with_commas_is_the_same_report(real: Path) -> None:
    sheet = real_sheet(real, "teams_2025_utf16le_polish_anonymised.csv")
    text = io.StringIO()
    csv.writer(text).writerows(sheet.rows)
    again = Sheet(sheet.file, "", parse_csv(text.getvalue()))
    assert (
        teams.read(again, teams.recognise(again), DateRules()).facts
        == teams.read(sheet, teams.recognise(sheet), DateRules()).facts
    )
