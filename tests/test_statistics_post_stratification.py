"""Weighting to the membership, against every possible sample of small memberships."""

from __future__ import annotations

from itertools import combinations, product
from math import comb
from statistics import mean, pvariance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics.post_stratification import post_stratified

FEWER = settings(max_examples=settings().max_examples // 4, deadline=None)
POPULATION = {"local": [10.0, 30.0, 35.0, 80.0, 95.0], "other": [40.0, 60.0, 65.0, 70.0]}
MEMBERS = {"local": 5, "other": 4}


def every_sample(sizes: tuple[int, ...]) -> list[dict[str, list[float]]]:
    drawn = [combinations(own, size) for own, size in zip(POPULATION.values(), sizes, strict=True)]
    return [{name: list(own) for name, own in zip(POPULATION, both, strict=True)} for both in product(*drawn)]


def test_by_hand() -> None:
    """6 local members say 20, 30, 40; 4 others 80, 80, 80, 80: plain 410/7, weighted .6 x 30 + .4 x 80 = 50."""
    found = post_stratified({"local": [20, 30, 40], "other": [80] * 4}, {"local": 6, "other": 4})
    assert found.plain == pytest.approx(410 / 7)
    assert found.weighted == pytest.approx(50)
    # .6 squared, half the members missing, s squared 100 over 3 answers; the others are all there.
    assert found.standard_error == pytest.approx((0.36 * 0.5 * 100 / 3) ** 0.5)
    assert [(s.name, s.members, s.answers, s.mean) for s in found.strata] == [("local", 6, 3, 30), ("other", 4, 4, 80)]


@pytest.mark.parametrize("sizes", [(3, 3), (4, 3), (3, 4)])
def test_the_estimate_and_its_variance_are_right_on_average_over_all_samples(sizes: tuple[int, int]) -> None:
    """Estimate and squared standard error are both unbiased, though one type answers more than the other."""
    truth = mean([answer for own in POPULATION.values() for answer in own])
    found = [post_stratified(sample, MEMBERS) for sample in every_sample(sizes)]
    estimates = [one.weighted for one in found if one.weighted is not None]
    assert len(estimates) == len(found)
    assert mean(estimates) == pytest.approx(truth)
    squares = [one.standard_error**2 for one in found if one.standard_error is not None]
    assert mean(squares) == pytest.approx(pvariance(estimates))
    if sizes == (4, 3):  # the local ones answer more, and the plain mean leans to them
        assert mean([one.plain for one in found if one.plain is not None]) != pytest.approx(truth)


def test_the_interval_holds_the_truth_in_at_least_95_of_100_samples() -> None:
    truth = mean([answer for own in POPULATION.values() for answer in own])
    intervals = [post_stratified(sample, MEMBERS).interval for sample in every_sample((4, 4))]
    held = [low <= truth <= high for low, high, _ in intervals if low is not None and high is not None]
    assert len(held) == len(intervals)
    assert sum(held) >= 0.95 * len(held)


@pytest.mark.parametrize("yes", [(4, 4), (1, 5), (3, 2)])
def test_the_interval_for_a_share_covers_every_share_it_could_come_from(yes: tuple[int, int]) -> None:
    """Members who say yes in two types of 8; 5 of each answer: every sample counted."""
    truth, covered = sum(yes) / 16, 0.0
    for found in product(range(6), repeat=2):
        ways = [comb(said, count) * comb(8 - said, 5 - count) for count, said in zip(found, yes, strict=True)]
        answers = {name: [1.0] * count + [0.0] * (5 - count) for name, count in zip("ab", found, strict=True)}
        low, high, _ = post_stratified(answers, {"a": 8, "b": 8}, highest=1).interval
        assert low is not None
        assert high is not None
        covered += ways[0] * ways[1] / comb(8, 5) ** 2 * (low <= truth + 1e-9 and truth - 1e-9 <= high)
    assert covered >= 0.95


def test_a_census_is_the_plain_mean_without_uncertainty() -> None:
    found = post_stratified(POPULATION, MEMBERS)
    assert found.weighted == pytest.approx(found.plain)
    assert found.standard_error == 0
    assert found.interval == (found.weighted, found.weighted, "census: all members answered")


def test_all_equal_answers_leave_doubt_about_those_who_did_not_answer() -> None:
    found = post_stratified({"a": [50] * 6, "b": [50] * 6}, {"a": 12, "b": 12})
    assert (found.weighted, found.standard_error) == (50, 0)
    assert found.interval.low is not None
    assert found.interval.high is not None
    assert found.interval.low < 40 < 60 < found.interval.high


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"a": [1.0] * 9, "b": [1.0] * 2}, "fewer than 3 answers from b (2 of 9)"),
        ({"a": [1.0] * 9}, "fewer than 3 answers from b (0 of 9)"),
        ({"a": [], "b": [0.5]}, "fewer than 3 answers from a (0 of 9), b (1 of 9)"),
    ],
)
def test_a_type_with_too_few_answers_is_named(answers: dict[str, list[float]], reason: str) -> None:
    found = post_stratified(answers, {"a": 9, "b": 9})
    assert (found.weighted, found.standard_error, found.reason) == (None, None, reason)
    assert found.plain == mean([answer for own in answers.values() for answer in own])
    assert found.interval == (None, None, f"none: {reason}")


def test_nobody_answered_and_nobody_belongs() -> None:
    silent = post_stratified({}, {"a": 5})
    assert (silent.plain, silent.answers, silent.weighted) == (None, 0, None)
    empty = post_stratified({}, {"a": 0})
    assert (empty.plain, empty.reason) == (None, "there are no members")


def test_a_type_without_members_is_passed_over() -> None:
    answers = {"a": [10.0, 20.0, 30.0]}
    assert post_stratified(answers, {"a": 6, "z": 0}) == post_stratified(answers, {"a": 6})


def test_below_eight_answers_there_is_no_interval() -> None:
    found = post_stratified({"a": [1, 2, 3], "b": [1, 2, 3, 4]}, {"a": 6, "b": 6})
    assert found.weighted == pytest.approx(2.25)
    assert found.interval == (None, None, "none: fewer than 8 answers")


@FEWER
@given(st.permutations([5.0, 10.0, 45.0, 80.0, 95.0]), st.permutations(["a", "b"]))
def test_order_changes_nothing(own: list[float], names: list[str]) -> None:
    answers = {name: own if name == "a" else [0.1, 0.2, 0.3] for name in names}
    reference = {"a": [5.0, 10.0, 45.0, 80.0, 95.0], "b": [0.3, 0.2, 0.1]}
    assert post_stratified(answers, dict.fromkeys(names, 9)) == post_stratified(reference, {"a": 9, "b": 9})


def test_impossible_answers_are_refused() -> None:
    with pytest.raises(ValueError, match="4 answers from 3 members of a"):
        post_stratified({"a": [1, 2, 3, 4]}, {"a": 3})
    with pytest.raises(ValueError, match="1 answers from 0 members of b"):
        post_stratified({"b": [1]}, {"a": 3})
    with pytest.raises(ValueError, match="from 0 to 100, got 101"):
        post_stratified({"a": [1, 2, 101]}, {"a": 3})
