"""The page Method: what is counted, assumed, hidden and changed, and how often the ranges hold the truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.evidence import glossary, interval_coverage, method_words
from dashboard.figures import interval_coverage as figures
from dashboard.queries import Row
from pipelines.statistics import coverage
from tests.dashboard_pages import all_open, changed_copy, opened, reader_of, said

See = Callable[..., AppTest]


@pytest.fixture(scope="module")
def see(demo_folder: Path) -> See:
    """A part of the page; opened once for all tests that only look."""
    pages: dict[tuple[str, str], AppTest] = {}

    def looked_at(part: str, audience: str = "team") -> AppTest:
        if (part, audience) not in pages:
            pages[part, audience] = opened(demo_folder, "method", audience, part=part)
        return pages[part, audience]

    return looked_at


def test_the_catalogue_has_every_number_of_the_audience_and_leads_to_its_evidence(see: See, demo_folder: Path) -> None:
    for audience in ("team", "donor"):
        told = "".join(element.proto.body for element in see("catalogue", audience).get("html"))
        assert 'href="./evidence?indicator=direct_local_funding_share"' in told
        table = all_open(demo_folder, "method", audience, part="catalogue").dataframe[0].value
        assert list(table["Code"]) == [row["indicator"] for row in reader_of(demo_folder).rows("catalogue", audience=audience)]  # fmt: skip
        assert set(table["Code"]) == set(reader_of(demo_folder, audience).indicators())
        assert next(iter(table["Open it"])) == f"./evidence?indicator={table['Code'][0]}"
    assert "org_attendance_rate" not in set(table["Code"])


def test_every_setting_is_told_with_who_set_it_and_on_what_ground(see: See, demo_folder: Path) -> None:
    (table,) = [text.value for text in see("assumptions").markdown if text.value.startswith("|")]
    lines = table.replace("\\", "").splitlines()
    assert len(lines) == 2 + len(reader_of(demo_folder).settings())
    (least,) = [line for line in lines if "Smallest group of organisations" in line]
    assert "| 5 | workspace.toml |" in least and "OECD" in least
    (local,) = [line for line in lines if line.startswith("| What is called local")]
    assert "Grand Bargain, strict | project default" in local


def test_the_page_shows_the_numbers_of_the_study() -> None:
    published = [cell for cell in interval_coverage.cells() if cell.table == "Share of a membership that says yes"]
    worst = min(cell.covered for cell in published if cell.covered is not None)
    assert interval_coverage.of_table("Share of a membership that says yes") and worst >= 95
    assert f"{worst:.1f}" in figures.by_kind().alt
    assert not [cell for cell in interval_coverage.cells() if coverage.NOT_PUBLISHED in cell.column]
    rows = {row["Response"].replace("\u00a0", " "): row for row in figures.own_situation(35)}
    assert rows["40 %"]["Mean of scores"] == "97.4" and rows["20 %"]["Mean of scores"] == "no interval"
    assert rows["60 %"]["Share, one-sided answers"] == "62.1"


def test_the_page_says_how_bias_breaks_the_ranges_and_that_the_bounds_hold(see: See) -> None:
    text = said(see("coverage"))
    least = min(interval_coverage.biased("share, odds 4"))
    assert least < 50 and f"as few as {least:.1f} of 100 intervals of a share hold the truth" in text
    assert "The bounds hold in 100 of 100" in text
    assert len(see("coverage").get("plotly_chart")) == 2


def test_the_study_still_has_the_tables_and_columns_that_are_shown() -> None:
    titles = {table.title for table in coverage.tables(draws=1)}
    assert titles == interval_coverage.KINDS.keys() | {interval_coverage.BIASED}
    heads = {column.head for table in coverage.tables(draws=1) for column in table.columns}
    named = {f"{estimate}, odds {odds}" for estimate, odds in interval_coverage.ONE_SIDED}
    assert named | {interval_coverage.BOUNDS} <= heads


def test_the_rules_name_the_smallest_group_in_force(see: See) -> None:
    text = said(see("disclosure", "donor"))
    assert "fewer than 5 organisations" in text and "{" not in text
    assert method_words.rules(3)[0] != method_words.rules(5)[0]


RESTATED = """
insert into restatements values
    ('org_attendance_rate', 'wash', 'period', date '2026-01-01', 'all', 'all', 46, 45, 'ok', 'ok', 'new_rows', null, 'b0'),
    ('org_attendance_rate', 'wash', 'period', date '2026-01-01', 'type', 'donor', 33.3, 66.7, 'ok', 'ok', 'new_rows', 'too few', 'b0'),
    ('pop_equality_score', 'wash', 'period', date '2026-01-01', 'all', 'all', 61.7, null, 'ok', 'suppressed', 'new_rows, new_method', null, 'b0'),
    ('reported_funding', 'all', 'year', date '2025-01-01', 'file', 'money.csv', 5, 6, 'ok', 'ok', 'new_rows', null, 'b0'),
    ('added_value_score', 'wash', 'period', date '2026-01-01', 'all', 'all', null, 71.9, 'not_computable', 'ok', 'new_rows', null, 'b0')
