"""What if: the arithmetic of both scenarios, and that outsiders learn nothing hidden from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from dashboard.figures import needed
from dashboard.figures import returning as figures
from dashboard.money import returning, returning_words, scenario_words
from dashboard.money.returning import Attendance, Gap
from dashboard.money.scenario import Money, Need, must_reach, need
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader
from tests.dashboard_pages import APP, address, charts, followed, point_to, said, unfolded

Look = Callable[..., AppTest]
YEAR = Money(whole=100e6, local=5e6, unknown=10e6)


def test_moved_money_fills_the_gap_and_new_money_must_outrun_the_sum() -> None:
    assert need(YEAR, 0.25, 1.0, "moved") == Need(20e6, 10e6)
    assert need(YEAR, 0.25, 0.5, "moved") == Need(40e6, 20e6)
    assert need(YEAR, 0.25, 0.5, "new") == Need(80e6, 40e6)


def test_a_channel_that_passes_on_too_little_cannot_bring_the_aim() -> None:
    assert need(YEAR, 0.25, 0.25, "new").most is None
    assert need(YEAR, 0.25, 0.2, "moved").most is None
    assert need(YEAR, 0.25, 0.0, "moved") == Need(None, None)
    assert need(YEAR, 0.05, 0.0, "moved") == Need(0.0, 0.0)


@given(
    some.floats(1, 1e9), some.floats(0, 1), some.floats(0, 1), some.floats(0.01, 1), some.floats(0.01, 1),
    some.sampled_from(["moved", "new"]),
)  # fmt: skip
def test_the_amount_found_brings_exactly_the_aim(
    whole: float, share: float, unknown: float, aim: float, reaches: float, source: str
) -> None:
    money = Money(whole, share * whole, unknown * (1 - share) * whole)
    found = need(money, aim, reaches, source)
    if found.most:
        after = (money.local + reaches * found.most) / (whole + (found.most if source == "new" else 0))
        assert after == pytest.approx(aim)
        assert found.least is not None and found.least <= found.most * (1 + 1e-9)
    elif found.most is None:
        assert reaches <= must_reach(money, aim, source) * (1 + 1e-9)


def test_the_answer_names_the_amount_the_range_and_the_next_step() -> None:
    told = scenario_words.answer("pooled", "moved", 0.5, need(YEAR, 0.25, 0.5, "moved"), YEAR, 0.25)
    assert (
        "**USD\u00a040.0 million would have to go through the pooled fund instead of to others, if 50\u00a0% of it"
        in told
    )
    assert "USD\u00a020.0 million would do." in told and "Next step:" in told
    assert "25\u00a0%" in scenario_words.answer("one", "moved", 0.1, Need(None, None), YEAR, 0.25)
    assert "At least 21.1\u00a0% would have to reach them" in scenario_words.answer(
        "one", "moved", 0.1, Need(None, None), YEAR, 0.25
    )
    assert "never lifts the share to 25\u00a0%" in scenario_words.answer(
        "one", "new", 0.1, Need(None, None), YEAR, 0.25
    )


def test_an_aim_that_is_reached_needs_nothing() -> None:
    assert "The aim of 4\u00a0% is reached" in scenario_words.standing(YEAR, 0.04, "2025")
    assert "USD\u00a020.0 million is missing" in scenario_words.standing(YEAR, 0.25, "2025")


def test_a_channel_that_is_not_possible_has_no_bar_and_no_amount() -> None:
    needs = {"direct": need(YEAR, 0.25, 1.0, "moved"), "one": Need(None, None)}
    picture = needed.channels(needs, {"direct": 1.0, "one": 0.01}, YEAR, "direct", "reading")
    bars = [list(bar.x) for bar in picture.figure.data if bar.type == "bar" and len(bar.x)]
    assert bars == [[10e6], [10e6]]
    assert [row["Needed"] for row in picture.table] == ["USD\u00a020.0 million", "not possible"]


GAP = Gap(Attendance("local", 30, 100), Attendance("international", 61, 100))


def partner(code: str, invited: int, came: int, before: int = 0, meetings: int = 0) -> dict[str, Any]:
    return {
        "organisation_id": code, "name": code, "cluster": "WASH", "invited": invited, "came": came,
        "attended_before": before, "meetings_before": meetings,
    }  # fmt: skip


def test_the_attendances_needed_are_the_fewest_that_close_the_gap() -> None:
    assert GAP.needed == 31
    for behind, invited, ahead, of in ((370, 789, 298, 489), (0, 7, 1, 3), (2, 3, 2, 3)):
        gap = Gap(Attendance("local", behind, invited), Attendance("international", ahead, of))
        assert (behind + gap.needed) / invited >= ahead / of - 1e-12
        assert gap.needed == 0 or (behind + gap.needed - 1) / invited < ahead / of


def test_a_partner_adds_what_it_missed_or_what_was_its_habit() -> None:
    assert returning.brought(partner("a", 20, 2), "every") == 18
    assert returning.brought(partner("a", 20, 2, 5, 10), "before") == 8
    assert returning.brought(partner("a", 20, 12, 5, 10), "before") == 0


def test_a_partner_in_two_clusters_is_one_partner() -> None:
    rows = [partner("a", 10, 0), partner("a", 10, 0), partner("b", 15, 0)]
    assert returning.by_partner(rows, "every") == {"a": 20, "b": 15}
    assert returning.fewest(rows, "every", 20) == 1
    assert returning.fewest(rows, "every", 36) is None


def test_the_answer_says_whether_the_return_is_enough() -> None:
    few, many = [partner("a", 10, 0)], [partner("a", 40, 0), partner("b", 40, 0)]
    assert "10 more attendances.** That is not enough: 21 are still missing." in returning_words.answer(
        GAP, few, few, "every"
    )
    assert "at least 1 of the absent partners has to come back" in returning_words.answer(GAP, many, many, "every")
    assert "31 more attendances would close the gap: about 6 a month." in returning_words.standing(GAP, 6, "2026")
    level = Gap(Attendance("local", 1, 2), Attendance("international", 1, 2))
    assert returning_words.standing(level, 6, "2026").endswith("There is no gap to close.")


def test_the_scenario_is_a_hollow_dot() -> None:
    picture = figures.gap(GAP, 31, "reading", [])
    hollow = [trace for trace in picture.figure.data if trace.marker.symbol == "circle-open" and len(trace.x)]
    assert [list(trace.x) for trace in hollow] == [[61.0]]


# On the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def look(demo_build: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open the page of the demo as somebody, with a link."""

    def opened(audience: str = "team", **link: str) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        return followed("what_if", **link)

    return opened


