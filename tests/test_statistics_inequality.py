"""Inequality indices against their definitions by brute force, closed forms and scipy."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import trapezoid
from scipy.stats import entropy

from pipelines.statistics.inequality import (
    dissimilarity,
    gini,
    lorenz_points,
    normalised_hhi,
    theil,
)

FEWER = settings(max_examples=settings().max_examples // 4, deadline=None)
amounts_lists = st.lists(st.integers(0, 10_000), min_size=2, max_size=12).filter(any)


def total_theil(amounts: Sequence[float]) -> float | None:
    found = theil(amounts, ["one"] * len(amounts))
    return found.total if found else None


INDICES = [gini, normalised_hhi, total_theil]


@FEWER
@given(amounts_lists)
def test_gini_is_the_mean_difference_of_two_different_organisations_over_twice_the_mean(amounts: list[int]) -> None:
    n = len(amounts)
    differences = [abs(a - b) for i, a in enumerate(amounts) for j, b in enumerate(amounts) if i != j]
    assert gini(amounts) == pytest.approx(sum(differences) / len(differences) / (2 * sum(amounts) / n))


@pytest.mark.parametrize("n", [2, 5, 60])
def test_gini_of_one_two_three_up_to_n_is_a_third(n: int) -> None:
    """The uncorrected coefficient of 1..n is (n - 1) / 3n; the correction makes it 1/3 for every n."""
    assert gini(range(1, n + 1)) == pytest.approx(1 / 3)


def test_gini_worked_by_hand() -> None:
    """0, 1, 3: differences 1, 3, 2, mean 2; mean 4/3; 2 / (8/3) = 0.75."""
    assert gini([3, 0, 1]) == pytest.approx(0.75)


@FEWER
@given(amounts_lists)
def test_gini_is_twice_the_area_over_the_lorenz_curve(amounts: list[int]) -> None:
    points = lorenz_points(amounts)
    assert points is not None
    across, held = zip(*points, strict=True)
    n = len(amounts)
    assert (1 - 2 * trapezoid(held, across)) * n / (n - 1) == pytest.approx(gini(amounts), abs=1e-9)


def test_lorenz_points_by_hand() -> None:
    points = lorenz_points([6, 1, 3])
    assert points is not None
    assert [share for share, _ in points] == [0, 1 / 3, 2 / 3, 1]
    assert [held for _, held in points] == pytest.approx([0, 0.1, 0.4, 1])
    assert lorenz_points([5]) == ((0, 0), (1, 1))


def test_hhi_by_hand() -> None:
    """Shares 0.5, 0.3, 0.2: HHI 0.38; (0.38 - 1/3) / (2/3) = 0.07."""
    assert normalised_hhi([50, 30, 20]) == pytest.approx(0.07)


@FEWER
@given(amounts_lists, st.data())
def test_theil_is_the_entropy_scipy_computes_and_its_parts_add_up(amounts: list[int], data: st.DataObject) -> None:
    n, total = len(amounts), sum(amounts)
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=n, max_size=n))
    found = theil(amounts, groups)
    assert found is not None
    names = sorted(set(groups))
    money = [sum(a for a, g in zip(amounts, groups, strict=True) if g == name) for name in names]
    between = entropy(money, [groups.count(name) for name in names])
    assert found.total == pytest.approx(entropy(amounts, [1] * n), abs=1e-9)
    assert found.between == pytest.approx(between, abs=1e-9)
    within = sum(
        part / total * entropy([a for a, g in zip(amounts, groups, strict=True) if g == name])
        for name, part in zip(names, money, strict=True)
        if part
    )
    # scipy's entropy H of a group is ln(size) - T of the group.
    sizes = sum(part / total * math.log(groups.count(name)) for name, part in zip(names, money, strict=True))
    assert found.within == pytest.approx(sizes - within, abs=1e-9)


def test_theil_shares_say_where_the_inequality_lies() -> None:
    between = theil([9, 9, 1, 1], ["x", "x", "y", "y"])
    within = theil([9, 1, 9, 1], ["x", "x", "y", "y"])
    assert between is not None
    assert within is not None
    assert (between.between_share, between.within_share) == (1, 0)
    assert (within.between_share, within.within_share) == (0, 1)


def test_theil_counts_those_who_received_nothing() -> None:
    """Two share equally, two have nothing: ln(4/2)."""
    found = theil([5, 5, 0, 0], ["x", "x", "y", "y"])
    assert found is not None
    assert found.total == pytest.approx(math.log(2))
    assert found.between_share == 1


@pytest.mark.parametrize("n", [2, 3, 60])
def test_all_equal_and_all_to_one(n: int) -> None:
    equal, one = [0.1] * n, [0.0] * (n - 1) + [7]
    assert gini(equal) == pytest.approx(0, abs=1e-12)
    assert normalised_hhi(equal) == pytest.approx(0, abs=1e-12)
    assert (gini(one), normalised_hhi(one)) == (1, 1)
    flat, steep = theil(equal, ["x"] * n), theil(one, ["x"] * n)
    assert flat is not None
    assert steep is not None
    assert (flat.total, flat.between_share, flat.within_share) == (0, None, None)
    assert steep.total == pytest.approx(math.log(n))


@pytest.mark.parametrize("amounts", [[], [5], [0, 0, 0]])
def test_nobody_one_organisation_or_no_money_is_not_computable(amounts: Sequence[float]) -> None:
    assert [index(amounts) for index in INDICES] == [None, None, None]


@pytest.mark.parametrize("wrong", [-1, math.nan, math.inf])
def test_a_negative_or_missing_amount_is_refused(wrong: float) -> None:
    for index in [*INDICES, lorenz_points]:
        with pytest.raises(ValueError, match="zero or more"):
            index([3, wrong, 5])


def test_amounts_of_any_size_give_the_same_index() -> None:
    amounts = [1.0, 4.0, 7.0, 0.0]
    for scale in (1e-300, 1e300):
        assert gini([scale * amount for amount in amounts]) == pytest.approx(gini(amounts))
        assert normalised_hhi([scale * amount for amount in amounts]) == pytest.approx(normalised_hhi(amounts))


def test_every_amount_needs_its_group() -> None:
    with pytest.raises(ValueError, match="2 amounts but 1 groups"):
        theil([1, 2], ["x"])


def test_dissimilarity_by_hand() -> None:
    """Roles 75 % UN, 25 % national; members 25 % UN, 50 % national, 25 % donors: half of .5 + .25 + .25."""
    assert dissimilarity({"un": 6, "national": 2}, {"un": 5, "national": 10, "donor": 5}) == pytest.approx(0.5)
    assert dissimilarity({"un": 2, "national": 4}, {"national": 20, "un": 10}) == pytest.approx(0)
    assert dissimilarity({"un": 3}, {"national": 9}) == 1


@pytest.mark.parametrize(("roles", "members"), [({}, {"un": 1}), ({"un": 0}, {"un": 1}), ({"un": 1}, {})])
def test_no_roles_or_no_members_has_no_dissimilarity(roles: dict[str, float], members: dict[str, float]) -> None:
    assert dissimilarity(roles, members) is None
