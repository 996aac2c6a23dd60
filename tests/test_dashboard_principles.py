"""The page of principles: what partners say beside what the records show, and which file is missing."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import remedies
from dashboard.figures import principle as figures
from dashboard.opinions import instrument, principle_words
from dashboard.opinions.principles import PRINCIPLES
from dashboard.pointer import Build, current_build
from pipelines.indicators.catalogue import catalogue
from tests.conftest import ROOT
from tests.dashboard_pages import all_open, point_to, said
from tests.dashboard_pages import opened as page_of

Open = Callable[..., AppTest]
FOOT = {"status": "ok", "grain": "period", "reason": None, "bound_low": None, "bound_high": None, "interval": None}


def standing(indicator: str, **known: Any) -> dict[str, Any]:
    """One row as it stands, with everything a row has."""
    row = {
        "indicator": indicator, "title": indicator, "kind": "rate", "frame": "census", "unit": "%", "direction": "higher",
        "band": None, "when_weak": "Do this.", "needs": "memberships", "value": 40.0, "numerator": 4.0, "denominator": 10.0,
        "n": 10, "population": 10, "low": None, "high": None, "partial": False,
        "period_start": dt.date(2025, 1, 1), "period_end": dt.date(2025, 12, 31), "difference": None,
        "earlier_start": dt.date(2024, 1, 1), "earlier_end": dt.date(2024, 12, 31), "earlier_value": None, "earlier_n": 10,
        "earlier_low": None, "earlier_high": None,
    }  # fmt: skip
    return {**row, **FOOT, **known}


def about(principle: str = "equality", **known: Any) -> dict[str, Any]:
    """What the catalogue says of an indicator."""
    return {"principle": principle, "part_of": None, "title": "Seats", "needs": "roles,memberships", **known}


@pytest.fixture(scope="module")
def opened(demo_folder: Path) -> Iterator[Open]:
    """Open the page as somebody, once for all tests that only look."""
    seen: dict[Any, AppTest] = {}

    def once(audience: str = "team", build: Path = demo_folder, **link: str) -> AppTest:
        key = (audience, build, *sorted(link.items()))
        if key not in seen:
            seen[key] = page_of(build, "principles", audience, **link)
        return seen[key]

    st.cache_data.clear()
    st.cache_resource.clear()
    yield once


@pytest.fixture(scope="module")
def quiet(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo without a survey, without seats, and with too few action owners to show."""
    build, folder = current_build(demo_folder), tmp_path_factory.mktemp("quiet")
    assert isinstance(build, Build)
    shutil.copy(build.file, folder / "quiet.duckdb")
    with duckdb.connect(str(folder / "quiet.duckdb")) as con:
        con.execute(
            """delete from "values" where indicator in (select indicator from indicators where frame = 'survey')"""
        )
        con.execute(
            """delete from "values" where indicator like 'sag_%' or indicator like 'leadership_rep%' or indicator like 'twg%'"""
        )
        con.execute("delete from roles")
        con.execute("delete from survey_responses")
        con.execute("delete from survey_answers")
        con.execute(
            """update "values" set status = 'suppressed', reason = 'fewer than 5 organisations answered', value = null,
               numerator = null, denominator = null, n = null where indicator = 'feedback_loop_closure'"""
        )
        con.execute("update build set build_id = 'quiet'")
    point_to(folder, "quiet")
    return folder


def links(app: AppTest) -> dict[str, str]:
    """Where each link of the page leads, by its words."""
    return {link.proto.label: link.proto.query_string for link in app.main.get("page_link")}


def test_six_principles_are_in_sight_and_the_first_is_open(opened: Open) -> None:
    app = opened()
    assert [message.message for message in app.exception] == []
    choice = next(group for group in app.get("button_group") if group.key == "choice_principle")
    assert [option.content for option in choice.proto.options] == [principle.name for principle in PRINCIPLES.values()]
    assert [header.value for header in app.header][:3] == ["Equality", "What partners say", "What the records show"]


def test_a_link_opens_a_principle_and_keeps_its_code(opened: Open) -> None:
    app = opened(principle="leadership")
    assert [message.message for message in app.exception] == []
    assert app.header[0].value == "Collaborative leadership"
    assert app.query_params["principle"] in ("leadership", ["leadership"])


def test_what_is_said_stands_beside_what_is_recorded(opened: Open) -> None:
    text = said(opened())
    assert re.search(r"\*\*Partners give\*\* \d+ of 100: \w+", text)
    assert re.search(r"\*\*The records:\*\* of \d+ numbers with a limit, \d+ need attention", text)
    assert "nothing bad follows for us" in opened().get("plotly_chart")[0].proto.alt


def test_every_number_leads_to_its_evidence(demo_folder: Path) -> None:
    app = all_open(demo_folder, "principles", principle="leadership", cluster="wash")
    found = links(app)
    assert "indicator=collaborative_leadership_score" in " ".join(found.values())
    assert all("cluster=wash" in query for query in found.values())
    lines = [label for label in found if label.startswith("**")]
    numbered = [block.value for block in app.markdown if "Counted for" in block.value]
    assert len(lines) == len(numbered) >= 5


def test_a_donor_is_not_told_that_nobody_was_asked(opened: Open) -> None:
    text = said(opened(audience="donor", principle="leadership"))
    assert "not for this view" in text and "is for the coordination team and evaluators" in text
    assert "not asked yet" not in text and "asks for views before deciding" not in text


def test_without_a_survey_the_form_is_named_and_without_seats_the_template(opened: Open, quiet: Path) -> None:
    app = opened(build=quiet)
    text = said(app)
    assert [message.message for message in app.exception] == []
    assert "data/instruments/partnership_survey.xlsx" in app.info[0].value.replace("\\", "")
    assert "not asked yet" in text
    assert "add roles and seats (template roles_and_seats.xlsx)" in text