"""  # fmt: skip


@pytest.fixture(scope="module")
def restated(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's build, had the build before said five numbers otherwise."""
    causes = "insert into restatement_causes values ('new_rows', 'secret file of a partner.csv', 'added')"
    folder = tmp_path_factory.mktemp("restated") / "build"
    return changed_copy(demo_folder, folder, RESTATED, causes)


def log(folder: Path, audience: str) -> dict[tuple[str, str], Row]:
    rows = reader_of(folder, audience).rows("restatements", audience=audience)
    return {(row["indicator"], row["group"]): row for row in rows}


def test_a_restatement_is_told_only_to_those_who_see_the_number(restated: Path) -> None:
    team, evaluator, donor = (log(restated, audience) for audience in ("team", "evaluator", "donor"))
    assert len(team) == 5 and team["org_attendance_rate", "donor"]["after"] == 66.7
    hidden = evaluator["org_attendance_rate", "donor"]
    assert (hidden["before"], hidden["after"], hidden["after_status"]) == (None, None, "suppressed")
    assert ("reported_funding", "money.csv") not in evaluator and ("added_value_score", "all") not in evaluator
    assert donor.keys() == {("pop_equality_score", "all")}


def test_what_is_hidden_now_is_not_told_by_what_it_was(restated: Path) -> None:
    for audience in ("team", "evaluator", "donor"):
        row = log(restated, audience)["pop_equality_score", "all"]
        assert (row["before"], row["after"]) == (None, None)
    line = method_words.restatement_row(row, {"wash": "WASH"})
    assert (line["Before"], line["Now"]) == ("not shown", "Hidden to protect those who answered")
    assert line["Why"] == "new or changed files and another setting or method"


def test_the_log_names_causes_to_all_and_files_to_the_team_alone(restated: Path) -> None:
    team, outside = (
        said(all_open(restated, "method", audience, part="restatements")) for audience in ("team", "donor")
    )
    assert "5 numbers are not what the build before said" in team and "secret file of a partner.csv (added)" in team
    assert "1 number is not" in outside and "new or changed files" in outside
    assert "secret" not in outside


def test_without_a_build_before_the_log_says_so(see: See) -> None:
    assert "this is the first build" in said(see("restatements"))


def test_the_glossary_explains_the_abbreviations_of_the_field_in_order() -> None:
    lines = glossary.lines()
    terms = [line.removeprefix("- **").partition("**")[0] for line in lines]
    assert {"NGO", "HCT", "CCPM", "FTS", "CBPF", "3W, 5W", "GHP", "Localisation", "SAG", "PSEA"} <= set(terms)
    assert terms == sorted(terms, key=str.casefold)
    assert all(line.endswith(".") for line in lines)
