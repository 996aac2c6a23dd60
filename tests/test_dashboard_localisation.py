"""Localisation: what reached local organisations against the aim, and what another definition of local would move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import words
from dashboard.figures import money, pooled, quality
from dashboard.figures.rows import Row, percent_scale
from dashboard.figures.stacks import Part, Stack, stacked_rows
from dashboard.money import local_moves, not_placed, years
from dashboard.money.reach import Reach, by_year, in_words, target_words
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader, Value
from tests.dashboard_pages import address, charts, followed, said, unfolded
from tests.test_dashboard_definitions import value

DIRECT, AS_DIRECT = "direct_local_funding_share", "as_direct_local_funding_share"
Look = Callable[..., AppTest]


def of(year: int, number: float | None, **more: Any) -> Value:
    days: dict[str, Any] = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31), "denominator": 100e6}
    return value("all", number, **(days | more))


def reach(direct: float | None, as_direct: float | None, most: float | None = None) -> Reach:
    (found,) = by_year([of(2025, direct)], [of(2025, as_direct, bound_low=as_direct, bound_high=most)])
    return found


def test_the_two_shares_of_a_year_stand_in_one_row() -> None:
    found = reach(1.94, 4.14, 6.14)
    assert in_words(found) == "4.1\u00a0% · 1.9\u00a0% directly, at most 6.1\u00a0%"
    (row,) = money.table([found], "Year")
    assert (row["Directly"], row["As directly as possible"], row["Could be"]) == (
        "1.9\u00a0%",
        "4.1\u00a0%",
        "4.1 to 6.1\u00a0%",
    )
    assert row["Out of"] == "USD\u00a0100.0 million"


def test_what_nobody_can_say_is_told_by_reason_and_adds_up() -> None:
    """Of 100: 12.9 to recipients without a place, 10 to nobody named, so 1 of the 23.9 was passed on to who knows whom."""
    parts = {"unclassified_locality_share": of(2025, 12.9), "unknown_recipient_share": of(2025, 10.0)}
    text = not_placed.told(reach(0.1, 0.1, 24.0), parts, {"value": 47.3}).replace("\\", "").replace("\u00a0", " ")
    assert text.startswith(
        "**2025: for 23.9 % of the money nobody can say whether it reached local organisations.**\n\n- "
    )
    shares = [line.split(" %")[0] for line in text.split("\n- ")[1:]]
    assert shares == ["12.9", "10.0", "1.0", "47.3"]
    known = dict.fromkeys(parts, of(2025, 0.0))
    assert not_placed.told(reach(0.1, 0.1), known, None) == ""


def test_the_parts_of_a_bar_follow_each_other_from_zero() -> None:
    picture = money.share_by_year([reach(2.0, 5.0, 9.0)], None, None, "any", 25)
    drawn = [(list(bar.base), list(bar.x)) for bar in picture.figure.data if bar.type == "bar" and len(bar.x)]
    assert drawn == [([0], [2.0]), ([2.0], [3.0]), ([5.0], [4.0])]
    assert "5.0\u00a0% of the money reached local organisations; 2.0\u00a0% went to them directly." in picture.reading


def test_where_most_is_not_known_that_is_the_message() -> None:
    placing = {"when_weak": "Add them to a partner list."}
    about = {"when_weak": "Other", "numerator": "x", "denominator": "y", "kind": "rate", "known_bias": ""}
    reading = money.share_by_year([reach(None, 0.0, 95.6)], about, placing, "any", 25).reading
    assert reading.startswith("**2025: nobody can say. For 95.6\u00a0% of the money it is not known")
    assert reading.endswith(r"What to do: Add them to a partner list\.")
    assert in_words(reach(None, 0.0, 95.6)) == "0.0\u00a0% · at most 95.6\u00a0%"


def test_what_is_hidden_has_no_bar_and_no_zero() -> None:
    hidden = of(2025, None, status="suppressed", reason="fewer than 5")
    (found,) = by_year([hidden], [hidden])
    picture = money.share_by_year([found], None, None, "any", 25)
    assert not [bar for bar in picture.figure.data if bar.type == "bar" and len(bar.x)]
    assert picture.table[0]["Directly"] == picture.table[0]["As directly as possible"] == "hidden"
    assert "cannot be said yet" in picture.reading and "Fewer than 5" in picture.reading


@pytest.mark.parametrize(
    ("share", "most", "told"),
    [
        (30.0, 35.0, "This reaches the 25\u00a0% that is aimed for."),
        (20.0, 40.0, "it would be 40.0\u00a0%, so 25\u00a0% may be reached."),
        (4.0, 6.0, "it would be 6.0\u00a0%: below 25\u00a0%."),
        (4.0, 4.0, "This is below the 25\u00a0% that is aimed for."),
    ],
)
def test_the_aim_is_judged_with_what_is_not_known(share: float, most: float, told: str) -> None:
    assert target_words(reach(1.0, share, most), 25).endswith(told)


def test_a_stack_without_a_size_is_not_drawn() -> None:
    figure = stacked_rows(
        [Stack(Row("a", "1", None), (1.0,)), Stack(Row("b", "–", None), (None,))], [Part("p", "#000000")],
        percent_scale(),
    )  # fmt: skip
    assert [list(bar.x) for bar in figure.data if bar.type == "bar"][-1] == [1.0]


def test_a_difference_names_its_size_and_those_who_move() -> None:
    moves = [{"before": "international", "after": "local", "organisations": 14}]
    reason = local_moves.because(moves, "with_affiliated")
    assert reason == "14 national affiliates now count"
    now, before = value("with_affiliated", 10.14), value("grand_bargain", 7.0)
    assert local_moves.line("Direct", now, before, reason) == (
        "- **Direct: 10.1\u00a0%.** +3.1\u00a0points, because 14 national affiliates now count."
    )
    assert local_moves.difference(before, now, "") == "\u22123.1\u00a0points."
    assert local_moves.difference(value("a", 7.02), before, reason) == "The same as under the definition in force."


def test_no_difference_is_named_where_a_figure_is_missing() -> None:
    hidden = value("non_state", None, status="suppressed", reason="fewer than 5")
    assert local_moves.difference(hidden, value("grand_bargain", 7.0), "x") == ""
    assert local_moves.line("Direct", hidden, value("grand_bargain", 7.0), "x").startswith("- **Direct: hidden")
    assert (
        local_moves.line("Direct", None, value("grand_bargain", 7.0), "x")
        == "- **Direct:** no figure under this definition."
    )


def test_who_changes_side_is_told_kind_by_kind() -> None:
    moves = [
        {"before": "local", "after": "state", "organisations": 1},
        {"before": "local", "after": "unclassified", "organisations": 40},
        {"before": "international", "after": "unclassified", "organisations": 12},
    ]
    assert local_moves.because(moves, "non_state") == (
        "1 authority is counted apart, 40 local organisations cannot be placed and 12 international organisations cannot be placed"
    )


def test_terms_are_told_of_both_sides_or_not_at_all() -> None:
    two = [
        value(side, share, indicator="funding_quality_share", denominator=1e7, numerator=share * 1e5)
        for side, share in (("local", 3.1), ("international", 10.3))
    ]
    picture = quality.terms(two, {}, "2025")
    assert (
        "3.1\u00a0% of the money of local organisations, 10.3\u00a0% of that of international ones" in picture.reading
    )
    assert "international ones" not in quality.terms(two[:1], {}, "2025").reading


def test_overheads_stand_beside_what_others_pass_on() -> None:
    ratio, reference = value("all", 0.29, "ratio", n=28), value("all", 0.0, numerator=0, denominator=28)
    elsewhere = [{"value": 0.5, "scope": "what two pass on", "source": "a study", "year": 2022}]
    told = " ".join(quality.overheads(ratio, reference, 7, elsewhere))
    assert "29\u00a0% of the overhead rate" in told and "the middle of 28 agreements" in told
    assert "0 of 28 agreements pass on at least the reference rate of 7\u00a0%." in told
    assert "Elsewhere: 50\u00a0% (what two pass on; a study, 2022)." in told
    assert quality.overheads(None, None, 7, []) == []


def test_the_fund_is_compared_with_all_funds_of_the_same_year_only() -> None:
    others = [{"year": 2024, "value": 35.4, "scope": "all", "source": "public files"}]
    picture = pooled.beside_other_funds([of(2024, 30.0), of(2025, 40.0)], others, None)
    assert [row["All such funds"] for row in picture.table] == ["35.4\u00a0%", "–"]
    assert picture.reading == "**2025: 40.0\u00a0% of the fund’s money went directly to national and local NGOs.**"
    earlier = pooled.beside_other_funds([of(2024, 30.0)], others, None)
    assert earlier.reading.endswith("This is 5.4\u00a0points less than in all such funds together (35.4\u00a0%).")


# On the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def look(demo_build: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open the page of the demo as somebody, with a link."""

    def opened(audience: str = "team", **link: str) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        return followed("localisation", **link)

    return opened