def test_what_is_hidden_is_said_to_be_hidden_and_shows_no_number(opened: Open, quiet: Path) -> None:
    app = opened(build=quiet, principle="responsibility")
    line = next(text for text in said(app).splitlines() if text.startswith("- **Recommendations decided on"))
    assert "Hidden to protect those who answered" in line
    assert not re.search(r"\d", line.replace("Fewer than 5", ""))


def test_a_change_of_a_year_is_no_numbered_list() -> None:
    line = principle_words.line(standing("x", difference=-10.0, earlier_value=50.0))
    assert line.change.startswith("Counted for 2025. Worse than in 2024 (50")
    assert not re.match(r"\d+\. ", line.change)


def test_only_what_is_weak_gets_a_next_step() -> None:
    weak, good = (principle_words.line(standing("x", band=band)) for band in ("caution", "good"))
    assert (weak.next_step, weak.weak) == ("Do this\\.", True)
    assert (good.next_step, good.weak) == ("", False)


def test_counts_are_what_was_counted() -> None:
    seats = standing("x", kind="parity", unit="ratio", value=0.2, numerator=11.0, denominator=55.0)
    money = standing("x", needs="funding_flows", numerator=2e6, denominator=8e6, n=12)
    people = standing("x", needs="funding_flows", numerator=1.0, denominator=12.0, n=12)
    gap = standing("x", kind="difference", unit="pp", value=-30.0, numerator=None, denominator=None, n=17)
    assert [principle_words.counted(row).replace("\u00a0", " ") for row in (seats, money, people, gap)] == [
        "11 % against 55 %", "USD 2.0 million of USD 8.0 million", "1 of 12", "17 counted",
    ]  # fmt: skip
    assert "0.2" not in principle_words.line(seats).number  # the two shares say it better


def test_words_and_records_are_compared_by_most_of_the_records() -> None:
    score = standing("pop_equality_score", frame="survey", kind="score", unit="points", value=60.0, band="satisfactory")
    weak, good = standing("a", band="caution"), standing("b", band="no caution")
    known = {name: about() for name in ("pop_equality_score", "a", "b", "c")}

    def summary(*rows: dict[str, Any]) -> str:
        return principle_words.summary(principle_words.evidence(PRINCIPLES["equality"], rows, known))

    assert "more content than the records suggest" in summary(score, weak)
    assert "Both point the same way" in summary(score, good)
    assert "less content" in summary({**score, "band": "weak"}, good)
    assert "content" not in summary(score, weak, good)
    assert "of 2 numbers with a limit, 1 need" in summary(score, weak, good)
    assert "too few answered" in summary({**score, "status": "suppressed", "value": None}, weak)


def test_kinds_that_make_up_a_whole_are_not_shown_as_100_percent() -> None:
    whole = standing("a", kind="composition", direction="context", numerator=53.0, denominator=53.0, value=100.0)
    found = principle_words.evidence(PRINCIPLES["equality"], [whole], {"a": about()})
    assert (found.recorded, found.background) == ((), (whole,))


def test_a_missing_number_names_the_file_that_is_missing() -> None:
    known = {"a": about(), "b": about(needs="memberships", title="Members")}
    lines = principle_words.unsaid(["a", "b"], known, [], {"memberships"})
    assert lines[0] == "- **Seats.** To know it, add roles and seats \\(template roles\\_and\\_seats\\.xlsx\\)."
    assert "Nothing is recorded up to this period" in lines[1] and "partner list" in lines[1]


def test_one_of_two_files_is_enough() -> None:
    assert remedies.missing("memberships,attendance|presence", {"memberships", "presence"}) == ""
    assert " or " in remedies.missing("memberships,attendance|presence", {"memberships"})


def test_every_kind_of_record_has_a_file_and_every_template_exists() -> None:
    needs = {need for found in catalogue().values() for group in found.needs for need in group.split("|")}
    assert needs - remedies.FILES.keys() == set()
    named = {name for text in remedies.FILES.values() for name in re.findall(r"template (\w+\.xlsx)", text)}
    assert named == {file.name for file in (ROOT / "data" / "templates").glob("*.xlsx")}
    assert all((ROOT / form).is_file() for form in instrument.FORMS.values())


def test_what_counts_as_leadership_answers_the_founding_statements_on_it() -> None:
    with (ROOT / "data" / "reference" / "seed_statements.csv").open(encoding="utf-8") as file:
        answers = {row["code"]: row["indicators"].split(";") for row in csv.DictReader(file)}
    on_leadership = {name for code, names in answers.items() if code == "T3" or code.startswith("P") for name in names}
    assert set(PRINCIPLES["leadership"].also) <= on_leadership


def test_single_statements_are_those_the_catalogue_names() -> None:
    for code, item in instrument.STATEMENTS.items():
        about_it = catalogue()[code]
        assert f"item {item.upper()}" in about_it.numerator, code
        assert instrument.statement(code)


def test_the_statement_with_the_fewest_is_named_with_its_counts() -> None:
    rows = [
        standing("constructive_dissent", kind="favourable", frame="survey", value=30.0, numerator=3.0, denominator=10.0),
        standing("neutrality_score", kind="favourable", frame="survey", value=80.0, numerator=8.0, denominator=10.0),
        standing("added_value_score", kind="favourable", frame="survey", status="suppressed", value=None, numerator=None,
                 denominator=None),
    ]  # fmt: skip
    picture = figures.said(rows)
    assert "nothing bad follows for us”: 3 of 10 answers" in picture.reading
    assert picture.table[2]["Value"] == "hidden"
    dots = picture.figure.data[-1]
    assert list(dots.x) == [30.0, 80.0]  # what is hidden has no mark
