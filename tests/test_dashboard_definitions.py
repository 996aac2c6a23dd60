"""A localisation figure never stands alone: beside it is what it would be under each other definition of local."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import words
from dashboard.figures import definitions
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader, Value
from pipelines.workspace import LOCALITY_DEFINITIONS
from tests.dashboard_pages import charts, followed, said, unfolded

pytestmark = pytest.mark.usefixtures("fresh_dashboard")


def value(group: str, number: float | None, unit: str = "%", **more: Any) -> Value:
    fields: dict[str, Any] = dict.fromkeys(Value.__dataclass_fields__)
    fields |= {
        "indicator": "x", "cluster": "all", "grain": "year", "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31), "partial": False, "group_by": "definition", "group": group, "value": number,
        "unit": unit, "status": "ok" if number is not None else "not_computable",
    }  # fmt: skip
    return Value(**(fields | more))


FOUR = [
    value("fts_subtype", None, reason="no local organisation was counted"),
    value("non_state", 2.25, bound_low=2.25, bound_high=40.0),
    value("with_affiliated", 9.04),
    value("grand_bargain", 7.0),
]


def test_every_definition_of_the_settings_has_its_words() -> None:
    assert tuple(words.DEFINITIONS) == LOCALITY_DEFINITIONS
    assert all(code in definitions.how_to_switch() for code in LOCALITY_DEFINITIONS)


def test_the_figure_stands_under_each_definition_with_the_one_in_force_marked() -> None:
    picture = definitions.comparison(FOUR, [], "non_state", "grand_bargain", 25)
    assert [(row["Definition"], row["Directly"], row["Could be"]) for row in picture.table] == [
        (r"Grand Bargain, strict, shown on this page", "7.0\u00a0%", "–"),
        ("With international affiliates", "9.0\u00a0%", "–"),
        (r"Without authorities \(in force\)", "2.2\u00a0%", "2.2 to 40.0\u00a0%"),
        ("As FTS says", "cannot be said", "–"),
    ]
    assert picture.reading == (
        "**2025: from 2.2\u00a0% (Without authorities) to 9.0\u00a0% (With international affiliates).** "
        "▸ is the definition shown on this page; in force is: Without authorities."
    )
    assert "As FTS says: cannot be said yet" in picture.alt


def test_the_same_figure_under_every_definition_is_said_once() -> None:
    same = [value(code, 3.0) for code in LOCALITY_DEFINITIONS]
    reading = definitions.comparison(same, same, "non_state", "non_state", 25).reading
    assert "**2025: 3.0\u00a0% under every definition that can be computed.**" in reading
    assert definitions.span(same, "non_state") == "the same under other definitions"
    moved = [value(code, 3.0 if code == "non_state" else 4.0) for code in LOCALITY_DEFINITIONS]
    assert definitions.span(moved, "non_state") == "under other definitions 4.0\u00a0%"


def test_what_is_hidden_stays_hidden_under_every_definition() -> None:
    hidden = [value(code, None, status="suppressed", reason="fewer than 5") for code in LOCALITY_DEFINITIONS]
    picture = definitions.comparison(hidden, hidden, "grand_bargain", "grand_bargain", 25)
    assert "no figure under any definition" in picture.reading
    assert {row["Directly"] for row in picture.table} == {"hidden"}
    assert definitions.span(hidden, "grand_bargain") == ""


def test_the_gap_is_listed_with_what_each_definition_means() -> None:
    gaps = [
        value("grand_bargain", -14.0, "pp"),
        value("fts_subtype", None, "pp", reason="no local organisation was counted"),
    ]
    listed = definitions.listing(gaps, "grand_bargain").splitlines()
    assert listed[0].startswith(
        "- **Grand Bargain, strict (in force): \u221214\u00a0points.** Headquarters in this country"
    )
    assert listed[3].startswith(
        "- **As FTS says: cannot be said yet (No local organisation was counted).** The word that FTS"
    )
    assert definitions.line(gaps, "grand_bargain") == (
        "Local is: Grand Bargain, strict. Under other definitions: "
        "As FTS says: cannot be said yet (No local organisation was counted)."
    )
    assert definitions.line(gaps[:1], "grand_bargain") == ""


# On the pages -----------------------------------------------------------------------------------------------------


def published(folder: Path, indicator: str, grain: str) -> dict[str, Value]:
    """The latest figure that is over, by definition."""
    build = current_build(folder)
    assert isinstance(build, Build)
    found = Reader(build.file, "team").values(indicator, "all", grain, definitions.GROUP_BY)
    last = max(each.period_start for each in found if not each.partial)
    return {each.group: each for each in found if each.period_start == last}


def test_money_is_compared_under_all_definitions(demo_build: Path) -> None:
    app = unfolded(followed("localisation"))
    (table,) = [box.markdown[0].value for box in app.expander if box.markdown[0].value.startswith("| Definition")]
    direct, as_direct = (
        published(demo_build, indicator, "year")
        for indicator in ("direct_local_funding_share", "as_direct_local_funding_share")
    )
    assert set(direct) == set(LOCALITY_DEFINITIONS)
    for code in direct:
        line = next(line for line in table.splitlines() if words.definition(code) in line)
        shares = (words.number(found[code].value, "%", 1) for found in (direct, as_direct))
        assert f"| {' | '.join(shares)} |" in line
        assert ("in force" in line) == (code == "grand_bargain")
    assert len([chart for chart in charts(app) if "under each definition of local" in chart.alt]) == 1
    assert "the fund’s own word “National NGO” is used, whatever the definition of local" in said(app)
    assert "in the file workspace.toml" in said(app)


def test_the_attendance_gap_is_compared_under_all_definitions(demo_build: Path) -> None:
    text = said(followed("participation", by="locality"))
    found = published(demo_build, "attendance_gap_local", "period")
    assert set(found) == set(LOCALITY_DEFINITIONS)
    for code, each in found.items():
        mark = " (in force)" if code == "grand_bargain" else ""
        assert f"- **{words.definition(code)}{mark}: {words.number(each.value, 'pp')}.**" in text
    assert "Local here means: Grand Bargain, strict." in text


def test_the_overview_compares_wherever_it_speaks_of_local_partners(demo_build: Path) -> None:
    text = said(followed("overview"))
    found = published(demo_build, "attendance_gap_local", "period")
    others = [words.number(each.value, "pp") for code, each in found.items() if code == "non_state"]
    assert f"Without authorities: {others[0]}" in text
    cards = [line for line in text.splitlines() if line.startswith("- Attendance gap")]
    assert cards and all("(under other definitions " in line for line in cards)
