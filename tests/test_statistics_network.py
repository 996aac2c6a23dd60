"""Ties by hand, closeness by counting steps, and the chance of a position by dealing out every label."""

from __future__ import annotations

import random
from itertools import combinations
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics.network import Network, Position, Tie, network

LEAD = "lead"
FEWER = settings(max_examples=settings().max_examples // 5, deadline=None)
# The lead works with a, b and c; c also with d (twice) and e; f with nobody; x is not active.
TIES = [
    Tie("lead", "a", "sub-grant"),
    Tie("b", "lead", "group"),
    Tie("lead", "c", "group"),
    Tie("c", "d", "project"),
    Tie("d", "c", "group"),
    Tie("c", "e", "project"),
    Tie("a", "x", "project"),
    Tie("f", "f", "project"),
]
ACTIVE = ["a", "b", "c", "d", "e", "f", "lead"]
LOCALITY = {"a": "local", "b": "local", "f": "local", "c": "international", "d": "international", "e": "unclassified"}


@pytest.fixture(scope="module")
def small() -> Network:
    return network(TIES, ACTIVE, {**LOCALITY, "lead": "international"}, LEAD)


def test_partners_are_counted_once_and_only_among_the_active(small: Network) -> None:
    assert {one.organisation: one.partners for one in small.organisations} == {
        "a": 1, "b": 1, "c": 3, "d": 1, "e": 1, "f": 0, "lead": 3,
    }  # fmt: skip
    assert {one.organisation: one.kinds for one in small.organisations}["d"] == ("group", "project")


def test_each_pair_of_active_organisations_stands_once(small: Network) -> None:
    assert small.pairs == (("a", "lead"), ("b", "lead"), ("c", "d"), ("c", "e"), ("c", "lead"))


def test_an_only_tie_to_the_lead_is_told_from_an_only_tie_to_another(small: Network) -> None:
    assert [one.organisation for one in small.organisations if one.only_lead] == ["a", "b"]
    assert (small.local, small.local_only_lead, small.local_isolated) == (3, 2, 1)


def test_the_median_counts_those_without_ties(small: Network) -> None:
    assert (small.median_partners, small.isolated) == (1, 1)
    assert network([Tie("a", "b", "group")], "abcde", {}, None).median_partners == 0


def test_closeness_by_hand(small: Network) -> None:
    """a: lead 1 step; b, c 2; d, e 3; f never: (1 + 1/2 + 1/2 + 1/3 + 1/3) / 6."""
    closeness = {one.organisation: one.closeness for one in small.organisations}
    assert closeness["a"] == pytest.approx((1 + 2 / 2 + 2 / 3) / 6)
    assert closeness["f"] == 0
    assert all(one.closeness == 1 for one in network([Tie("a", "b", "group")], "ab", {}, None).organisations)


def test_position_leaves_out_the_lead_and_the_unclassified(small: Network) -> None:
    partners = small.positions[0]
    assert (partners.measure, partners.n_local, partners.n_others) == ("partners", 3, 2)
    assert partners.local_mean == pytest.approx(2 / 3)
    assert partners.others_mean == 2
    assert partners.difference == pytest.approx(2 / 3 - 2)
    # 5 choose 3 is 10: no split of ten can reach one in twenty.
    assert (partners.test.p, partners.test.method) == (None, "groups too small to test")


def test_a_lead_that_is_not_a_member_still_counts_as_a_partner() -> None:
    found = network([Tie("a", LEAD, "sub-grant"), Tie("b", "y", "group")], ["a", "b"], {"a": "local"}, LEAD)
    assert [(one.organisation, one.partners, one.only_lead) for one in found.organisations] == [
        ("a", 1, True),
        ("b", 0, False),
    ]


def test_a_local_lead_is_not_among_those_who_depend_on_it() -> None:
    found = network([Tie("a", LEAD, "group")], ["a", LEAD], {"a": "local", LEAD: "local"}, LEAD)
    assert (found.local, found.local_only_lead) == (1, 1)


def dealt(partners: list[int], k: int) -> tuple[float, float]:
    """The p-value and the smallest there could be, by dealing the label "local" in every way there is."""

    def distance(chosen: tuple[int, ...]) -> float:
        inside = [partners[i] for i in chosen]
        outside = [partners[i] for i in range(len(partners)) if i not in chosen]
        return abs(sum(inside) / len(inside) - sum(outside) / len(outside))

    every = [distance(chosen) for chosen in combinations(range(len(partners)), k)]
    observed, furthest = every[0], max(every)
    return (
        sum(one >= observed - 1e-9 for one in every) / len(every),
        sum(one >= furthest - 1e-9 for one in every) / len(every),
    )


def wired(draw: list[bool], n: int, k: int) -> tuple[Network, Position]:
    names = [f"{i:02}" for i in range(n)]
    pairs = list(combinations(names, 2))
    ties = [Tie(a, b, "project") for (a, b), there in zip(pairs, draw, strict=True) if there]
    locality = {name: "local" if i < k else "international" for i, name in enumerate(names)}
    found = network(ties, names, locality, None)
    return found, found.positions[0]


@FEWER
@given(st.lists(st.booleans(), min_size=28, max_size=28), st.integers(2, 5))
def test_the_chance_of_a_position_is_that_of_dealing_every_label(draw: list[bool], k: int) -> None:
    found, position = wired(draw, 8, k)
    p, smallest = dealt([one.partners for one in found.organisations], k)
    assert position.test.smallest == pytest.approx(smallest)
    assert position.test.p == (pytest.approx(p) if smallest <= 0.05 else None)


def test_all_equal_has_no_p_value_and_says_why() -> None:
    _, position = wired([True] * 28, 8, 4)
    assert (position.difference, position.test.p) == (0, None)
    assert (position.test.smallest, position.test.method) == (1, "too many equal answers to test")


def test_local_organisations_at_the_edge_of_a_full_network_are_seen() -> None:
    """Sixty organisations: twenty local ones tied to one other each, forty tied among themselves; then no difference."""
    names = [f"{i:02}" for i in range(60)]
    inner = [Tie(a, b, "project") for a, b in combinations(names[20:], 2) if random.Random(a + b).random() < 0.3]
    outer = [Tie(name, names[20 + i], "sub-grant") for i, name in enumerate(names[:20])]
    locality = {name: "local" if i < 20 else "international" for i, name in enumerate(names)}
    network([], names, locality, None)  # loads networkx
    start = perf_counter()
    found = network([*inner, *outer], names, locality, None)
    assert perf_counter() - start < 1.5  # takes 0.03 s; a budget ten times over would still be a fault
    for position in found.positions:
        assert position.difference is not None
        assert position.difference < 0
        assert position.test.p == pytest.approx(1 / 5001)
        assert position.test.method == "permutation, 5,000 random splits"
    mixed = {name: "local" if i % 3 == 0 else "international" for i, name in enumerate(names)}
    shuffled = network([*inner, *outer], names, mixed, None).positions[0]
    assert shuffled.test.p is not None
    assert shuffled.test.p > 0.05


def test_random_splits_come_close_to_what_all_splits_say() -> None:
    """18 organisations with 9 local ones: 48,620 splits, so they are drawn; here all are counted."""
    source = random.Random(7)
    found, position = wired([source.random() < (0.5 if i > 70 else 0.3) for i in range(153)], 18, 9)
    p, _ = dealt([one.partners for one in found.organisations], 9)
    assert position.test.method.endswith("random splits")
    assert position.test.p == pytest.approx(p, abs=0.03)


@FEWER
@given(st.permutations(TIES), st.permutations(ACTIVE))
def test_order_changes_nothing(ties: list[Tie], active: list[str]) -> None:
    reference = network(TIES, ACTIVE, LOCALITY, LEAD)
    assert network(ties, active, LOCALITY, LEAD) == reference
    assert network([Tie(tie.b, tie.a, tie.kind) for tie in ties], active, LOCALITY, LEAD) == reference


def test_nobody_one_organisation_and_no_local_ones() -> None:
    nobody = network([], [], {}, None)
    assert (nobody.organisations, nobody.median_partners, nobody.local_only_lead, nobody.local) == ((), None, 0, 0)
    alone = network([], ["a"], {"a": "local"}, LEAD)
    assert (alone.median_partners, alone.local_only_lead, alone.organisations[0].closeness) == (0, 0, 0)
    others = network([Tie("a", "b", "group")], "ab", {"a": "international", "b": "international"}, None)
    assert (others.positions[0].local_mean, others.positions[0].others_mean) == (None, 1)
    assert (others.positions[0].difference, others.positions[0].test.p) == (None, None)
