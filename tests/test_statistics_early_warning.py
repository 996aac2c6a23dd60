"""Habits against a published example and scipy, warnings by hand, and forecasts that never look ahead."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from pipelines.statistics.early_warning import EarlyWarning, Meeting, Rules, early_warnings
from pipelines.statistics.early_warning_calibration import Calibration, calibrate, forecasts
from pipelines.statistics.habit import Habit, chance_of_at_most, chance_of_missing_all, cluster_habit

FEWER = settings(max_examples=settings().max_examples // 5, deadline=None)
START = date(2024, 1, 8)
# Boys in families of twelve children in nineteenth-century Saxony (Geissler), the textbook case of a beta-binomial.
FAMILIES = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]


def record(marks: str, days: int = 14) -> list[Meeting]:
    """x came, - missed, a blank where it was not invited; a meeting every fortnight."""
    return [Meeting(START + timedelta(days * i), mark != " ", mark == "x") for i, mark in enumerate(marks)]


# A cluster in which the others come to three of four meetings, some a little more and some less.
OTHERS = {
    f"other {i}": record(marks * 4)
    for i, marks in enumerate(["xxx-xx", "xx-x-x", "xxxxxx", "x-xx-x", "-x-xx-", "xxxx-x"])
}


def warning(marks: str) -> EarlyWarning:
    return next(one for one in early_warnings({**OTHERS, "mine": record(marks)}) if one.organisation == "mine")


def cluster(seed: int, organisations: int = 60, months: int = 24, leaving: int = 0) -> dict[str, list[Meeting]]:
    """Meetings twice a month; each organisation has its own rate; those who leave stop coming for the last four."""
    source = random.Random(seed)
    histories = {}
    for i in range(organisations):
        rate = source.betavariate(3, 2)
        days = [date(2023 + month // 12, 1 + month % 12, day) for month in range(months) for day in (5, 19)]
        stays = len(days) if i >= leaving else len(days) - 8
        came = [source.random() < rate and place < stays for place in range(len(days))]
        histories[f"{i:02}"] = [Meeting(on, True, there) for on, there in zip(days, came, strict=True)]
    return histories


def test_the_textbook_example_of_a_beta_binomial() -> None:
    """Moments of the 6115 families give 34.1350 and 31.6085 in the encyclopaedia's article on the distribution."""
    found = cluster_habit([(boys, 12) for boys, times in enumerate(FAMILIES) for _ in range(times)])
    assert (found.came, found.missed) == pytest.approx((34.135, 31.6085), rel=0.01)


def test_a_habit_drawn_from_known_rates_is_found_again_with_unequal_records() -> None:
    source = random.Random(3)
    rates = [(source.betavariate(6, 4), source.randint(4, 30)) for _ in range(4000)]
    found = cluster_habit([(sum(source.random() < rate for _ in range(n)), n) for rate, n in rates])
    assert (found.came, found.missed) == pytest.approx((6, 4), rel=0.15)


@pytest.mark.parametrize(
    ("records", "rate", "strength"),
    [
        ([], 1 / 2, 2),  # nothing known
        ([(0, 0)] * 9, 1 / 2, 2),
        ([(4, 4), (1, 4)], 6 / 10, 2),  # two organisations
        ([(4, 4)] * 5, 21 / 22, 2),  # everybody always comes
        ([(0, 4)] * 5, 1 / 22, 2),
        ([(1, 1), (0, 1), (1, 1)], 3 / 5, 2),  # one meeting each says nothing about spread
        ([(2, 4)] * 20, 1 / 2, 100),  # all alike: the cluster's habit weighs most
        ([(20, 20)] * 5 + [(0, 20)] * 5, 1 / 2, 1),  # all or nothing: it weighs least
    ],
)
def test_where_no_spread_can_be_fitted(records: list[tuple[int, int]], rate: float, strength: float) -> None:
    found = cluster_habit(records)
    assert found.rate == pytest.approx(rate)
    assert found.came + found.missed == pytest.approx(strength)


@FEWER
@given(st.floats(0.05, 50), st.floats(0.05, 50), st.integers(0, 12), st.integers(0, 12))
def test_chances_are_those_of_scipy(came: float, missed: float, times: int, invited: int) -> None:
    habit = Habit(came, missed)
    assert chance_of_missing_all(habit, invited) == pytest.approx(betabinom.pmf(0, invited, came, missed))
    assert chance_of_at_most(habit, times, invited) == pytest.approx(betabinom.cdf(times, invited, came, missed))


def test_a_run_of_misses_by_hand() -> None:
    """Habit as of 3 came, 1 missed: 1/4 x 2/5 x 3/6 = 1/20."""
    assert chance_of_missing_all(Habit(3, 1), 3) == pytest.approx(1 / 20)
    assert chance_of_missing_all(Habit(3, 1), 0) == 1


