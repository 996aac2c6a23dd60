"""The page Equality: words beside records, gaps that chance may explain, and what each audience may see of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dashboard import latest
from dashboard.figures.pairs import Mark, Pair, pairs
from dashboard.inclusion import contrasts, equality_words
from dashboard.inclusion.contrasts import Contrast
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader
from tests.dashboard_pages import said
from tests.test_dashboard_inclusion import Open, stood, value
from tests.test_dashboard_inclusion import altered as altered
from tests.test_dashboard_inclusion import open_page as open_page

pytestmark = pytest.mark.usefixtures("fresh_dashboard")

SCORE, INPUT = contrasts.SAID
LIMITS = {"thresholds.parity_low": 0.8, "thresholds.attendance_gap": 10.0, "thresholds.comment_gap": 10.0}
TITLES: dict[str, Any] = {name: {"title": name} for name in (*contrasts.NAMES, "other")}


def score(local: tuple[float, float, float], other: tuple[float, float, float]) -> list[Contrast]:
    """The equality score of 13 local and 12 international partners, each with its range."""
    sides = zip(("local", "international"), (local, other), (13, 12), strict=True)
    values = [
        value(SCORE, group, unit="points", value=mid, low=low, high=high, n=n) for group, (low, mid, high), n in sides
    ]
    return contrasts.said(stood(*values), [SCORE], TITLES)


def rate(indicator: str, local: tuple[int, int], other: tuple[int, int]) -> list[Contrast]:
    sides = zip(("local", "international"), (local, other), strict=True)
    values = [
        value(indicator, group, unit="%", value=100 * part / whole, numerator=part, denominator=whole, n=whole)
        for group, (part, whole) in sides
    ]
    return contrasts.said(stood(*values), [indicator], TITLES)


def seats(held: int) -> list[Contrast]:
    """Local partners hold so many of 8 seats, and are half of the members."""
    found = value("sag_representation_ratio", "local", numerator=100 * held / 8, denominator=50, n=8, population=60)
    return contrasts.recorded(stood(found), TITLES)


def test_a_few_are_written_as_counts_and_many_as_a_percentage() -> None:
    few, many = rate(INPUT, (1, 3), (12, 17)), rate(INPUT, (82, 261), (107, 175))
    assert [few[0].pair().first.text, few[0].pair().second.text] == ["1 of 3", "12 of 17"]
    assert many[0].pair().first.text.replace("\u00a0", " ") == "31 %"


def test_seats_stand_beside_what_would_be_in_proportion() -> None:
    pair = seats(2)[0].pair()
    assert (pair.first.value, pair.first.text) == (25, "2 of 8")
    assert pair.second.value == 50


def test_a_hidden_side_has_no_mark_and_no_number() -> None:
    local = value(SCORE, "local", unit="points", value=58.0, n=35)
    other = value(SCORE, "international", "suppressed", unit="points", reason="small", n=31, population=44)
    found = contrasts.said(stood(local, other), [SCORE], TITLES)
    picture = equality_words.picture(found, equality_words.items_reading(found, {}), "What partners say")
    assert "beside hidden" in picture.alt
    assert "31" not in str(picture.table) and "44" not in str(picture.table)
    assert "cannot be shown side by side" in picture.reading


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (
            {"delta": -0.9, "low": -0.99, "high": -0.5},
            "Local partners are clearly lower on: Equality, score (44 beside 75).",
        ),
        (
            {"delta": 0.4, "low": 0.1, "high": 0.6},
            "Local partners are clearly higher on: Equality, score (44 beside 75).",
        ),
        ({"delta": -0.2, "low": -0.5, "high": 0.1}, "A difference that could be chance, or none: Equality, score."),
    ],
)
def test_the_gap_decides_what_is_called_clear(gap: dict[str, Any], words: str) -> None:
    found = score((40, 44, 50), (69, 75, 81))
    assert words in equality_words.items_reading(found, {SCORE: gap | {"size": "large"}})


def test_nobody_is_called_lower_whose_drawn_range_overlaps_the_other() -> None:
    sure = {SCORE: {"delta": -0.6, "low": -0.9, "high": -0.2, "size": "large"}}
    overlapping = score((40, 44, 70), (60, 75, 81))
    text = equality_words.items_reading(overlapping, sure)
    assert "clearly" not in text and "could be chance" not in text
    assert "Perhaps different, but the ranges overlap: Equality, score." in text
    assert "do not clearly answer less well" in equality_words.together(overlapping, sure, seats(2), ["Advisory seats"])


def test_without_a_gap_two_ranges_that_overlap_may_be_chance() -> None:
    assert "could be chance" in equality_words.items_reading(score((40, 44, 70), (60, 75, 81)), {})
    apart = equality_words.items_reading(score((40, 44, 50), (60, 75, 81)), {})
    assert "clearly lower" in apart
    assert "Scores: 13 local and 12 international partners answered." in apart


def test_records_follow_the_limits_of_the_response() -> None:
    attendance = rate("org_attendance_rate", (50, 100), (61, 100))
    assert equality_words.less([*attendance, *seats(2)], LIMITS) == ["Came to meetings", "Advisory seats"]
    wider = LIMITS | {"thresholds.attendance_gap": 15.0}
    assert equality_words.less([*attendance, *seats(4)], wider) == []


def test_a_record_of_very_few_is_called_so() -> None:
    few, many = rate("comment_response_rate", (6, 9), (8, 9)), rate("comment_response_rate", (60, 90), (80, 90))
    assert "Very few are counted in: Comments answered." in equality_words.records_reading(few, ["Comments answered"])
    assert "Very few" not in equality_words.records_reading(many, ["Comments answered"])


@pytest.mark.parametrize(
    ("spoken", "held", "words"),
    [
        (((40, 44, 50), (60, 75, 81)), 1, "Words and records agree"),
        (((40, 44, 50), (60, 75, 81)), 4, "Local partners answer less well, though the records show no large gap"),
        (((40, 60, 70), (50, 62, 81)), 1, "Words and records differ"),
        (((40, 60, 70), (50, 62, 81)), 4, "Neither the answers nor the records show a clear gap"),
    ],
)
def test_words_and_records_are_compared_and_never_added_up(spoken: Any, held: int, words: str) -> None:
    done = seats(held)
    assert words in equality_words.together(score(*spoken), {}, done, equality_words.less(done, LIMITS))


def test_words_alone_are_not_compared_with_nothing() -> None:
    assert equality_words.together(score((40, 44, 50), (60, 75, 81)), {}, [], []) == ""


def test_the_spread_is_drawn_where_it_is_shown_for_one_group_at_least() -> None:
    bands = [
        {"group": "local", "band": band, "organisations": n, "on_edge": 1} for band, n in [("good", 1), ("weak", 3)]
    ]
    picture = equality_words.spread(bands)
    assert picture is not None
    assert "Local and national: 3 of 4 organisations" in picture.reading
    assert picture.table[0]["International"] == "hidden"
    assert equality_words.spread([]) is None


def test_how_many_answers_would_close_the_gap() -> None:
    found = rate("comment_response_rate", (1, 3), (12, 17))
    by_period = contrasts.answers([found[0].local, found[0].other], 4)
    reading = equality_words.answers_reading(by_period)
    assert "Jan–Jun 2026: comments answered, 1 of 3 of local partners and 12 of 17 of international ones." in reading
    assert "2 more answers to local partners would close the gap." in reading  # 3 of 3 is the first above 71 %
    ahead = rate("comment_response_rate", (3, 3), (12, 17))
    assert "close the gap" not in equality_words.answers_reading(contrasts.answers([ahead[0].local, ahead[0].other], 4))


def test_two_marks_differ_by_shape_and_height_and_not_by_colour_alone() -> None:
    figure = pairs(
        [Pair("Row", Mark(10, "10", 5, 20), Mark(10, "10")), Pair("Hidden", Mark(None, "hidden"), Mark(3, "3"))]
    )
    dots = [trace for trace in figure.data if trace.hovertext]
    assert [trace.marker.symbol for trace in dots] == ["circle", "diamond"]
    assert [len(trace.x) for trace in dots] == [1, 2]
    assert dots[0].y[0] > dots[1].y[0]


@pytest.mark.parametrize("audience", ["team", "evaluator", "donor"])
def test_gaps_and_spreads_are_only_told_to_those_who_see_the_numbers(demo_build: Path, audience: str) -> None:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    reader = Reader(build.file, audience)
    until = dt.date(2026, 6, 30)
    told = {
        row["indicator"] for row in reader.rows("perception_gaps", audience=audience, cluster="wash", period_end=until)
    }
    assert told == set() if audience == "donor" else {SCORE, "constructive_dissent"} <= told
    period = {"period_start": dt.date(2026, 1, 1), "period_end": until}
    for cluster in ("all", "wash"):
        seen = latest.read(reader, [SCORE], cluster, period)
        bands = reader.rows(
            "score_bands", audience=audience, indicator=SCORE, cluster=cluster, period_start=period["period_start"]
        )
        assert {row["group"] for row in bands} <= {
            group for (_i, _by, group), v in seen.values.items() if v.status == "ok"
        }
        assert bands


def test_the_team_sees_words_and_records_side_by_side(open_page: Open) -> None:
    app = open_page(page="equality", cluster="wash")
    assert app.title[0].value == "Are local partners treated as equals?"
    text = said(app)
    assert "Words and records agree" in text
    assert "The records show less for local partners in: Came to meetings" in text
    assert "What helps: " in text
    charts = app.get("plotly_chart")
    assert len(charts) == 6
    assert all("Equality" in chart.proto.alt or "local" in chart.proto.alt.lower() for chart in charts)


def test_a_donor_sees_no_attendance_by_group_and_no_comments(open_page: Open) -> None:
    app = open_page("donor", page="equality")
    text = said(app) + " ".join(chart.proto.alt for chart in app.get("plotly_chart"))
    assert "Came to meetings" not in text and "Comments answered" not in text
    assert "Leading roles" in text and "We can disagree" not in text


def test_where_nothing_is_on_record_the_page_says_what_to_do(open_page: Open, altered: Any) -> None:
    folder = altered("delete from \"values\" where indicator not like 'membership%'")
    text = said(open_page(page="equality", build=folder))
    assert "Nothing sets local partners beside international ones yet" in text
    assert "Fill in sub_grants.xlsx from data/templates." in text
    assert "Fill in consultations_and_comments.xlsx" in text
