"""Sign-in sheets as people really make them: two heading rows, several meetings, idem, merged and doubled cells."""

from __future__ import annotations

import pytest

from pipelines.sources.reading import Reading
from pipelines.sources.signin_cells import organisation_side, split
from pipelines.sources.signin_gaps import is_ditto
from pipelines.sources.signin_headings import names_both
from tests.attendance_sheets import attended, rules, signin

TITLE = ["WASH Cluster meeting, 12 March 2025"]
DAY = "2025-03-12"


def people(reading: Reading) -> list[tuple[str, str]]:
    return [(str(a["organisation"]), str(a["person"])) for a in reading.facts["attendance"]]


# Titles and headings


def test_merged_title_rows_and_labels_in_cells_of_their_own() -> None:
    reading = signin(
        ["WASH CLUSTER COORDINATION MEETING", "", "", ""],
        ["", "", "", ""],
        ["Date", "12 mars 2025", "", "Venue", "OCHA"],
        ["Cluster", "WASH", "", ""],
        ["No", "Name", "Organisation", "Signature"],
        ["1", "Ana Example", "Alpha", ""],
    )
    [meeting] = reading.facts["meetings"]
    assert (meeting["date"], meeting["cluster"], meeting["title"]) == (DAY, "WASH", "WASH CLUSTER COORDINATION MEETING")
    assert reading.record_rows == [6]


@pytest.mark.parametrize(
    "headings",
    [
        [["", "Participant", "", "", "Contact"], ["No", "Name", "Organisation", "Type", "Phone"]],
        [["No", "Name", "Organisation", "Sex", "", "Phone"], ["", "", "", "M", "F", ""]],
        [["No", "Name of", "Name of", "Contact"], ["", "participant", "organisation", "number"]],
        [["Organisation", "Participant", "", ""], ["", "First name", "Last name", "E-mail"]],
        [["Organisation", "Participant", "", "", ""], ["", "First name", "Last name", "E-mail", "Phone"]],
    ],
)
def test_a_heading_of_two_rows(headings: list[list[str]]) -> None:
    by_first_name = headings[1][1] == "First name"
    row = ["Alpha", "Ana", "Example"] if by_first_name else ["1", "Ana Example", "Alpha"]
    reading = signin(TITLE, *headings, row)
    assert people(reading) == [("Alpha", "Ana Example")]
    assert attended(reading)[0][0] == DAY
    assert reading.record_rows == [4]
    assert reading.facts["meetings"][0]["row"] == 3


def test_the_heading_printed_on_every_page_is_no_record() -> None:
    reading = signin(
        TITLE,
        ["No", "Name", "Organisation", "Sex", ""],
        ["", "", "", "M", "F"],
        ["1", "Ana", "Alpha", "", "x"],
        ["Page 1 of 2"],
        TITLE,
        ["No", "Name", "Organisation", "Sex", ""],
        ["", "", "", "M", "F"],
        ["2", "Ben", "Beta", "x", ""],
        ["Page 2 of 2", "", "", "", ""],
    )
    assert reading.record_rows == [4, 9]
    assert len(reading.facts["meetings"]) == 1
    assert rules(reading, "error") == []


def test_a_row_of_groups_printed_again_is_no_record() -> None:
    groups, head = ["", "Participant", "", "Contact", ""], ["No", "Name", "Organisation", "Phone", "E-mail"]
    reading = signin(TITLE, groups, head, ["1", "Ana", "Alpha", "", ""], groups, head, ["2", "Ben", "Beta", "", ""])
    assert reading.record_rows == [4, 7]
    assert rules(reading, "error") == []