@pytest.fixture
def reader(demo_build: Path) -> Reader:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    return Reader(build.file, "team")


def test_the_definition_can_be_changed_and_the_link_says_which(look: Look, reader: Reader) -> None:
    app = look(year="2024")
    assert "The whole build follows **Grand Bargain, strict**" in said(app)
    assert "same as under the definition in force" not in said(app)
    app.selectbox(key="choice_definition").set_value("non_state").run()
    assert address(app, "definition") == "non_state"
    year = next(each for each in years.known(reader, "all", (DIRECT,)) if each.code == "2024")
    now, before = (years.value(reader, DIRECT, "all", year, code) for code in ("non_state", "grand_bargain"))
    assert now and before and now.value and before.value and now.value < before.value
    step = words.number(round(now.value, 1) - round(before.value, 1), "pp", 1)
    text = said(app)
    assert f"**Money that reaches local actors directly: {words.number(now.value, '%', 1)}.** {step}, because" in text
    assert "authorities are counted apart" in text and "You try **Without authorities** on this page." in text
    shown = next(box.markdown[0].value for box in unfolded(app).expander if box.markdown[0].value.startswith("| Year"))
    row = next(line for line in shown.splitlines() if line.startswith("| 2024"))
    assert f"| {words.number(now.value, '%', 1)} |" in row


def test_names_of_those_who_change_side_are_for_the_team(look: Look, reader: Reader) -> None:
    movers = {row["name"] for row in reader.named("definition_movers", chosen="non_state", in_force="grand_bargain")}
    team = unfolded(look(definition="non_state"))
    assert set(team.dataframe[0].value["Organisation"]) == movers and movers
    for audience in ("evaluator", "donor"):
        app = unfolded(look(audience, definition="non_state"))
        assert not app.dataframe
        assert not [name for name in movers if name in said(app)]
        assert "authorities are counted apart" in said(app)


def test_a_year_or_definition_that_is_not_there_is_said(look: Look) -> None:
    text = said(look(year="1999", definition="mine"))
    assert text.count("This link asks for something that is not here") == 2


def test_one_cluster_has_its_own_numbers_and_benchmarks_stand_beside_the_fund(look: Look) -> None:
    app = look("donor", cluster="wash")
    assert len(charts(app)) >= 4
    assert "all such funds together" in said(app)
