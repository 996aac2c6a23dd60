"""Half of the records are missing: pages say what is not known and what to do, never that all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import latest, queries, stretches
from dashboard.evidence import evidence_words
from dashboard.money import years
from dashboard.money.reach import by_year, reading
from dashboard.money.years import Year
from dashboard.queries import Value
from tests.dashboard_pages import changed_copy, followed, reader_of, said
from tests.test_dashboard_definitions import value

DIRECT = "direct_local_funding_share"
Look = Callable[..., AppTest]
# As where online meetings were recorded, and there is neither a partner list nor a survey, and no cluster is named.
NOBODY_KNOWN = (
    "update meetings set cluster_id = null",
    "delete from quiet_partners",
    "delete from early_warnings",
    """update "values" set status = 'not_computable', reason = 'there is no partner list', value = null, numerator = null,
       denominator = null, low = null, high = null, bound_low = null, bound_high = null, band = null, outside = null
       from indicators where indicators.indicator = "values".indicator
       and (frame = 'survey' or needs like '%memberships%' or needs like '%survey%' or "values".indicator like 'attendance_gap%')""",
    """update "values" set status = 'not_computable', value = null where indicator = 'direct_local_funding_share'
       and period_start >= '2025-01-01' and cluster <> 'wash'""",
    """update "values" set value = -3.3e6, numerator = -3.3e6
       where indicator = 'reported_funding' and "group" = 'paid_or_committed'""",
)


@pytest.fixture(scope="module")
def without_partners(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's build as it would be without partner list and survey."""
    return changed_copy(demo_folder, tmp_path_factory.mktemp("half") / "without_partners", *NOBODY_KNOWN)