def test_a_second_heading_row_below_a_column_of_both() -> None:
    heads = [["No", "Name & Organisation", "Sex", ""], ["", "", "M", "F"]]
    reading = signin(TITLE, *heads, ["1", "Ana Example (UNICEF)", "", "x"], ["2", "Ben Example (WHO)", "x", ""])
    assert reading.record_rows == [4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "12 mars 2025", "12-Mar-25", "Wednesday, 12 March 2025", "mercredi 12 mars 2025", "March 12th, 2025", "12th of March 2025",
        "2025/03/12", "12.03.2025", "12 de marzo de 2025", "12 مارس 2025", "١٢ مارس ٢٠٢٥", "الأربعاء 12 مارس 2025", "١٢/٠٣/٢٠٢٥",
    ],
)  # fmt: skip
def test_dates_as_text(text: str) -> None:
    assert attended(signin(["Date:", text], ["Name", "Organisation"], ["Ana", "Alpha"])) == [(DAY, "Alpha")]


def test_an_arabic_sign_in_sheet() -> None:
    reading = signin(
        ["قائمة حضور اجتماع قطاع المياه"],
        ["التاريخ:", "١٢ مارس ٢٠٢٥"],
        ["م", "الاسم", "المنظمة", "المسمى الوظيفي", "الهاتف", "التوقيع"],
        ["١", "آنا مثال", "اليونيسف", "موظفة", "٠٧٧", ""],
    )
    assert attended(reading) == [(DAY, "اليونيسف")]


# Several meetings on one sheet


def test_meetings_below_one_another_are_meetings_of_their_own() -> None:
    reading = signin(
        TITLE,
        ["Name", "Organisation", "E-mail"],
        ["Ana", "Alpha", ""],
        ["Ben", "Beta", ""],
        [],
        ["Health Cluster meeting, 19 March 2025"],
        ["Organisation", "Name", "Phone"],
        ["Alpha", "Ana", "07"],
    )
    assert [(m["date"], m["title"], m["row"]) for m in reading.facts["meetings"]] == [
        (DAY, "WASH Cluster meeting, 12 March 2025", 2),
        ("2025-03-19", "Health Cluster meeting, 19 March 2025", 7),
    ]
    assert attended(reading) == [(DAY, "Alpha"), (DAY, "Beta"), ("2025-03-19", "Alpha")]
    assert reading.record_rows == [3, 4, 8]


@pytest.mark.parametrize(
    "title", [["Date:", "19 March 2025"], ["Date: 19 March 2025"], ["19 March 2025", ""], ["Date", "19 March 2025"]]
)
def test_a_line_with_a_date_begins_a_meeting_with_or_without_a_heading(title: list[str]) -> None:
    top = [["WASH meeting"], ["Date: 12 March 2025"], ["Name", "Organisation"], ["Ana", "Alpha"]]
    for between in ([title], [title, ["Name", "Organisation"]]):
        reading = signin(*top, *between, ["Ben", "Beta"])
        assert attended(reading) == [(DAY, "Alpha"), ("2025-03-19", "Beta")]
        assert {m["title"] for m in reading.facts["meetings"]} == {"WASH meeting"}
        assert len(reading.record_rows) == 2


def test_another_meeting_without_a_date_does_not_take_the_date_of_the_first() -> None:
    reading = signin(TITLE, ["Name", "Organisation"], ["Ana", "Alpha"], ["Health Cluster meeting"], ["Name", "Organisation"], ["Ben", "Beta"])  # fmt: skip
    assert attended(reading) == [(DAY, "Alpha")]
    assert rules(reading, "error") == [(6, "no_meeting_date")]


def test_an_organisation_that_sounds_like_a_title_stays_a_record() -> None:
    reading = signin(TITLE, ["Organisation", "Name"], ["Health Cluster", ""], ["Beta", "Ana"])
    assert attended(reading) == [(DAY, "Health Cluster"), (DAY, "Beta")]


def test_the_name_of_the_file_gives_the_date_of_a_sign_in_sheet_but_not_of_a_contact_list() -> None:
    rows = [["Name", "Organisation", "E-mail", "Phone"], ["Ana", "Alpha", "", "1"]]
    reading = signin(*rows, file="wash/2025-03-12 WASH sign-in.xlsx")
    assert attended(reading) == [(DAY, "Alpha")]
    assert rules(reading, "info") == [(0, "date_from_file_name")]
    contacts = signin(*rows, file="wash/2025-03-12 WASH contacts.xlsx")
    assert rules(contacts, "error") == [(2, "no_meeting_date")]


