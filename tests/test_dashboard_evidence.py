"""The page Evidence: a number's meaning, its range, and its rows as far as each audience may see them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import breakdowns, stretches, tracing
from dashboard.evidence import evidence_rows, evidence_words, rules, unit_rows
from dashboard.queries import Row, Value
from pipelines.indicators.catalogue import catalogue
from pipelines.trace import Address, trace
from tests.dashboard_pages import all_open, all_values, changed_copy, opened, reader_of, said

TRACED = (
    ("org_attendance_rate", "wash", "locality", "local"),
    ("membership_share_by_type", "all", "all", "all"),
    ("active_partner_rate", "wash", "type", "national_ngo"),
    ("direct_local_funding_share", "all", "all", "all"),
    ("local_presence_share", "wash", "area", None),
    ("leadership_representation_ratio.share", "wash", "all", "all"),
    ("pop_equality_score", "wash", "all", "all"),
    ("pop_equality_score.mean", "wash", "locality", "local"),
    ("attendance_gap_local", "wash", "all", "all"),
)


def value_at(folder: Path, audience: str, indicator: str, cluster: str, by: str, group: str | None) -> Value | None:
    """The latest value at a place, of the length of time that a trace takes."""
    values = [
        v
        for v in all_values(reader_of(folder, audience), indicator)
        if (v.cluster, v.group_by) == (cluster, by) and v.group == (group or v.group) and not v.partial
    ]
    order = ("span", "year", "period")
    return min(
        values, key=lambda v: (order.index(v.grain), -v.period_start.toordinal(), v.status != "ok"), default=None
    )


def rule_of(folder: Path, indicator: str) -> rules.Rule:
    reader = reader_of(folder)
    return rules.rule(rules.meaning(reader, indicator), rules.settings_by_key(reader))


def rows_of(folder: Path, audience: str, value: Value) -> list[Row]:
    return unit_rows.behind(reader_of(folder, audience), value, rule_of(folder, value.indicator))


def told(row: Row, audience: str, opinion: bool) -> str:
    """What one row says to an audience, for comparison."""
    if audience == "evaluator":
        return str((row["date"], row["numerator"], row["denominator"], row["value"]))
    if opinion:
        return str((row["date"], row["answered"], row["origins"]))
    return str(
        [row[key] for key in ("date", "organisation", "category", "numerator", "denominator", "value", "origins")]
    )


@pytest.mark.parametrize("audience", ["team", "evaluator", "donor"])
def test_the_page_and_the_command_trace_the_same_rows(demo_folder: Path, audience: str) -> None:
    compared = 0
    for indicator, cluster, by, group in TRACED:
        value = value_at(demo_folder, audience, indicator, cluster, by, group)
        if value is None:
            continue
        address = Address(indicator, cluster, str(value.period_start), by, value.group)
        traced = trace(reader_of(demo_folder).file, address, audience)
        assert traced.value["grain"] == value.grain
        opinion = catalogue()[indicator].disclosure == "opinion"
        own = Counter(told(row, audience, opinion) for row in rows_of(demo_folder, audience, value))
        assert own == Counter(told(row, audience, opinion) for row in traced.rows), address
        about = rules.meaning(reader_of(demo_folder, audience), indicator)
        assert bool(unit_rows.withheld(value, about, audience)) == bool(traced.withheld), address
        assert rule_of(demo_folder, indicator).made_of == traced.made_of
        compared += len(traced.rows)
    assert (compared > 0) == (audience != "donor")


def attendance(folder: Path, audience: str, by: str = "all", group: str = "all") -> Value:
    value = value_at(folder, audience, "org_attendance_rate", "wash", by, group)
    assert value is not None
    return value


def pattern(rows: list[Row], key: str) -> Counter[tuple[Any, ...]]:
    """Which rows belong together, without who it is."""
    together: dict[Any, list[str]] = {}
    for row in rows:
        together.setdefault(row[key], []).append(str((row["date"], row["numerator"], row["denominator"])))
    return Counter(tuple(sorted(found)) for found in together.values())


def test_evaluators_see_which_rows_belong_together_and_neither_who_nor_where(demo_folder: Path) -> None:
    named = rows_of(demo_folder, "team", attendance(demo_folder, "team"))
    rows = rows_of(demo_folder, "evaluator", attendance(demo_folder, "evaluator"))
    assert pattern(rows, "pseudonym") == pattern(named, "organisation")
    text = json.dumps(rows, default=str)
    assert not [row["organisation"] for row in named if row["organisation"] in text]
    assert all(row["origins"] == [] and row["category"] is None for row in rows)


def test_pseudonyms_tell_neither_the_alphabet_nor_the_same_partner_in_another_table(demo_folder: Path) -> None:
    """Rows of one day would else stand in the order of names, and two tables could be put together."""
    whole = rows_of(demo_folder, "evaluator", attendance(demo_folder, "evaluator"))
    days = {row["date"] for row in whole}
    for day in days:
        numbers = [row["pseudonym"] for row in whole if row["date"] == day]
        assert numbers == sorted(numbers)
    named = rows_of(demo_folder, "team", attendance(demo_folder, "team"))
    alphabet = {name: at for at, name in enumerate(sorted({row["organisation"] for row in named}), 1)}
    by_alphabet = Counter((row["date"], alphabet[row["organisation"]], row["numerator"]) for row in named)
    assert Counter((row["date"], row["pseudonym"], row["numerator"]) for row in whole) != by_alphabet


def test_pseudonyms_hang_on_what_only_the_holders_of_the_files_know(demo_folder: Path, tmp_path: Path) -> None:
    """With the names, the number and the method alone nobody can try out which name gives which pseudonym."""
    other = changed_copy(demo_folder, tmp_path / "other", "update build_inputs set digest = sha256(digest)")
    value = attendance(demo_folder, "evaluator")
    before, after = (
        [(row["date"], row["pseudonym"], row["numerator"]) for row in rows_of(folder, "evaluator", value)]
        for folder in (demo_folder, other)
    )
    assert len(before) == len(after) and before != after


def test_the_statement_itself_holds_back_what_an_audience_may_not_see(demo_folder: Path) -> None:
    """Whatever a page asks for: donors get no row, and evaluators none of a survey or of a hidden number."""
    survey = value_at(demo_folder, "team", "pop_equality_score", "wash", "all", "all")
    assert survey is not None and rows_of(demo_folder, "team", survey)
    assert rows_of(demo_folder, "evaluator", survey) == rows_of(demo_folder, "donor", survey) == []
    members = value_at(demo_folder, "donor", "membership_share_by_type", "wash", "all", "all")
    assert members is not None and rows_of(demo_folder, "donor", members) == []
    hidden = next(
        v
        for v in all_values(reader_of(demo_folder, "evaluator"), "org_attendance_rate")
        if v.status == "suppressed" and v.group_by == "type"
    )
    assert rows_of(demo_folder, "team", hidden) and rows_of(demo_folder, "evaluator", hidden) == []


def test_of_opinions_the_team_sees_who_counts_and_not_what_was_said(demo_folder: Path) -> None:
    survey = value_at(demo_folder, "team", "pop_equality_score", "wash", "all", "all")
    assert survey is not None
    rows = rows_of(demo_folder, "team", survey)
    assert sum(row["answered"] for row in rows) == survey.n
    assert {(row["organisation"], row["numerator"], row["denominator"], row["value"]) for row in rows} == {(None,) * 4}
    about = rules.meaning(reader_of(demo_folder), "pop_equality_score")
    assert set(unit_rows.writer(rows, about, "team")(rows)[0]) == {"Date", "Answered", "File, sheet and row"}


def test_a_rule_says_what_a_number_is_derived_from_and_whose_rows_it_has(demo_folder: Path) -> None:
    gap = rule_of(demo_folder, "attendance_gap_local")
    assert (gap.made_of, gap.compared) == (("org_attendance_rate",), ("locality", "local", "international"))
    assert rule_of(demo_folder, "pop_equality_score.mean").rows_of == "pop_equality_score"
    assert len(rule_of(demo_folder, "perception_gap.points").made_of) == 5  # as the whole it stands beside
    both = rule_of(demo_folder, "coordinator_partner_gap").made_of
    assert both == ("ccpm_function_score.coordinator", "ccpm_function_score")
    assert rule_of(demo_folder, "local_presence_share").category == "area"


def test_limits_are_told_with_all_their_digits_and_with_who_set_them(demo_folder: Path) -> None:
    reader = reader_of(demo_folder)

    def told_limits(indicator: str, unit: str) -> str:
        lines = evidence_words.limits(
            rule_of(demo_folder, indicator), unit, reader.settings(), reader.rows("threshold_sources")
        )
        return " ".join(lines).replace("\\", "").replace("\u00a0", " ")

    share = told_limits("direct_local_funding_share", "%")
    assert "up to 4.5 %. Published: Development Initiatives" in share and "beyond 4.5 %" in share
    assert "Set in workspace.toml (thresholds.attendance_caution)" in told_limits("org_attendance_rate", "%")
    assert "up to 10 points, either way. Our own default." in told_limits("attendance_gap_local", "pp")
    assert "up to 0.147, either way" in told_limits("perception_gap", "delta")
    assert "below 0.80" in told_limits("leadership_representation_ratio", "ratio")


def test_every_group_and_breakdown_of_the_demo_has_a_name(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute('select distinct group_by, "group" from "values"').fetchall()
    assert {by for by, rest in found} <= breakdowns.WAYS.keys()
    coded = [(group, by) for by, group in found if by not in breakdowns.NAMES_OF_THEIR_OWN]
    told = {group: breakdowns.group(group, by) for group, by in coded}
    assert [name for code, name in told.items() if "_" in name or name == code] == []


def test_a_breakdown_never_stands_in_order_of_size() -> None:
    def value(group: str, size: float) -> Value:
        fields: dict[str, Any] = dict.fromkeys(Value.__dataclass_fields__)
        return Value(**{**fields, "group_by": "function", "group": group, "value": size, "status": "ok"})

    ordered = breakdowns.ordered([value("7.2", 99), value("10", 1), value("2", 50), value("2.1", 60)])
    assert [v.group for v in ordered] == ["2", "2.1", "7.2", "10"]


def test_a_link_of_half_years_leads_to_the_year_and_back(demo_folder: Path) -> None:
    reader = reader_of(demo_folder)
    years = stretches.found_in(all_values(reader, "direct_local_funding_share"))
    halves = stretches.found_in(all_values(reader, "org_attendance_rate"))
    assert stretches.nearest("2025-07", years) == "2025" and list(years)[-1] == stretches.ALL_YEARS
    assert stretches.nearest("2025", halves) == "2025-07"
    assert stretches.nearest("2025-07", halves) == stretches.nearest("1999", halves) == ""
    assert not years[stretches.latest(years)].partial


Seen = Callable[..., AppTest]


@pytest.fixture(scope="module")
def seen(demo_folder: Path) -> Seen:
    """The page as somebody finds it; opened once for all tests that only look."""
    pages: dict[str, AppTest] = {}

    def looked_at(audience: str, **link: str) -> AppTest:
        key = str((audience, sorted(link.items())))
        if key not in pages:
            pages[key] = opened(demo_folder, "evidence", audience, **link)
        return pages[key]

    return looked_at


def rows_open(folder: Path, audience: str, **link: str) -> AppTest:
    """The page once somebody opens its rows and its statement; until then the first rows stand there as text."""
    app = opened(folder, "evidence", audience, **link)
    assert len(app.dataframe) == len(app.code) == 0 and "| Organisation |" in said(app)
    return all_open(folder, "evidence", audience, **link)


def test_a_number_leads_to_names_files_and_rows_for_the_team(seen: Seen, demo_folder: Path) -> None:
    value = attendance(demo_folder, "team", "locality", "local")
    app = seen("team", **tracing.address(value))
    assert app.metric[0].value.replace("\u00a0", " ") == f"{value.value:.0f} %"
    assert f"Counted: {value.numerator:.0f} of {value.denominator:.0f}." in said(app)
    more = rows_open(demo_folder, "team", **tracing.address(value))
    table = more.dataframe[0].value
    assert {"Organisation", "Counted", "Out of", "File, sheet and row"} <= set(table.columns)
    assert evidence_rows.IN_SIGHT < len(table) <= unit_rows.FIRST_ROWS
    assert table["Organisation"][0] in said(app)
    assert all(".csv, row" in cell or ".xlsx" in cell for cell in table["File, sheet and row"])
    assert more.code[0].value.startswith("-- One row an organisation and month")
    assert len(app.get("download_button")) >= 2


def test_evaluators_are_told_why_names_are_left_out_and_donors_that_there_are_no_rows(
    seen: Seen, demo_folder: Path
) -> None:
    names = {row["organisation"] for row in rows_of(demo_folder, "team", attendance(demo_folder, "team"))}
    app = seen("evaluator", indicator="org_attendance_rate", cluster="wash")
    more = rows_open(demo_folder, "evaluator", indicator="org_attendance_rate", cluster="wash")
    table = more.dataframe[0].value.to_csv()
    assert "Organisation 1" in table and not [name for name in names if name in table or name in said(app)]
    assert "cannot be put together" in said(app)
    donor = seen("donor", indicator="membership_share_by_type", cluster="wash", by="type")
    assert "Donors see the numbers, and not the rows behind them." in said(donor)
    assert len(donor.dataframe) == 0


def test_a_derived_number_leads_on_to_what_it_is_made_of(seen: Seen) -> None:
    app = seen("team", indicator="attendance_gap_local", cluster="wash")
    links = [link.proto for link in app.get("page_link")]
    assert "org_attendance_rate" in str(links) and len(app.dataframe) == 0
    assert "Grand Bargain, strict" in said(app)  # how much it depends on who is called local


def test_a_hidden_number_is_hidden_with_its_rows(seen: Seen, demo_folder: Path) -> None:
    hidden = next(
        v
        for v in all_values(reader_of(demo_folder, "evaluator"), "org_attendance_rate")
        if v.status == "suppressed" and v.group_by == "type" and v.cluster == "wash"
    )
    app = seen("evaluator", **tracing.address(hidden))
    assert app.metric[0].value == "hidden" and len(app.dataframe) == 0
    assert "The number is hidden, and so are its rows." in said(app)
