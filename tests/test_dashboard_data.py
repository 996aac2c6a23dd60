"""The data page: how fresh and how complete the files are, how far they can be trusted, for every audience and build."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data_words
from dashboard.figures.coverage import coverage
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader
from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.dashboard_pages import point_to, said, unfolded
from tests.workspaces import partner, write_partners

APP = Path(__file__).resolve().parent.parent / "dashboard" / "app.py"
TODAY = dt.date(2026, 3, 1)
Open = Callable[..., AppTest]


@pytest.fixture
def open_data(demo_build: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the data page of a build (the demo's, unless told otherwise) as somebody."""
    st.cache_data.clear()
    st.cache_resource.clear()

    def opened(audience: str = "team", folder: Path = demo_build) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(folder))
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        return AppTest.from_file(APP, default_timeout=90).switch_page("app_pages/data.py").run()

    return opened


@pytest.fixture
def altered(demo_build: Path, tmp_path: Path) -> Callable[..., Path]:
    """Copy the demo's build, change it with SQL, and return its folder."""

    def change(*statements: str) -> Path:
        found = current_build(demo_build)
        assert isinstance(found, Build)
        shutil.copy(found.file, tmp_path / "altered.duckdb")
        with duckdb.connect(str(tmp_path / "altered.duckdb")) as con:
            for statement in statements:
                con.execute(statement)
        point_to(tmp_path, "altered")
        return tmp_path

    return change


def reader(folder: Path, audience: str = "team") -> Reader:
    found = current_build(folder)
    assert isinstance(found, Build)
    return Reader(found.file, audience)


@pytest.mark.parametrize("audience", ["team", "evaluator", "donor"])
def test_everybody_reads_how_far_the_numbers_can_be_trusted(open_data: Open, demo_build: Path, audience: str) -> None:
    app = open_data(audience)
    assert not app.exception
    titles = {row["title"] for row in reader(demo_build, audience).data_quality()}
    assert len(titles) == 10
    assert not [title for title in titles if title not in said(app)]
    assert "rows read =" in said(app)


@pytest.mark.parametrize("audience", ["evaluator", "donor"])
def test_rows_and_names_are_for_the_coordination_team(open_data: Open, demo_build: Path, audience: str) -> None:
    team = reader(demo_build)
    app = unfolded(open_data(audience))
    shown = said(app) + "".join(table.value.to_csv() for table in app.dataframe)
    assert not [row["name"] for row in team.unmatched() if row["name"] in shown]
    assert not [row["message"] for row in team.findings() if row["message"] in shown]
    assert shown.count("for the coordination team only") == 2


def test_the_chart_says_which_months_are_covered(open_data: Open) -> None:
    app = unfolded(open_data())
    (chart,) = [chart.proto for chart in app.get("plotly_chart")]
    assert "Attendance records: 24 of 24 months." in chart.alt
    table = next(box for box in app.expander if box.label == "See these numbers as a table").markdown[0].value
    assert "| Attendance records | 24 of 24 months |" in table


def test_gaps_are_named_in_words(open_data: Open, altered: Callable[..., Path]) -> None:
    months = [
        ("meetings", "2025-03-01", 0),
        ("meetings", "2025-04-01", 0),
        ("meetings", "2025-08-01", 0),
        ("attendance", "2025-05-01", 2),
    ]
    rows = [f"('{source}', 'wash', '{month}', {meetings})" for source, month, meetings in months]
    text = said(open_data(folder=altered(f"insert into coverage_gaps values {', '.join(rows)}")))
    assert "- **WASH:** no meeting on record in Mar–Apr 2025 and Aug 2025." in text
    assert "- **WASH:** 2 meetings without a record of who came, in May 2025." in text
    assert "No gap" not in text


def test_a_hidden_measure_says_why_and_shows_no_number(open_data: Open, altered: Callable[..., Path]) -> None:
    folder = altered(
        "update data_quality set status = 'suppressed', reason = 'fewer than 5 organisations answered', value = null,"
        " numerator = null, denominator = null where companion = 'dont_know_rate'"
    )
    card = next(value for value in said(open_data(folder=folder)).split("“Don't know” in the survey")[1:])
    assert card.splitlines()[1] == "**Hidden to protect those who answered: fewer than 5 organisations answered.**"


def test_a_partner_list_alone_has_reasons_instead_of_numbers(
    open_data: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(tmp_path / "build"))
    write_partners(tmp_path / "files", [partner("Alwan")])
    build(open_workspace(tmp_path / "files"))
    app = open_data(folder=tmp_path / "build")
    text = said(app)
    assert not app.exception
    assert not app.get("plotly_chart")
    assert "**Partner lists:** **no row says a day.**" in text and "No month is covered yet." in text
    assert text.count("Cannot be calculated: ") == 10
    assert "No gap" not in text and "0\u00a0%" not in text


# Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2026, 3, 1), "today"), (dt.date(2026, 2, 28), "yesterday"), (dt.date(2026, 2, 1), "28 days ago"),
        (dt.date(2025, 1, 1), "14 months ago"), (dt.date(2023, 1, 1), "3 years ago"), (dt.date(2026, 4, 1), "still to come"),
    ],
)  # fmt: skip
def test_how_long_ago(day: dt.date, text: str) -> None:
    assert data_words.ago(day, TODAY) == text


def age(source: str, day: dt.date, year_only: bool = False) -> dict[str, Any]:
    return {"source": source, "last_day": day, "year_only": year_only, "last_file": "a_b.csv"}


def test_what_is_old_comes_with_a_next_step() -> None:
    old, fresh, this_year, past = data_words.ages(
        [
            age("partner_list", dt.date(2025, 1, 1)), age("attendance", dt.date(2026, 2, 1)),
            age("requirements", dt.date(2026, 12, 31), True), age("pooled_fund_totals", dt.date(2024, 12, 31), True),
        ],
        TODAY,
    )  # fmt: skip
    assert old.startswith("- **Partner lists:** **14 months ago**, 1 Jan 2025. Check who")
    assert fresh == "- **Attendance records:** 28 days ago, 1 Feb 2026."
    assert this_year == "- **FTS requirements:** up to the year 2026."
    assert past.startswith("- **Pooled fund totals:** up to the year 2024. Download")


def measure(**changed: Any) -> dict[str, Any]:
    return {
        "companion": "x", "title": "X", "unit": "%", "counted_in": "records", "cluster": "all", "cluster_name": None,
        "category": "all", "category_text": None, "value": 20.0, "numerator": 1.0, "denominator": 5.0, "as_of": None,
        "status": "ok", "reason": None, "meaning": "M.", "when_weak": "Do it.", **changed,
    }  # fmt: skip


def test_a_card_says_the_number_its_counts_its_parts_and_the_next_step() -> None:
    parts = [measure(category="survey", value=0.4), measure(cluster="wash", cluster_name="WASH", value=50.0)]
    (card,) = data_words.cards([measure(), *parts])
    assert (card.headline, card.counted, card.next_step) == ("20\u00a0%", "1 of 5 records.", "Do it.")
    assert card.parts == "surveys: 0.4\u00a0%; WASH: 50\u00a0%"


def test_where_nothing_can_be_better_there_is_nothing_to_do() -> None:
    best = [
        measure(value=0.0), measure(companion="part_year_flag", value=100.0),
        measure(companion="responses_per_organisation", unit="questionnaires", value=1.0),
    ]  # fmt: skip
    assert [data_words.cards([row])[0].next_step for row in best] == ["", "", ""]


def test_a_restatement_has_its_sign() -> None:
    down = measure(
        companion="restatement_delta",
        counted_in="USD",
        value=-2.5,
        numerator=-5e6,
        denominator=2e8,
        reason="1 of 3 flows went down",
    )
    (card,) = data_words.cards([down])
    assert card.headline == "\u22122.5\u00a0%"
    assert card.counted == "\u2212USD\u00a05.0 million on USD\u00a0200.0 million. 1 of 3 flows went down\\."


def covered(source: str, *months: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"source": source, "month": dt.date(year, month, 1), "records": 3} for year, month in months]


def test_months_are_counted_from_the_first_with_records() -> None:
    """February has none: two of three months, up to April 2025, the newest day; a year to come does not stretch the picture."""
    records = [
        *covered("attendance", (2025, 1), (2025, 3), (2025, 4)),
        *covered("requirements", *((2025, m) for m in range(1, 13))),
    ]
    picture = coverage(
        records, [age("attendance", dt.date(2025, 4, 20)), age("requirements", dt.date(2025, 12, 31), True)]
    )
    assert picture.alt.startswith("Months with records, Jan 2025 to Apr 2025. Attendance records: 3 of 4 months.")
    assert picture.table[0] == {
        "Source": "Attendance records", "Months with records": "3 of 4 months", "Newest day": "20 Apr 2025", "Newest file": r"a\_b\.csv",
    }  # fmt: skip
    assert picture.table[1]["Months with records"] == "4 of 4 months"
    hovers = picture.figure.data[0].hovertext
    assert "Attendance records, Feb 2025: no records" in hovers and "Attendance records, Mar 2025: 3 records" in hovers


def test_a_source_that_ended_before_the_picture_is_still_named() -> None:
    records = [*covered("ccpm", (2019, 5)), *covered("attendance", (2025, 1))]
    picture = coverage(records, [age("attendance", dt.date(2025, 1, 20)), age("ccpm", dt.date(2019, 5, 2))])
    assert "CCPM survey: last in May 2019." in picture.alt
