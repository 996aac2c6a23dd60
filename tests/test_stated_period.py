"""Which months a title or a file's name speaks of."""

from __future__ import annotations

import pytest

from pipelines.sources.stated_period import stated_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3w_afghanistan_2021-07_09", "2021-07-01", "2021-09-30"),
        ("FSC_5W_2024_H2", "2024-07-01", "2024-12-31"),
        ("Protection 5W 2025 semestre 1", "2025-01-01", "2025-06-30"),
        ("WASH 5W January-June 2025", "2025-01-01", "2025-06-30"),
        ("5W Jan–Mar 2024", "2024-01-01", "2024-03-31"),
        ("4W_enero_marzo_2025", "2025-01-01", "2025-03-31"),
        ("Reporting period: October 2024 to January 2025", "2024-10-01", "2025-01-31"),
        ("5W mars 2025 (final)", "2025-03-01", "2025-03-31"),
        ("3W مارس 2025", "2025-03-01", "2025-03-31"),
        ("5W_202502", "2025-02-01", "2025-02-28"),
        ("5w 03-2025", "2025-03-01", "2025-03-31"),
        ("3W 2025-06 v2", "2025-06-01", "2025-06-30"),
        ("Somalia_3W_Q1_2025_final (2)", "2025-01-01", "2025-03-31"),
        ("2025T3", "2025-07-01", "2025-09-30"),
    ],
)
def test_a_text_names_its_months(text: str, first: str, last: str) -> None:
    assert stated_period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "345w_colombia_2021_es_hxl", "5W 2024 2025",  # a year is no period of a 3W
        "5W 2024-03-31", "as of 31 March 2025", "3W 2024-01-03", "export 20250331",  # days: perhaps of the download
        "3W June 2025 updated July 2025", "3W 2025 Q1-Q2", "Q1 2025 and H2 2025", "2025-03 2025-04",  # which one?
        "5W Mar-Jan 2025", "Q7 2025", "H3 2025", "2025-13",
    ],
)  # fmt: skip
def test_a_text_that_may_mean_something_else_names_none(text: str) -> None:
    assert stated_period(text) is None
