"""Small groups are not shown, nor can they be had by subtraction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.disclosure import protect as protect_values
from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Cell, Member, Value

MINIMUM = 5


def protect(values: list[Value], minimum: int) -> list[Value]:
    return protect_values(catalogue()["pop_equality_score"], values, minimum)


def opinion(group: str, members: set[str], *, group_by: str = "type", cluster: str = "wash") -> Value:
    """A published score of a group of organisations."""
    cell = Cell(
        "pop_equality_score", cluster, "period", dt.date(2025, 1, 1), dt.date(2025, 6, 30), False, group_by, group
    )
    # what one says depends on its name alone: neighbours differ
    said = tuple(Member(unit, unit, value=20.0 * (sum(map(ord, unit)) % 6)) for unit in sorted(members))
    return Value(replace(cell, members=said), "points", 50.0, n=len(members), band="fair")


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


def test_what_all_of_a_small_group_agree_on_is_a_band_only() -> None:
    agreed = replace(opinion("a", people("a", 6)), numerator=None)
    members = tuple(member._replace(value=80.0) for member in agreed.cell.members)
    (value,) = protect([replace(agreed, cell=replace(agreed.cell, members=members))], MINIMUM)
    assert (value.status, value.value, value.band) == ("suppressed", None, "fair")


def test_of_a_share_that_all_agree_with_not_even_the_band_is_shown() -> None:
    """It would be the highest or the lowest, and so tell that they all agree or that none does."""
    cell = replace(
        opinion("a", people("a", 6)).cell, members=tuple(Member(f"a{n}", f"a{n}", value=100.0) for n in range(6))
    )
    agreed = Value(cell, "%", 100.0, 6, 6, band="good")
    (value,) = protect_values(catalogue()["pop_equality_score.favourable"], [agreed], MINIMUM)
    assert (value.value, value.band) == (None, None)


def test_median_mean_and_share_of_the_same_opinions_are_hidden_together() -> None:
    """None of the six agrees: the share would tell it, and so the mean is not shown either."""
    groups = [("a", people("a", 6)), ("b", people("b", 9))]
    values = [
        opinion("all", groups[0][1] | groups[1][1], group_by="all"),
        *(opinion(name, members) for name, members in groups),
    ]
    low = [
        replace(
            v,
            cell=replace(
                v.cell,
                members=tuple(
                    m._replace(value=min(m.value or 0.0, 60.0) if m.unit < "b" else m.value) for m in v.cell.members
                ),
            ),
        )
        for v in values
    ]
    hidden = [
        [value.status for value in protect_values(catalogue()[f"pop_equality_score{part}"], low, MINIMUM)]
        for part in ("", ".mean", ".favourable")
    ]
    assert hidden[0] == hidden[1] == hidden[2]
    assert "suppressed" in hidden[0]


def conduct(group: str, came: dict[str, int], of: int, *, group_by: str = "type", cluster: str = "wash") -> Value:
    """How often a group came in a period, out of `of` meetings each."""
    start, end = dt.date(2025, 1, 1), dt.date(2025, 6, 30)
    cell = Cell("org_attendance_rate", cluster, "period", start, end, False, group_by, group)
    members = tuple(
        Member(f"{name} {cluster}", name, amount=float(n), base=float(of)) for name, n in sorted(came.items())
    )
    return Value(replace(cell, members=members, organisations=len(members)), "%", 50.0)


def seen(values: list[Value]) -> list[str]:
    return [
        value.cell.group
        for value in protect_values(catalogue()["org_attendance_rate"], values, MINIMUM)
        if not value.outside
    ]


def test_the_team_sees_what_a_small_group_did_and_others_do_not() -> None:
    few = conduct("donor", {"d1": 3, "d2": 1}, 6)
    (value,) = protect_values(catalogue()["org_attendance_rate"], [few], MINIMUM)
    assert (value.value, value.outside) == (50.0, "fewer than 5 organisations are counted")


def test_when_all_came_always_a_small_group_among_them_is_not_given_away() -> None:
    """All 20 came to everything, and so did the two donors: the 18 may be shown, all 20 may not."""
    donors, others = dict.fromkeys(people("d", 2), 6), dict.fromkeys(people("o", 18), 6)
    everybody = conduct("all", donors | others, 6, group_by="all")
    assert seen([everybody, conduct("donor", donors, 6), conduct("ngo", others, 6)]) == ["ngo"]


def test_what_two_hidden_groups_did_is_not_told_by_their_sum() -> None:
    """Seven of 13 came always, as the sum of the hidden ones tells: one more group must be hidden."""
    donors, un, ngo = (
        dict.fromkeys(people("d", 2), 6),
        dict.fromkeys(people("u", 6), 6),
        dict.fromkeys(people("n", 12), 3),
    )
    everybody = conduct("all", donors | un | ngo, 6, group_by="all")
    values = [everybody, conduct("donor", donors, 6), conduct("un_agency", un, 6), conduct("ngo", ngo, 6)]
    assert seen(values) == ["all"]


def test_a_large_response_without_small_groups_is_not_solved_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.disclosure.puzzle_of", None)  # calling it would fail
    groups = {group: {f"{group}{n}": n % 7 for n in range(40)} for group in "abcdef"}
    whole = {name: n for came in groups.values() for name, n in came.items()}
    values = [conduct("all", whole, 6, group_by="all"), *(conduct(group, came, 6) for group, came in groups.items())]
    assert len(seen(values)) == 7


def test_the_months_of_a_group_are_hidden_with_its_period() -> None:
    donors, un, ngo = (
        dict.fromkeys(people("d", 2), 3),
        dict.fromkeys(people("u", 6), 2),
        dict.fromkeys(people("n", 9), 1),
    )
    groups = {"donor": donors, "un_agency": un, "ngo": ngo}
    values = [
        conduct("all", donors | un | ngo, 6, group_by="all"),
        *(conduct(g, came, 6) for g, came in groups.items()),
    ]
    for number in (1, 2):
        values += [
            month(
                group, {g: (sum(c.values()) / 2, len(c) * 3) for g, c in groups.items() if group in ("all", g)}, number
            )
            for group in ("all", *groups)
        ]
    hidden = [
        (v.cell.grain, v.cell.group)
        for v in protect_values(catalogue()["org_attendance_rate"], values, MINIMUM)
        if v.outside
    ]
    assert hidden == [(grain, group) for grain in ("period", "month", "month") for group in ("donor", "un_agency")]


def month(group: str, classes: dict[str, tuple[float, float]], number: int) -> Value:
    """How often a group came in one month, by class of organisations: so often, of so many."""
    start = dt.date(2025, number, 1)
    cell = Cell(
        "org_attendance_rate", "wash", "month", start, start.replace(day=28), False, "all" if group == "all" else "type", group,
        organisations={"donor": 2, "un_agency": 6, "ngo": 9, "all": 17}[group],
        members=tuple(Member(f"{name} wash", amount=came, base=of) for name, (came, of) in sorted(classes.items())),
    )  # fmt: skip
    return Value(cell, "%", 50.0)


def used(group: str, answers: dict[str, int], *, cluster: str = "wash", group_by: str = "locality") -> Value:
    """How many of those who answered without a name, or with one, use a service of the cluster."""
    start, end = dt.date(2025, 1, 1), dt.date(2025, 6, 30)
    cell = Cell("added_value_score.service_use", cluster, "period", start, end, False, group_by, group)
    members = tuple(Member(unit, None, amount=float(n), base=1.0) for unit, n in sorted(answers.items()))
    return Value(replace(cell, members=members), "%", 50.0)


def shown_of_use(values: list[Value]) -> list[tuple[str, str]]:
    indicator = catalogue()["added_value_score.service_use"]
    return [
        (value.cell.cluster, value.cell.group)
        for value in protect_values(indicator, values, MINIMUM)
        if value.status == "ok"
    ]


def test_who_answered_in_one_cluster_alone_is_not_told_by_the_figure_of_all_clusters() -> None:
    """All eight local ones use it, so they are hidden, and the unclassified with them: in all clusters, these are the same."""
    local, unclassified = dict.fromkeys(people("l", 8), 1), {f"u{n}": int(n < 6) for n in range(8)}
    elsewhere = {f"e{n}": n % 2 for n in range(12)}
    values = [
        used("all", local | unclassified, group_by="all"), used("local", local), used("unclassified", unclassified),
        used("all", local | unclassified | elsewhere, cluster="all", group_by="all"),
        used("local", local | elsewhere, cluster="all"), used("unclassified", unclassified, cluster="all"),
        used("all", elsewhere, cluster="food", group_by="all"), used("local", elsewhere, cluster="food"),
    ]  # fmt: skip
    found = shown_of_use(values)
    assert ("wash", "local") not in found
    assert len({("wash", "unclassified"), ("all", "unclassified")} & set(found)) == 0


def test_what_is_said_of_one_service_tells_nothing_of_another() -> None:
    """Nobody of eight uses the training, which is hidden; how many use another service is not."""
    nobody, half, most = ({f"o{n}": int(n < users) for n in range(8)} for users in (0, 4, 6))
    values = [
        used("all", most, group_by="all"),
        *(used(name, said, group_by="service") for name, said in (("training", nobody), ("access", half))),
    ]
    assert shown_of_use(values) == [("wash", "all"), ("wash", "access")]


def test_of_a_hidden_part_of_a_whole_not_even_the_count_is_told() -> None:
    """How many organisations named a reason is the number that is hidden."""
    indicator = catalogue()["absence_reason_profile"]
    start, end = dt.date(2025, 1, 1), dt.date(2025, 6, 30)

    def named(reason: str, by: int) -> Value:
        cell = Cell(indicator.id, "wash", "period", start, end, False, "reason", reason)
        who = tuple(Member(f"{reason}{n}", f"{reason}{n}", amount=1.0, base=1.0) for n in range(by))
        return Value(replace(cell, members=who), "%", 10.0, n=by, population=30, numerator=by, denominator=30)

    found = protect_values(indicator, [named("language", 2), named("distance", 9), named("time", 12)], MINIMUM)
    hidden = [value for value in found if value.status == "suppressed"]
    assert "language" in {value.cell.group for value in hidden}
    assert {(value.n, value.population, value.numerator) for value in hidden} == {(None, None, None)}
