"""Sign-in sheets with one row for each person. Tiny tables in, records out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipelines.sources import signin_sheet
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet, open_document
from tests.attendance_sheets import OURS, attended, rules, signin


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