def test_a_regular_partner_that_stays_away_is_to_be_contacted() -> None:
    found = warning("xxxxxxxxxxxxxx-xxx----")
    assert found.level == "contact now"
    assert (found.misses_in_a_row, found.recent_came, found.recent_invited) == (4, 2, 6)
    assert (found.earlier_came, found.earlier_invited) == (15, 16)
    assert found.last_came == START + timedelta(14 * 17)
    assert found.change == pytest.approx(2 / 6 - found.habit)
    assert 0.7 < found.habit < 15 / 16  # drawn from its own 94 % towards the cluster's 77 %
    # The others' earlier meetings are three times 27 of 36; with its own 15 of 16 that is 96 of 124, and (96+1)/(124+2).
    assert found.reason == (
        "Came to 2 of the last 6 meetings it was invited to. Missed the last 4 meetings. Before, it came to 15 of 16; "
        "organisations here usually come to 77 of 100. With this habit, 4 misses in a row happen "
        "less than once in 100 times."
    )


def test_the_same_misses_are_as_usual_for_one_that_seldom_comes() -> None:
    found = warning("--x-----x-----x---x----")
    assert (found.level, found.misses_in_a_row) == ("as usual", 4)


def test_a_slow_decline_without_a_run_is_watched() -> None:
    found = warning("xxxxxxxxxxxxxxxx-x--x-")
    assert (found.level, found.misses_in_a_row) == ("watch", 1)
    assert found.chance_of_recent < 0.05


def test_two_misses_of_a_faithful_partner_are_watched_not_called() -> None:
    assert warning("x" * 20 + "--").level == "watch"


def test_a_cluster_may_set_its_own_rules() -> None:
    histories = {**OTHERS, "mine": record("x" * 20 + "--")}
    strict = early_warnings(histories, rules=Rules(contact_misses=2, contact_chance=0.2))
    assert next(one.level for one in strict if one.organisation == "mine") == "contact now"
    assert {one.level for one in early_warnings(histories, rules=Rules(9, 0, 9, 0))} == {"as usual"}
    assert [one.n for one in calibrate(histories, Rules(9, 0, 9, 0)).levels[:2]] == [0, 0]


def test_a_member_that_never_came_where_others_do() -> None:
    found = warning("-" * 12)
    assert (found.level, found.last_came, found.earlier_invited) == ("contact now", None, 0)
    assert found.reason.startswith("Missed the last 12 meetings it was invited to. There is no earlier record;")


def test_meetings_it_was_not_invited_to_are_no_misses() -> None:
    with_gaps, without = warning("xxxxxxxxxx    x xx   "), warning("xxxxxxxxxxxxx")
    assert replace(with_gaps, last_came=without.last_came) == without
    assert with_gaps.last_came == START + timedelta(14 * 17)


@pytest.mark.parametrize("marks", ["", "-", "--", "x-", "      "])
def test_too_few_meetings_say_nothing(marks: str) -> None:
    found = warning(marks)
    assert found.level == "too early to say"
    assert "3 are needed" in found.reason
    assert (found.change is None) == (not marks.strip())


def test_nobody_at_all() -> None:
    assert early_warnings({}) == ()
    assert forecasts({}) == ()
    assert calibrate({}).brier is None
    assert [one.n for one in calibrate({"a": record("xx")}).bins] == [0] * 5


def test_everybody_always_comes() -> None:
    """Five with fourteen earlier meetings each: 70 of 70, moved by one of each, weighs as much as two meetings."""
    found = early_warnings({name: record("x" * 20) for name in "abcde"})
    assert [one.habit for one in found] == pytest.approx([(2 * 71 / 72 + 14) / 16] * 5)
    assert {(one.level, one.chance_of_run, one.misses_in_a_row) for one in found} == {("as usual", 1, 0)}


def test_where_nobody_ever_comes_nobody_drifts_away() -> None:
    """The run of misses leaves no earlier record, but the cluster's habit still is that nobody comes: 1 of 72."""
    found = early_warnings({name: record("-" * 20) for name in "abcde"})
    assert [one.habit for one in found] == pytest.approx([1 / 72] * 5)
    assert {(one.level, one.misses_in_a_row) for one in found} == {("as usual", 20)}


def test_silent_members_of_a_cluster_with_many_of_them_are_no_alarm() -> None:
    found = early_warnings({**OTHERS, **{f"silent {i}": record("-" * 24) for i in range(6)}})
    assert {one.level for one in found} == {"as usual"}


def test_two_meetings_on_one_day_and_any_order_of_rows() -> None:
    own = [*record("xxxxxxx-x"), Meeting(START + timedelta(14 * 8), True, False)]
    first = early_warnings({**OTHERS, "mine": own})
    assert first == early_warnings({"mine": own[::-1], **dict(reversed(OTHERS.items()))})
    assert next(one for one in first if one.organisation == "mine").misses_in_a_row == 0