@pytest.fixture
def look(without_partners: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open a page of that build."""
    st.cache_data.clear()
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(without_partners))

    return followed


def test_where_nobody_was_expected_nobody_is_said_to_come_still(look: Look) -> None:
    text = said(look("participation"))
    assert "It is not known who was expected and who came" in text
    assert "every partner who used to come still comes" not in text


def test_where_no_cluster_is_known_to_meet_no_month_is_said_to_be_there(look: Look) -> None:
    assert "No gap" not in said(look("data"))


def test_without_a_survey_no_statement_is_said_to_divide_partners(look: Look) -> None:
    text = said(look("actions", show="board"))
    assert text.count("No survey answers to show yet.") == 2
    assert "No statement that surely" not in text


@pytest.mark.parametrize("audience", ["team", "donor"])
def test_without_attendance_the_scenario_names_the_files_that_are_missing(look: Look, audience: str) -> None:
    text = said(look("what_if", view=audience))
    assert "There is no list of partners with attendance yet." in text and "partners.xlsx" in text


def test_numbers_that_cannot_be_said_are_not_drawn_as_an_empty_chart(look: Look) -> None:
    app = look("compare", indicator="org_attendance_rate", what="clusters")
    assert "None of these numbers can be said yet. There is no partner list." in said(app)
    assert not app.get("plotly_chart")


def test_a_comparison_opens_with_the_latest_time_that_has_two_numbers(look: Look) -> None:
    app = look("compare", indicator="direct_local_funding_share", what="clusters")
    assert app.selectbox(key="choice_period").value == "2024"
    assert app.get("plotly_chart")


def test_evidence_opens_with_a_number_that_there_is(look: Look) -> None:
    app = look("evidence")
    assert "cannot be said" not in [metric.value for metric in app.metric]
    assert "indicator" not in app.query_params


def test_money_that_was_taken_back_is_not_said_to_be_paid(look: Look) -> None:
    text = said(look("localisation"))
    assert "more was taken back than newly paid or committed: USD\u00a0−3.3 million" in text
    assert "is paid or committed, and" not in text and "is paid or committed.**" not in text


def test_a_link_to_agree_an_action_is_for_those_who_may(look: Look) -> None:
    links = {
        view: [link.proto.label for link in look("overview", view=view).get("page_link")] for view in ("team", "donor")
    }
    assert ("Agree an action" in links["team"], "Agree an action" in links["donor"]) == (True, False)


def test_what_changes_nothing_is_not_told_as_a_range() -> None:
    same = money_of(2025, 1e6, bound_low=5.0, bound_high=5.02)
    assert evidence_words.bounds(same) == ""
    assert "between 5.0\u00a0% and 9.0\u00a0%" in evidence_words.bounds(
        money_of(2025, 1e6, bound_low=5.0, bound_high=9.0)
    )


# Years ------------------------------------------------------------------------------------------------------------


def money_of(year: int, amount: float, number: float | None = 5.0, **more: Any) -> Value:
    days = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    return value("all", number, **(days | {"denominator": amount} | more))


def test_a_year_with_hardly_any_money_is_not_well_reported() -> None:
    assert stretches.well_reported([691e6, 0.6e6, 69.1e6, 69.0e6]) == [True, False, True, False]
    assert stretches.well_reported([0.0, 0.0]) == [True, True]


def test_a_page_opens_with_the_latest_year_that_is_over_and_well_reported() -> None:
    def asked(*found: tuple[int, float, bool]) -> int:
        every = [Year("year", date(y, 1, 1), date(y, 12, 31), partial, money) for y, money, partial in found]
        return years.usual(every).start.year

    assert asked((2019, 500e6, False), (2020, 691e6, False), (2024, 0.6e6, False), (2026, 244e6, True)) == 2020
    assert asked((2023, 80e6, False), (2024, 90e6, False)) == 2024
    assert asked((2024, 0.6e6, False), (2026, 244e6, True)) == 2024
    assert asked((2026, 1e6, True)) == 2026


def test_the_sentence_speaks_of_a_year_with_money_and_names_the_later_ones_without() -> None:
    values = [money_of(2020, 691e6), money_of(2024, 0.6e6, 0.0), money_of(2025, 0.4e6, None)]
    text = reading(by_year([], values), None, None, 25)
    assert text.startswith("**2020: 5.0\u00a0% of the money reached local organisations.**")
    assert (
        "Little money is on record of the years after (2021–2023: none, 2024: USD\u00a0600,000 and 2025: USD\u00a0400,000)"
        in text
    )
    assert "Little money" not in reading(by_year([], [money_of(2024, 1e6), money_of(2025, 9e5)]), None, None, 25)


def test_a_year_that_is_not_over_is_named_with_its_money_where_the_one_before_says_nothing() -> None:
    values = [money_of(2020, 691e6), money_of(2025, 0.4e6), money_of(2026, 244e6, partial=True)]
    text = reading(by_year([], values), None, None, 25)
    assert "(2021–2024: none and 2025: USD\u00a0400,000)" in text
    assert text.endswith("2026, so far: USD\u00a0244.0 million.")


def test_pages_stand_on_the_last_year_of_which_money_is_well_reported(demo_folder: Path, tmp_path: Path) -> None:
    """Were a million known of 2025 and 404 of 2024, a share of the million would say nothing."""
    folder = changed_copy(
        demo_folder, tmp_path / "hardly",
        "update \"values\" set value = 1e6 where indicator = 'paid_or_committed_funding' and grain = 'year'"
        " and cluster = 'all' and group_by = 'all' and period_start = date '2025-01-01'",
    )  # fmt: skip
    for build, year, before in ((demo_folder, 2025, 2024), (folder, 2024, 2018)):
        reader = reader_of(build)
        period = reader.periods()[-1]
        (stands,) = [row for row in reader.standing("all", period) if row["indicator"] == DIRECT]
        assert (stands["period_start"].year, stands["earlier_start"].year) == (year, before)
        found = latest.read(reader, [DIRECT, "pop_equality_score"], "all", period)
        assert {value.period_start.year for value in found.values.values() if value.indicator == DIRECT} == {year}
        now = reader.rows("latest_values", audience="team", enough=queries.ENOUGH)
        (is_now,) = [row for row in now if (row["indicator"], row["cluster"]) == (DIRECT, "all")]
        assert is_now["period_start"].year == year


def test_years_of_money_go_on_as_long_as_its_files_do() -> None:
    year, half = money_of(2026, 1e6), money_of(2026, 1e6, grain="period")
    ahead = money_of(2027, 1e6)
    build = {"data_to": date(2025, 3, 10), "money_to": date(2026, 4, 17), "built_at": datetime(2026, 11, 23)}
    assert stretches.begun([year, half, ahead], build) == [year]
    assert stretches.begun([year], build | {"money_to": None}) == []


def test_a_page_of_evidence_opens_with_the_latest_time_that_can_be_said() -> None:
    found = stretches.found_in(
        [
            money_of(2023, 1e6, group_by="all"), money_of(2024, 1e6, group_by="all"), money_of(2025, 1e6, None, group_by="all"),
            money_of(2025, 1e6, group_by="type"), money_of(2026, 1e6, group_by="all", partial=True),
        ]
    )  # fmt: skip
    assert (list(found), stretches.latest(found)) == (["2026", "2025", "2024", "2023"], "2024")
    hidden = money_of(2025, 1e6, None, group_by="all", status="suppressed")
    assert stretches.latest(stretches.found_in([money_of(2024, 1e6, group_by="all"), hidden])) == "2025"
    hardly = [money_of(2024, 5e6, group_by="all"), money_of(2025, 0.4e6, group_by="all")]
    assert stretches.latest(stretches.found_in(hardly)) == "2024"