def test_of_printed_names_only_those_ticked_came() -> None:
    reading = signin(
        TITLE,
        ["Name", "Organisation", "Present"],
        ["Ana", "Alpha", "✓"],
        ["Ben", "Beta", ""],
        ["Cyn", "Gamma", "absent"],
        ["Dan", "", ""],
    )
    assert attended(reading) == [(DAY, "Alpha")]
    assert reading.record_rows == [3, 4, 5, 6]
    assert rules(reading, "info") == [(2, "not_ticked")]
    assert rules(reading, "error") == []


def test_an_empty_column_of_ticks_says_nothing() -> None:
    reading = signin(TITLE, ["Name", "Organisation", "Present"], ["Ana", "Alpha", ""], ["Ben", "Beta", ""])
    assert attended(reading) == [(DAY, "Alpha"), (DAY, "Beta")]


# Idem and merged cells


@pytest.mark.parametrize(
    "mark", ['"', "''", "〃", "״", '-"-', "idem", "Idem.", "-do-", "do.", "ditto", "same as above", "même"]
)
def test_idem_means_the_organisation_above(mark: str) -> None:
    reading = signin(TITLE, ["Name", "Organisation"], ["Ana", "Alpha"], ["Ben", mark], ["Cyn", mark], ["Dan", "Beta"])
    assert [organisation for organisation, _ in people(reading)] == ["Alpha", "Alpha", "Alpha", "Beta"]
    assert rules(reading, "info") == [(0, "same_as_above")]


def test_idem_with_nothing_above_is_no_organisation() -> None:
    assert not is_ditto("Idemia Foundation")
    reading = signin(TITLE, ["Name", "Organisation"], ["Ana", '"'], ["Ben", "Alpha"])
    assert rules(reading, "error") == [(3, "no_organisation")]


def test_idem_below_a_total_is_no_organisation() -> None:
    reading = signin(TITLE, ["Name", "Organisation"], ["Ana", "Alpha"], ["2", "Total"], ["Ben", "idem"])
    assert attended(reading) == [(DAY, "Alpha")]
    assert rules(reading, "error") == [(4, "no_organisation"), (5, "no_organisation")]


def test_merged_organisations_are_filled_down_where_the_whole_sheet_is_written_so() -> None:
    rows = [["Alpha", "A"], ["", "B"], ["", "C"], ["Beta", "D"], ["", "E"], ["", ""]]
    reading = signin(TITLE, ["Organisation", "Name"], *rows)
    assert people(reading) == [("Alpha", "A"), ("Alpha", "B"), ("Alpha", "C"), ("Beta", "D"), ("Beta", "E")]
    [finding] = [f for f in reading.findings if f.rule == "merged_cells"]
    assert finding.message.startswith("3 cells are empty below a filled one")


def test_empty_organisations_stay_unknown_where_the_sheet_repeats_organisations() -> None:
    rows = [["Alpha", "A"], ["", "B"], ["Alpha", "C"], ["", "D"], ["Beta", "E"]]
    reading = signin(TITLE, ["Organisation", "Name"], *rows)
    assert rules(reading, "error") == [(4, "no_organisation"), (6, "no_organisation")]


def test_merged_dates_and_meetings_are_filled_together() -> None:
    reading = signin(
        ["Date", "Meeting", "Organisation", "Name"],
        ["12/03/2025", "WASH", "Alpha", "A"],
        ["", "", "Beta", "B"],
        ["", "", "Gamma", "C"],
        ["19/03/2025", "WASH", "Alpha", "A"],
        ['"', '"', "Beta", "B"],
    )
    assert attended(reading) == [(DAY, "Alpha"), (DAY, "Beta"), (DAY, "Gamma"), ("2025-03-19", "Alpha"), ("2025-03-19", "Beta")]  # fmt: skip
    assert [(m["date"], m["title"]) for m in reading.facts["meetings"]] == [(DAY, "WASH"), ("2025-03-19", "WASH")]