@FEWER
@given(st.lists(st.text("x- ", max_size=30), min_size=1, max_size=6), st.integers(0, 400), st.randoms())
def test_changing_the_future_changes_no_warning_and_no_forecast(
    marks: list[str], after: int, source: random.Random
) -> None:
    histories = {f"{i}": record(own) for i, own in enumerate(marks)}
    day = START + timedelta(after)
    month = day.replace(day=1)
    changed = {
        name: [m if m.on < month else m._replace(came=source.random() < 0.5) for m in own]
        for name, own in histories.items()
    }
    cut = {name: [m for m in own if m.on < month] for name, own in histories.items()}
    assert early_warnings(changed, month) == early_warnings(histories, month) == early_warnings(cut)
    past = [one for one in forecasts(histories) if one.month < month]
    assert past == [one for one in forecasts(changed) if one.month < month] == list(forecasts(cut))
    # What was said about the month itself stands too; only what happened may differ.
    said = [
        (one.organisation, one.level, one.predicted, one.naive) for one in forecasts(histories) if one.month == month
    ]
    assert said == [
        (one.organisation, one.level, one.predicted, one.naive) for one in forecasts(changed) if one.month == month
    ]


def test_a_forecast_by_hand() -> None:
    """One meeting a month, five organisations: the fourth month is forecast from three, without spread to fit."""
    marks = {"a": "xxx-", "b": "xxxx", "c": "xxxx", "d": "xxxx", "e": "xxx "}
    found = forecasts({name: record(own, days=31) for name, own in marks.items()})
    assert [(one.organisation, one.month, one.missed_all) for one in found] == [
        ("a", date(2024, 4, 1), True),
        ("b", date(2024, 4, 1), False),
        ("c", date(2024, 4, 1), False),
        ("d", date(2024, 4, 1), False),
    ]
    # All came to all 15: the cluster counts as 2 meetings, 16/17 attended; its own three weigh 1, .891 and .794.
    own = 1 + 0.5 ** (1 / 6) + 0.5 ** (2 / 6)
    assert found[0].predicted == pytest.approx((2 / 17) / (2 + own))
    assert {one.naive for one in found} == {0}
    assert calibrate({name: record(own, days=31) for name, own in marks.items()}).naive_brier == 0.25


def test_what_was_missed_lately_counts_more_than_what_was_missed_long_ago() -> None:
    marks = {"lately": "xx-x", "long ago": "-xxx", "c": "xxxx", "d": "x--x"}
    found = {one.organisation: one for one in forecasts({name: record(own, days=31) for name, own in marks.items()})}
    assert found["lately"].predicted > found["long ago"].predicted > found["c"].predicted


def test_the_day_itself_is_not_yet_known() -> None:
    own = record("xxxxxxxxxxxxx----")
    last = own[-1].on
    assert early_warnings({"mine": own}, last) == early_warnings({"mine": own[:-1]})
    assert early_warnings({"mine": own}, last + timedelta(1)) == early_warnings({"mine": own})


@pytest.fixture(scope="module")
def calibrated() -> Calibration:
    return calibrate(cluster(11, leaving=6))


def test_forecasts_are_close_to_what_happens_and_better_than_the_base_rate(calibrated: Calibration) -> None:
    assert (calibrated.n, calibrated.months) == (60 * 21, 21)
    assert calibrated.brier is not None
    assert calibrated.naive_brier is not None
    assert calibrated.brier < 0.9 * calibrated.naive_brier
    for one in calibrated.bins:
        if one.n >= 100:
            assert one.predicted is not None
            assert one.predicted == pytest.approx(one.observed, abs=0.08)
    assert sum(one.n for one in calibrated.bins) == sum(one.n for one in calibrated.levels) == calibrated.n


def test_those_to_be_contacted_are_more_often_absent_next_month(calibrated: Calibration) -> None:
    contact, watch, usual = (one.observed for one in calibrated.levels)
    assert contact is not None
    assert watch is not None
    assert usual is not None
    assert contact > watch > usual
    assert contact > 3 * usual


def test_those_who_left_are_seen_and_few_others_called() -> None:
    found = early_warnings(cluster(12, leaving=6))
    called = [one.organisation for one in found if one.level == "contact now"]
    assert sum(name < "06" for name in called) >= 5
    assert sum(name >= "06" for name in called) <= 5


def test_sixty_partners_and_two_years_are_quick() -> None:
    histories = cluster(13)
    start = perf_counter()
    early_warnings(histories)
    calibrate(histories)
    assert perf_counter() - start < 1.5  # takes 0.15 s; five times as long on a busy machine is no fault
