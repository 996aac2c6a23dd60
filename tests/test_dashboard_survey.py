"""The page of surveys: who answered, what they said, whether scores hold, and the report table of CCPM."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.figures import answers, diverging
from dashboard.figures.diverging import Sides, Split
from dashboard.figures.reliability import reliability
from dashboard.figures.wrapped import Words
from dashboard.opinions import ccpm_report, instrument, responses, survey_words
from dashboard.opinions.responses import Group, Response
from dashboard.pointer import Build, current_build
from dashboard.queries import Value
from pipelines.indicators.catalogue import catalogue
from tests.conftest import DEMO, ROOT
from tests.dashboard_pages import APP, all_open, point_to, said

LATEST = date(2026, 1, 1)
SHOWN = Value(
    "x", "wash", "period", LATEST, date(2026, 6, 30), False, "function", "1", 40.0, "points", None, None, 20, 50, 30.0,
    50.0, "exact", None, None, "unsatisfactory", "ok", None,
)  # fmt: skip
HIDDEN = replace(SHOWN, value=None, n=None, low=None, high=None, band=None, status="suppressed", reason="too few")
ALL = Group("national_ngo", 4, 8, 80.0, 50.0, 5, False)


class Pages:
    """Pages of one build, opened once each."""

    def __init__(self, build: Path) -> None:
        self.build, self.seen = build, dict[Any, AppTest]()

    def open(self, audience: str = "team", build: Path | None = None, **link: str) -> AppTest:
        """Open the survey page as somebody; `link`: what stands in the address."""
        key = (audience, build, *sorted(link.items()))
        if key not in self.seen:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PARTNERSHIP_WORKSPACE", str(DEMO))
                patch.setenv("PARTNERSHIP_BUILD_DIR", str(build or self.build))
                patch.setenv("PARTNERSHIP_AUDIENCE", audience)
                app = AppTest.from_file(APP, default_timeout=60)
                app.switch_page("app_pages/survey.py")
                for name, value in link.items():
                    app.query_params[name] = value
                self.seen[key] = app.run()
        return self.seen[key]


@pytest.fixture(scope="module")
def pages(demo_folder: Path) -> Iterator[Pages]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield Pages(demo_folder)


@pytest.fixture(scope="module")
def changed(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo without any CCPM, and with every opinion hidden."""
    build, folder = current_build(demo_folder), tmp_path_factory.mktemp("changed")
    assert isinstance(build, Build)
    shutil.copy(build.file, folder / "changed.duckdb")
    with duckdb.connect(str(folder / "changed.duckdb")) as con:
        con.execute("""delete from "values" where indicator like 'ccpm%'""")
        con.execute(
            """update "values" set status = 'suppressed', reason = 'fewer than 5 organisations answered', value = null,
               numerator = null, denominator = null, n = null, low = null, high = null, band = null
               where indicator in (select indicator from indicators where disclosure = 'opinion')"""
        )
        con.execute("delete from distributions")
        con.execute("update scale_reliability set alpha = null, low = null, high = null, reason = 'too few answers'")
        con.execute("delete from item_rest")
        con.execute("update build set build_id = 'changed'")
    point_to(folder, "changed")
    return folder