# A person and an organisation in one cell


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Name & Organisation", ["Ana Example (UNICEF)", "Ben Example (WHO)"]),
        ("Name (Organisation)", ["Ana Example - UNICEF", "Ben Example – WHO"]),
        ("Nom et organisation", ["UNICEF / Ana Example", "WHO / Ben Example"]),
        ("Name / Agency", ["Ana Example\nUNICEF", "Ben Example\nWHO"]),
        ("Nombre y organización", ["UNICEF: Ana Example", "WHO: Ben Example"]),
    ],
)
def test_both_in_one_cell_are_told_apart_by_the_whole_column(heading: str, cells: list[str]) -> None:
    reading = signin(TITLE, ["No", heading, "E-mail"], *[[str(i), text, ""] for i, text in enumerate(cells, start=1)])
    assert people(reading) == [("UNICEF", "Ana Example"), ("WHO", "Ben Example")]
    assert rules(reading, "info") == [(2, "person_and_organisation_in_one_cell")]


def test_what_cannot_be_told_apart_stays_personal_as_a_whole() -> None:
    cells = ["Ana Example – Hope for Children", "Ben Example – Water Now"]
    reading = signin(TITLE, ["No", "Name and organisation"], *[["1", text] for text in cells])
    assert people(reading) == [("", cells[0]), ("", cells[1])]
    undecided = (
        ["RUIZ, Ana", "SALEM, Ben"],
        ["RUIZ, Ana", "GOMEZ, Ana", "DOE, Ana"],
        ["Ana (UNICEF)", "WHO (Ben)"],
        ["Ana (UNICEF)", "Ben (WHO)", "IOM (Cyn)"],
        ["Ana (UNICEF)", "Ben (Hope)", "Cyn (Water)"],
    )
    assert [organisation_side(column) for column in undecided] == [-1] * len(undecided)
    assert organisation_side(["Ana (UNICEF)", "Ben (WHO)", "Cyn (IOM)", "Dan (Hope)"]) == 1
    assert organisation_side(["Hope / Ana", "Hope / Ben", "Hope / Cyn"]) == 0


def test_a_cell_written_the_other_way_round_does_not_publish_a_name() -> None:
    cells = ["Ana Example (UNICEF)", "Ben Example (WHO)", "IRC (Cyn Example)", "Dan Example (IOM)", "Eve Example (HFC)"]
    reading = signin(TITLE, ["No", "Name & Organisation"], *[["1", text] for text in cells])
    assert people(reading)[2] == ("", "IRC (Cyn Example)")
    assert people(reading)[3] == ("IOM", "Dan Example")


def test_a_list_of_display_names_without_a_column_of_organisations_is_read_as_such() -> None:
    reading = signin(TITLE, ["No", "Participants"], ["1", "Ana Example (UNICEF)"], ["2", "Ben Example (WHO)"])
    assert people(reading) == [("", "Ana Example (UNICEF)"), ("", "Ben Example (WHO)")]


def test_headings_that_name_both_and_cells_that_hold_both() -> None:
    assert names_both("Name of participant / Name of organisation")
    assert names_both("Nom et prénom / Structure")
    assert not names_both("Name of organisation / Agency")
    assert not names_both("Name and surname")
    assert split("Ana Example (UNICEF)") == ("Ana Example", "UNICEF")
    assert split("Jean-Pierre Example") is None


# What no sheet should hold


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "Err:502"])
def test_a_formula_that_failed_is_neither_an_organisation_nor_a_person(error: str) -> None:
    reading = signin(TITLE, ["Name", "Organisation"], ["Ana Example", error], [error, "Alpha"])
    assert people(reading) == [("Alpha", "")]
    assert (3, "no_organisation") in rules(reading, "error")


def test_doubled_headings_long_headings_and_long_cells_are_endured() -> None:
    reading = signin(
        TITLE,
        ["Name", "Name", "Organisation", "Organisation", "x" * 10_000],
        ["Ana", "Example", "Alpha", "Hope", "y" * 10_000],
        ["z" * 10_000, "", "", "", ""],
    )
    assert attended(reading) == [(DAY, "Alpha")]
    assert reading.record_rows == [3, 4]
    assert rules(reading, "error") == [(4, "no_organisation")]