def test_every_choice_is_in_the_link_and_moves_the_answer(look: Look) -> None:
    app = look(target="10", channel="pooled", year="2024")
    assert app.number_input(key="choice_target").value == 10
    assert "For 10\u00a0%" in said(app) and "go through the pooled fund" in said(app)
    app.number_input(key="choice_target").set_value(2).run()
    assert address(app, "target") == "2"
    assert "The aim of 2\u00a0% is reached." in said(app)
    assert "It is not a forecast" in said(app)


def test_the_team_sees_whose_return_would_close_the_gap(look: Look, demo_build: Path) -> None:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    reader = Reader(build.file, "team")
    period = next(row for row in reversed(reader.periods()) if not row["partial"])
    rows = returning.absent(reader, "wash", period, "local")
    assert rows and all(row["name"] not in row["code"] for row in rows)
    app = unfolded(look(cluster="wash", who=rows[0]["code"]))
    table = next(
        box.markdown[0].value for box in app.expander if rows[0]["name"] in box.markdown[0].value.replace("\\", "")
    )
    assert len(table.splitlines()) == 3
    added = returning.brought(rows[0], "every")
    assert f"1 absent partner would bring {added} more attendances." in said(app)


def test_outsiders_learn_neither_names_nor_what_is_hidden(look: Look, demo_build: Path) -> None:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    quiet = {row["name"] for row in Reader(build.file, "team").named("worth_a_call", cluster="all")}
    for audience in ("evaluator", "donor"):
        narrow = Reader(build.file, audience)
        hidden = all(value.status != "ok" for value in narrow.values(returning.GAP, "all"))
        app = unfolded(look(audience))
        text = said(app) + "".join(chart.alt for chart in charts(app))
        assert not [name for name in quiet if name in text]
        assert hidden and "more attendances" not in text
        assert [returning.gap(narrow, "all", period) for period in narrow.periods()] == [None] * len(narrow.periods())


@pytest.mark.parametrize(
    ("page", "text"), [("flows", "FTS export"), ("what_if", "FTS export"), ("localisation", "FTS export")]
)
def test_without_any_money_a_page_says_which_file_would_bring_it(
    demo_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, text: str
) -> None:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    shutil.copy(build.file, tmp_path / "empty.duckdb")
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as con:
        for table in ('"values"', "flow_links", "lorenz_points", "networks", "quiet_partners"):
            con.execute(f"delete from {table}")
    point_to(tmp_path, "empty")
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=60)
    app.switch_page(f"app_pages/{page}.py")
    app.run()
    assert not app.exception and not charts(app)
    assert text in said(app)
