"""Dates: what a text means, and which order of day and month a file proves."""

from __future__ import annotations

import datetime as dt

import pytest

from pipelines.sources.date_order import call_order, dates_inside, sheet_order
from pipelines.sources.dates import depends_on_order, infer_order, iso_day, order_finding, parse_moment
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet

SHEET = Sheet("meetings/a.csv", "", [])


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2025-03-12", "dmy", dt.datetime(2025, 3, 12)),
        ("2025-03-12", "mdy", dt.datetime(2025, 3, 12)),
        ("14/11/22, 09:30:46", "dmy", dt.datetime(2022, 11, 14, 9, 30, 46)),
        ("3/10/25, 8:02:00 AM", "mdy", dt.datetime(2025, 3, 10, 8, 2)),
        ("3/10/25, 8:02:00\u202fPM", "mdy", dt.datetime(2025, 3, 10, 20, 2)),
        ("3/10/25, 12:05 AM", "mdy", dt.datetime(2025, 3, 10, 0, 5)),
        ("5/04/2026, 4:21:32 p. m.", "dmy", dt.datetime(2026, 4, 5, 16, 21, 32)),
        ("\u200f12\u200f/03\u200f/2025 2:05 م", "dmy", dt.datetime(2025, 3, 12, 14, 5)),
        ("12\xa0March\xa02025", "dmy", dt.datetime(2025, 3, 12)),
        ("Wednesday, 12 March 2025", "dmy", dt.datetime(2025, 3, 12)),
        ("Wed Mar 12 2025", "dmy", dt.datetime(2025, 3, 12)),
        ("March 12th, 2025", "dmy", dt.datetime(2025, 3, 12)),
        ("12th of March 2025", "dmy", dt.datetime(2025, 3, 12)),
        ("12-Mar-25", "dmy", dt.datetime(2025, 3, 12)),
        ("1er août 2025", "dmy", dt.datetime(2025, 8, 1)),
        ("12 de marzo de 2025", "dmy", dt.datetime(2025, 3, 12)),
        ("25/03/12", "ymd", dt.datetime(2025, 3, 12)),
        ("2025-11-14T09:30:46Z", "dmy", dt.datetime(2025, 11, 14, 9, 30, 46)),
    ],
)
def test_a_moment_is_read(text: str, order: str, expected: dt.datetime) -> None:
    assert parse_moment(text, order) == expected


def test_a_word_after_the_clock_is_not_taken_for_afternoon() -> None:
    assert parse_moment("12/03/2025 9:30 Paris", "dmy") == dt.datetime(2025, 3, 12, 9, 30)
    assert parse_moment("12/03/2025 12:30 at the office", "dmy") == dt.datetime(2025, 3, 12, 12, 30)


@pytest.mark.parametrize("text", ["", "soon", "31/02/2025", "12 March", "March 2025", "12 March 20:00", "13/25/2025"])
def test_what_names_no_day_is_left_as_found(text: str) -> None:
    assert parse_moment(text) is None
    assert iso_day(text) == text


def test_a_number_above_twelve_proves_the_order() -> None:
    assert infer_order(["03/04/2025", "25/04/2025"], DateRules("mdy"), "f").order == "dmy"
    found = infer_order(["03/04/2025", "04/25/2025"], DateRules("dmy"), "f")
    assert (found.order, found.certain) == ("mdy", True)


def test_marks_of_writing_direction_do_not_hide_the_evidence() -> None:
    assert infer_order(["\u200e04/25/2025"], DateRules("dmy"), "f").order == "mdy"


def test_an_impossible_date_is_no_evidence() -> None:
    found = infer_order(["13/25/2025", "25/04/2025"], DateRules("mdy"), "f")
    assert (found.order, found.certain) == ("dmy", True)


def test_both_orders_in_one_file_leave_ambiguous_dates_unread() -> None:
    found = infer_order(["25/04/2025", "04/25/2025"], DateRules(), "f")
    assert found.order == "mixed"
    assert iso_day("25/04/2025", "mixed") == "2025-04-25"
    assert iso_day("03/04/2025", "mixed") == "03/04/2025"


def test_am_and_pm_are_a_hint_that_is_said_to_be_a_guess() -> None:
    found = infer_order(["3/10/25, 8:02:00 AM"], DateRules("dmy"), "f")
    assert (found.order, found.certain) == ("mdy", False)
    finding = order_finding(found, "Sheet1")
    assert finding.severity == "warning"
    assert "month first, then day" in finding.message
    assert "workspace.toml" in finding.remedy


def test_the_ruling_for_a_file_wins_over_the_hint() -> None:
    found = infer_order(["3/10/25, 8:02 AM"], DateRules("dmy", {"attendance/*.csv": "dmy"}), "attendance/x.csv")
    assert (found.order, found.certain) == ("dmy", True)


def test_without_evidence_the_default_is_a_guess() -> None:
    found = infer_order(["03/04/2025"], DateRules("mdy"), "f")
    assert (found.order, found.certain) == ("mdy", False)


def test_only_numbers_with_a_short_start_depend_on_the_order() -> None:
    assert depends_on_order("\u200e3/10/25")
    assert not depends_on_order("2025-03-10")
    assert not depends_on_order("10 March 2025")


def test_a_date_is_found_inside_a_sentence() -> None:
    assert dates_inside("WASH Cluster meeting, 12 March 2025, 10:00") == ["12 March 2025"]
    assert dates_inside("12/03/2025 national") == ["12/03/2025"]
    assert dates_inside("Meeting 5 of 2025") == []
    assert dates_inside("call 077-99-1234") == []


def test_a_sheet_of_iso_dates_needs_no_finding() -> None:
    assert sheet_order(["2025-03-12", "", "2025-04-01"], DateRules(), SHEET) == ("dmy", [])


def test_only_the_date_of_a_text_is_shown_in_the_finding() -> None:
    _, findings = sheet_order(["25/03/2025 chaired by Amina Example"], DateRules(), SHEET)
    assert "25/03/2025" in findings[0].message
    assert "Amina" not in findings[0].message


def test_a_meeting_over_midnight_proves_the_order_by_its_length() -> None:
    order, findings = call_order(
        ("3/10/25 23:00", "3/11/25 01:00"), ["3/10/25 23:05", "3/11/25 00:55"], DateRules("dmy"), SHEET
    )
    assert order == "mdy"
    assert findings[0].severity == "info"


def test_joins_far_from_the_start_disprove_an_order() -> None:
    order, _ = call_order(("2025-03-10 09:00", "2025-03-10 11:00"), ["10/03/2025 09:05"], DateRules("mdy"), SHEET)
    assert order == "dmy"
