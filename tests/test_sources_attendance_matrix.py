"""Sign-in sheets with organisations down and meetings across: a mark where somebody came."""

from __future__ import annotations

import pytest

from pipelines.sources import signin_sheet
from pipelines.sources.filler import is_preprinted, is_total
from pipelines.sources.marks import presence
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet
from tests.attendance_sheets import attended, rules, signin


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


@pytest.mark.parametrize(
    "months",
    [
        ["", "March 2025", "", "April 2025", ""],
        ["", "2025-03-01", "", "2025-04-01", ""],
        ["", "Mar-25", "", "avr. 2025", ""],
        ["", "مارس 2025", "", "أبريل ٢٠٢٥", ""],
    ],
)
def test_merged_months_above_the_numbers_of_days(months: list[str]) -> None:
    reading = signin(
        ["WASH attendance"], months, ["Organisation", "12", "19", "2", "16th"], ["Alpha", "x", "", "نعم", "A"]
    )
    days = [m["date"] for m in reading.facts["meetings"]]
    assert days == ["2025-03-12", "2025-03-19", "2025-04-02", "2025-04-16"]
    assert {m["title"] for m in reading.facts["meetings"]} == {"WASH attendance"}
    assert attended(reading) == [("2025-03-12", "Alpha"), ("2025-04-02", "Alpha")]
    assert rules(reading, "warning") == []


def test_a_year_that_only_the_title_names_is_added_and_said() -> None:
    for headings in (["Organisation", "12 March", "2 avril"], ["Organisation", "12/03", "Wed 02/04"]):
        reading = signin(["WASH attendance 2025"], headings, ["Alpha", "x", "x"], dates=DateRules("dmy"))
        assert attended(reading) == [("2025-03-12", "Alpha"), ("2025-04-02", "Alpha")]
        assert (2, "year_from_title") in rules(reading, "info")


def test_a_year_in_a_row_above_the_days_needs_no_guess() -> None:
    reading = signin(["", "2025", ""], ["Organisation", "12 March", "2 April"], ["Alpha", "x", "x"])
    assert attended(reading) == [("2025-03-12", "Alpha"), ("2025-04-02", "Alpha")]
    assert rules(reading, "info") == []


def test_no_year_and_no_month_are_no_meetings() -> None:
    for title, headings in (("Attendance", ["12 March", "19 March"]), ("Attendance 2024 and 2025", ["12 March", "19 March"]), ("2025", ["12", "19"])):  # fmt: skip
        sheet = Sheet("a.csv", "", [[title], ["Organisation", *headings], ["Alpha", "x", "x"]])
        assert not signin_sheet.recognise(sheet).accepted


def test_a_fraction_is_no_day_and_a_number_beside_a_date_is_no_meeting() -> None:
    sheet = Sheet("a.csv", "", [["Plan 2025"], ["Organisation", "Boys", "3/4"], ["Alpha", "12", "3"]])
    assert not signin_sheet.recognise(sheet).accepted
    reading = signin(["", "12/03/2025", ""], ["Organisation", "National", "2"], ["Alpha", "x", "x"])
    assert attended(reading) == [("2025-03-12", "Alpha")]
    assert rules(reading, "warning")[-1] == (2, "heading_is_no_date")


def test_age_groups_are_no_days() -> None:
    sheet = Sheet("a.csv", "", [["Plan 2025"], ["Organisation", "Boys 0-17", "Girls 5-11"], ["Alpha", "12", "3"]])
    assert not signin_sheet.recognise(sheet).accepted


def test_men_and_women_counted_apart_are_one_meeting() -> None:
    reading = signin(["Organisation", "12 March 2025", "", "19 March 2025", ""], ["", "M", "F", "M", "F"], ["Alpha", "2", "0", "0", "1"])  # fmt: skip
    assert {(m["date"], m["title"]) for m in reading.facts["meetings"]} == {("2025-03-12", ""), ("2025-03-19", "")}
    assert attended(reading) == [("2025-03-12", "Alpha"), ("2025-03-19", "Alpha")]
    assert rules(reading, "warning") == []


@pytest.mark.parametrize("mark", ["نعم", "حاضر", "✅", "☑", "●", "sim", "P.", "x."])
def test_marks_of_presence_in_other_scripts(mark: str) -> None:
    assert presence(mark) is True


@pytest.mark.parametrize("mark", ["لا", "غائب", "معتذر", "❌", "não", "Excused", "A."])
def test_marks_of_absence_in_other_scripts(mark: str) -> None:
    assert presence(mark) is False
