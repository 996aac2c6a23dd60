"""Small groups are not shown, nor can they be had by subtraction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.disclosure import protect
from pipelines.indicators.values import Cell, Value

MINIMUM = 5


def opinion(group: str, members: set[str], *, group_by: str = "type", cluster: str = "wash") -> Value:
    """A published score of a group of organisations."""
    cell = Cell(
        "pop_equality_score", cluster, "period", dt.date(2025, 1, 1), dt.date(2025, 6, 30), False, group_by, group
    )
    return Value(replace(cell, answers=len(members), answering=frozenset(members)), "points", 50.0, n=len(members))


def people(prefix: str, count: int) -> set[str]:
    return {f"{prefix}{number}" for number in range(count)}


def shown(values: list[Value]) -> dict[str, bool]:
    return {value.cell.group: value.status == "ok" for value in protect(values, MINIMUM)}


def test_groups_of_four_are_hidden_and_groups_of_five_are_not() -> None:
    local, other = people("l", 4), people("i", 9)
    hidden = protect([opinion("local", local)], MINIMUM)[0]
    assert (hidden.status, hidden.value, hidden.reason) == ("suppressed", None, "fewer than 5 organisations answered")
    assert protect([opinion("other", other)], MINIMUM)[0].value == 50


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    """All 20 minus 9 minus 8 would give the 3 away."""
    a, b, c = people("a", 9), people("b", 8), people("c", 3)
    assert shown([opinion("all", a | b | c, group_by="all"), opinion("a", a), opinion("b", b), opinion("c", c)]) == {
        "all": True, "a": True, "b": False, "c": False,
    }  # fmt: skip


def test_two_small_groups_that_together_are_large_hide_each_other() -> None:
    a, b, c = people("a", 9), people("b", 3), people("c", 4)
    assert shown([opinion("all", a | b | c, group_by="all"), opinion("a", a), opinion("b", b), opinion("c", c)])["a"]


def test_one_breakdown_does_not_give_another_away() -> None:
    """Local 11 = national NGOs 8 + Red Cross 3: showing local and national NGOs would show the Red Cross."""
    ngo, red_cross, ingo, un = people("n", 8), people("r", 3), people("i", 6), people("u", 3)
    values = [
        opinion("all", ngo | red_cross | ingo | un, group_by="all"),
        opinion("local", ngo | red_cross, group_by="locality"),
        opinion("international", ingo | un, group_by="locality"),
        opinion("national_ngo", ngo), opinion("red_cross", red_cross), opinion("international_ngo", ingo), opinion("un", un),
    ]  # fmt: skip
    assert not shown(values)["national_ngo"]
    assert not shown(values)["international_ngo"]


def test_one_cluster_does_not_give_another_away() -> None:
    first, second, third = people("a", 9), people("b", 7), people("c", 2)
    values = [opinion("all", first | second | third, group_by="all", cluster="all")] + [
        opinion("all", members, group_by="all", cluster=name)
        for name, members in (("wash", first), ("food", second), ("health", third))
    ]
    assert [value.status for value in protect(values, MINIMUM)] == ["ok", "ok", "suppressed", "suppressed"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("li"), st.sampled_from(["wash", "food"])),
        min_size=1,
        max_size=40,
    )
)
@settings(deadline=None)
def test_no_difference_of_published_cells_is_a_small_group(members: list[tuple[str, str, str]]) -> None:
    """An attacker takes a published cell and subtracts any published cells of one division inside it."""
    organisations = {f"o{i}": traits for i, traits in enumerate(members)}
    values = []
    for cluster in ("all", "wash", "food"):
        mine = {o: t for o, t in organisations.items() if cluster in ("all", t[2])}
        values.append(opinion("all", set(mine), group_by="all", cluster=cluster))
        values += [opinion(g, {o for o, t in mine.items() if t[0] == g}, cluster=cluster) for g in "abcd"]
        values += [
            opinion(g, {o for o, t in mine.items() if t[1] == g}, group_by="locality", cluster=cluster) for g in "li"
        ]
    published = [v.cell for v in protect([v for v in values if v.cell.answers], MINIMUM) if v.status == "ok"]
    for whole in published:
        assert len(whole.answering) >= MINIMUM
        for way in {(c.cluster, c.group_by) for c in published}:
            inside = [c for c in published if (c.cluster, c.group_by) == way and c.answering < whole.answering]
            for size in range(1, len(inside) + 1):
                for parts in combinations(inside, size):
                    rest = whole.answering.difference(*(part.answering for part in parts))
                    assert len(rest) == 0 or len(rest) >= MINIMUM