@pytest.fixture(scope="module")
def con(demo_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    build = current_build(demo_folder)
    assert isinstance(build, Build)
    with duckdb.connect(str(build.file), read_only=True) as connection:
        yield connection


def texts_of(app: AppTest) -> str:
    """All text, and the alternative texts of the charts."""
    return said(app) + "\n".join(chart.proto.alt for chart in app.get("plotly_chart")).replace("\\", "")


def report(app: AppTest) -> str:
    """The markup of the CCPM table."""
    return next(str(block.proto.body) for block in app.get("html") if "<table" in block.proto.body)


def test_the_partnership_survey_is_read_from_who_answered_to_how_sure(pages: Pages) -> None:
    app = pages.open(cluster="wash")
    assert [message.message for message in app.exception] == []
    assert [header.value for header in app.header] == [
        "Who answered?", "How content are partners with each principle?", "Statement by statement",
        "Do the questions of each score go together?",
    ]  # fmt: skip
    assert len(app.get("plotly_chart")) == 4
    assert "None" not in texts_of(app) and "nan" not in texts_of(app)


def test_the_counts_are_those_of_the_build(pages: Pages, con: duckdb.DuckDBPyConnection) -> None:
    text = texts_of(all_open(pages.build, "survey", cluster="wash"))
    rate = con.execute(
        """select numerator, denominator from "values" where indicator = 'survey_response_rate' and cluster = 'wash'
           and group_by = 'all' and period_start = ?""", [LATEST],
    ).fetchall()[0]  # fmt: skip
    assert f"{rate[0]:.0f} of {rate[1]:.0f} members answered" in text
    bands = dict(con.execute(
        """select band, organisations from distributions where indicator = 'pop_equality_score' and cluster = 'wash'
           and group_by = 'all' and period_start = ?""", [LATEST],
    ).fetchall())  # fmt: skip
    row = next(line for line in text.splitlines() if line.startswith("| Equality |"))
    assert [int(cell) for cell in row.split("|")[2:6]] == [
        bands[name] for name in ("weak", "unsatisfactory", "satisfactory", "good")
    ]


def test_a_round_and_the_groups_are_in_the_link(pages: Pages) -> None:
    app = pages.open(cluster="wash", round="2025-01", by="locality")
    assert [message.message for message in app.exception] == []
    assert "Equality: Local and national" in texts_of(app)
    assert "28 of 47 members answered" in texts_of(app)


def test_a_donor_sees_no_score_that_is_not_for_donors(pages: Pages) -> None:
    app = pages.open(audience="donor", cluster="wash")
    assert [message.message for message in app.exception] == []
    assert "Equality" in texts_of(app)
    assert "Collaborative leadership" not in texts_of(app) and "worth the time it takes" not in texts_of(app)


def test_ccpm_is_a_table_with_all_functions_and_a_word_beside_each_colour(pages: Pages) -> None:
    app = pages.open(cluster="wash", survey="ccpm")
    assert [message.message for message in app.exception] == []
    markup = report(app)
    assert all(ccpm_report.function(code) in markup for code in ccpm_report.FUNCTIONS)
    levels = "|".join(answers.LEVELS.values())
    assert markup.count('class="colour"') == len(re.findall(rf"</span>(?:{levels})<", markup)) > 30
    assert "21 of 51 members answered" in texts_of(app)


def test_partners_and_coordinator_are_apart_for_donors_too_but_not_their_difference(pages: Pages) -> None:
    team, donor = (report(pages.open(audience, cluster="wash", survey="ccpm")) for audience in ("team", "donor"))
    assert "+29" in team and "+29" not in donor
    assert donor.count('class="colour"') == team.count('class="colour"')


def test_without_answers_the_form_and_the_way_are_named(pages: Pages, changed: Path) -> None:
    app = pages.open(build=changed, survey="ccpm")
    assert [message.message for message in app.exception] == []
    text = said(app)
    assert "data/instruments/ccpm.xlsx" in text and "KoBoToolbox" in text and "Import" in text
    assert not app.get("plotly_chart")


def test_where_everything_is_hidden_no_bar_and_no_dot_is_drawn(pages: Pages, changed: Path) -> None:
    app = pages.open(build=changed, cluster="wash")
    assert [message.message for message in app.exception] == []
    text = texts_of(app)
    assert "cannot be shown: too few answered" in text and "nothing can be shown without revealing" in text
    assert "Too few complete answers" in text
    assert "25 of 53 members answered" in text  # who answered is no opinion


def test_bars_begin_where_the_nearer_answers_end_and_make_a_hundred() -> None:
    row = Split(Words("a", "b"), (3, 1), (4, 2))
    traces = diverging.split_bars([row], Sides(("no", "never"), ("yes", "always"))).data
    assert [(round(bar.base[0]), round(bar.x[0])) for bar in traces] == [(0, -30), (-30, -10), (0, 40), (40, 20)]
    assert sum(abs(bar.x[0]) for bar in traces) == pytest.approx(100)
    assert [bar.text[0] for bar in traces] == ["3", "1", "4", "2"]


def test_nothing_is_drawn_for_what_is_hidden() -> None:
    hidden = {
        "status": "suppressed", "reason": "too few", "bands": None, "value": None, "n": None, "population": None,
        "low": None, "high": None, "earlier_value": 50.0, "numerator": None, "denominator": None, "unit": "points",
    }  # fmt: skip
    for picture in (answers.bands([hidden], ["Equality"]), answers.statements([hidden], ["We agree."])):
        assert all(len(bar.x) == 0 for bar in picture.figure.data)
        assert "hidden" in picture.alt and not re.search(r"\d", picture.alt)
        assert "Too few" in "".join(picture.table[0].values())


def test_a_score_whose_spread_is_hidden_keeps_its_median() -> None:
    row = {"status": "ok", "bands": None, "value": 60.0, "n": 6, "population": 9, "low": 50.0, "high": 70.0,
           "earlier_value": None, "reason": None}  # fmt: skip
    picture = answers.bands([row], ["Equality"])
    assert "Median 60" in picture.alt and "spread is hidden" in picture.alt
    assert all(len(bar.x) == 0 for bar in picture.figure.data)


def test_a_type_is_called_too_quiet_only_where_it_has_members_enough() -> None:
    rate = replace(SHOWN, value=47.0, unit="%", numerator=8.0, denominator=17.0, band="caution", reason="below 30 %")
    low = [replace(ALL, code=code, members=members, low=True) for code, members in (("donor", 5), ("authority", 4))]
    said_of = " ".join(responses.caution(Response(rate, 9, 2, (ALL, *low))))
    assert "Careful" in said_of and "Below 30 %" in said_of.replace("\\", "")
    assert "Donors" in said_of and "Authorities" not in said_of
    assert "2 questionnaires name no organisation" in said_of
    assert responses.caution(Response(replace(rate, band="no caution"), 9, 0, (ALL,))) == []


def test_where_all_are_anonymous_the_rate_is_not_known_and_never_zero() -> None:
    rate = replace(SHOWN, value=None, status="not_computable", reason="nobody named an organisation", band=None)
    text = responses.headline(Response(rate, 9, 9, ()))
    assert "is not known" in text and "Nobody named" in text and "0" not in text


def test_a_hidden_score_is_a_word_in_the_report_and_markup_is_escaped() -> None:
    line = ccpm_report.Line("1", HIDDEN, replace(SHOWN, value=80.0, band="good"), None, None)
    row = ccpm_report.table([line])[0]
    assert (row["Partners"], row["Range"], row["Answered"], row["Difference"]) == ("hidden", "–", "–", "–")
    assert row["Status, partners"] == "Too few." and row["Status, coordinator"] == "Good"
    assert "&lt;b&gt;" in ccpm_report.markup([line], "<b>")


def test_the_reading_counts_functions_and_not_their_parts() -> None:
    good, gap = replace(SHOWN, band="good", value=90.0), replace(SHOWN, value=30.0, band="caution")
    lines = [
        ccpm_report.Line("1", SHOWN, None, gap, None), ccpm_report.Line("1.1", SHOWN, None, gap, None),
        ccpm_report.Line("2", good, None, None, None),
    ]  # fmt: skip
    text = ccpm_report.reading(lines)
    assert "1 of 2 functions" in text and "lie far apart on number 1:" in text
    assert "Too few" in ccpm_report.reading([ccpm_report.Line("1", HIDDEN, None, None, None)])


def test_every_sub_function_of_the_form_has_a_name() -> None:
    with (ROOT / "data" / "instruments" / "ccpm.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row[column] for row in csv.DictReader(file) for column in ("function", "sub_function")}
    assert codes - {""} == set(ccpm_report.FUNCTIONS)


def test_alpha_below_zero_stays_on_the_axis_and_says_its_number() -> None:
    rows = [{"scale": "equality", "n": 22, "items": 4, "alpha": -0.2, "low": -0.9, "high": 0.3, "reason": None}]
    picture = reliability(rows, ["Equality"])
    assert picture.figure.data[-1].x[0] == 0
    assert "−0.2" in picture.alt and "22" in picture.alt


def test_scales_are_called_by_their_principle() -> None:
    rows = [{"scale": scale} for scale in ("leadership", "results", "equality")]
    seen = survey_words.visible(rows, {"pop_equality_score": {}, "pop_results_score": {}})
    assert [survey_words.scale_name(row["scale"]) for row in seen] == ["Equality", "Results"]


def test_a_statement_is_drawn_for_and_against_with_those_who_do_neither() -> None:
    said = [("disagree", 4), ("neither", 6), ("agree", 10)]
    row = {
        "indicator": "pop_equality_score.eq1", "group": "all", "status": "ok", "value": 50.0, "numerator": 10.0,
        "denominator": 20.0, "low": 40.0, "high": 60.0, "earlier_value": None,
        "bands": [{"band": step, "organisations": n, "on_edge": 0} for step, n in said],
    }  # fmt: skip
    shown = answers.statements([row], ["We are respected."])
    assert [(bar.name, [round(x) for x in bar.x], bar.text) for bar in shown.figure.data] == [
        (None, [-30], ("6",)), (None, [-20], ("4",)), (None, [50], ("10",)),
    ]  # fmt: skip
    line = {heading: cell.replace("\u00a0", " ") for heading, cell in shown.table[0].items()}
    assert line == {
        "Statement": "We are respected\\.", "Agree": "50 %", "Counted": "10 of 20", "Neither": "6", "Disagree": "4",
        "95 % range": "40 to 60 %",
    }  # fmt: skip
    spread_hidden = answers.statements([{**row, "bands": None}], ["We are respected."])
    assert "how the others are spread is hidden" in spread_hidden.alt
    assert not any(bar.x for bar in spread_hidden.figure.data)


def test_every_statement_of_the_form_has_a_number_of_its_own() -> None:
    asked = {indicator.id: indicator.item for indicator in catalogue().values() if indicator.item}
    assert {name: instrument.code(name) for name in asked} == asked
    assert sorted(asked.values()) == sorted(statement.code for statement in instrument.statements())
