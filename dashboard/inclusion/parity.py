"""How large is a group's part in seats, roles, groups and comments, beside its part of the members?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard import words
from dashboard.languages import N_, NN_, ngettext
from dashboard.latest import Latest, grouping_of
from dashboard.queries import Row, Value

MEMBERS = "membership_share_by_type"
# Kinds of members that no committee can give a seat to on purpose.
NOT_A_CHOICE = ("unclassified", "unknown")


@dataclass(frozen=True)
class Share:
    """A group's part in one arena, and its part of the members, as counts."""

    has: int
    out_of: int
    members: int
    all_members: int
    active: bool = False  # the members are those who took part

    @property
    def ratio(self) -> float | None:
        """Return 1 in proportion, 0.5 for half of it; None where nothing or nobody can be counted."""
        if not self.out_of or not self.members or not self.all_members:
            return None
        return (self.has / self.out_of) / (self.members / self.all_members)

    def with_seats(self, has: int) -> Share:
        """Return the same arena with another number of seats for the group."""
        return Share(has, self.out_of, self.members, self.all_members, self.active)


@dataclass(frozen=True)
class Arena:
    """One thing that members share among them: where its counts come from, and what they are called."""

    indicator: str
    name: str
    texts: tuple[str, str]
    template: str
    count: Callable[[Latest, str, str], Share | None]
    seats: bool = False  # a decision of the cluster can change the count

    def counted(self, has: int, out_of: int) -> str:
        """Write the counts: '3 of 12 seats'."""
        return ngettext(*self.texts, out_of).format(n=words.count(has), all=words.count(out_of))


@dataclass(frozen=True)
class Found:
    """A group's part in an arena; share is None where it is hidden from this reader, and `value` says why."""

    arena: Arena
    value: Value
    share: Share | None


def by_ratio(latest: Latest, indicator: str, group: str) -> Share | None:
    """Read the counts back from a published ratio: its two shares, how many seats there are, and how many members."""
    value = latest.shown(indicator, group)
    if value is None or None in (value.numerator, value.denominator, value.n, value.population):
        return None
    assert value.numerator is not None and value.denominator is not None
    seats, members = value.n or 0, value.population or 0
    return Share(round(value.numerator / 100 * seats), seats, round(value.denominator / 100 * members), members)


def by_part(latest: Latest, indicator: str, group: str) -> Share | None:
    """Count a group's part of a whole that is published with it, beside the members."""
    whole = next((v for v in latest.groups(indicator, grouping_of(group)) if v.status == "ok"), None)
    members = latest.shown(MEMBERS, group)
    if whole is None or members is None or _hidden(latest, indicator, group):
        return None
    mine = latest.shown(indicator, group)
    return _beside(members, (mine.numerator if mine else 0) or 0, whole.denominator or 0)


def by_number(latest: Latest, indicator: str, group: str) -> Share | None:
    """Count how many of all records are a group's own, beside the members."""
    whole, members = latest.shown(indicator), latest.shown(MEMBERS, group)
    if whole is None or members is None or _hidden(latest, indicator, group):
        return None
    mine = latest.shown(indicator, group)
    return _beside(members, (mine.denominator if mine else 0) or 0, whole.denominator or 0)


def by_rate(latest: Latest, indicator: str, group: str) -> Share | None:
    """Count a group among those who did something, beside its part of those who could."""
    whole, mine = latest.shown(indicator), latest.shown(indicator, group)
    if whole is None or mine is None:
        return None
    has, out_of = round(mine.numerator or 0), round(whole.numerator or 0)
    return Share(has, out_of, round(mine.denominator or 0), round(whole.denominator or 0), active=True)


# In the order to show them.
ARENAS: Mapping[str, Arena] = {
    "sag": Arena(
        "sag_representation_ratio", N_("Advisory group"), NN_("{n} of {all} seat", "{n} of {all} seats"),
        "roles_and_seats.xlsx", by_ratio, seats=True,
    ),
    "leadership": Arena(
        "leadership_representation_ratio", N_("Leading roles"), NN_("{n} of {all} role", "{n} of {all} roles"),
        "roles_and_seats.xlsx", by_ratio, seats=True,
    ),
    "groups": Arena(
        "twg_spread", N_("Working groups"), NN_("{n} of {all} organisation", "{n} of {all} organisations"),
        "roles_and_seats.xlsx", by_rate,
    ),
    "agenda": Arena(
        "leadership_representation_ratio.agenda", N_("Agendas"), NN_("{n} of {all} point", "{n} of {all} points"),
        "agenda_points.xlsx", by_ratio,
    ),
    "comments": Arena(
        "comment_response_rate", N_("Comments"), NN_("{n} of {all} comment", "{n} of {all} comments"),
        "consultations_and_comments.xlsx", by_number,
    ),
    "actions": Arena(
        "action_ownership_spread.local", N_("Agreed actions"), NN_("{n} of {all} action", "{n} of {all} actions"),
        "action_points.xlsx", by_part,
    ),
    "steps": Arena(
        "hpc_step_inclusion", N_("Planning cycle"), NN_("{n} of {all} part", "{n} of {all} parts"),
        "consultations_and_comments.xlsx", by_part,
    ),
}  # fmt: skip
INDICATORS = (MEMBERS, *(arena.indicator for arena in ARENAS.values()))


def found(latest: Latest, group: str) -> list[Found]:
    """Return a group's part in each arena with a record, hidden ones too."""
    rows = []
    for arena in ARENAS.values():
        value = latest.of(arena.indicator, group) or latest.of(arena.indicator)
        if value is not None and value.status != "not_computable":
            rows.append(Found(arena, value, arena.count(latest, arena.indicator, group)))
    return rows


def groups(latest: Latest) -> list[str]:
    """Return the kinds of members to choose from: local and international first, then by type."""
    kinds = [*latest.groups(MEMBERS, "locality"), *latest.groups(MEMBERS, "type")]
    return [value.group for value in kinds if value.status == "ok" and value.group not in NOT_A_CHOICE]


def bounds(settings: list[Row]) -> tuple[float, float]:
    """Return from which to which ratio the response calls it in proportion."""
    found = {row["key"]: row["value"] for row in settings}
    return float(json.loads(found["thresholds.parity_low"])), float(json.loads(found["thresholds.parity_high"]))


def more_seats(share: Share, low: float, high: float) -> int | None:
    """Return how many seats of the others would bring a group into proportion; None where no whole number does."""
    for has in range(share.has, share.out_of + 1):
        ratio = share.with_seats(has).ratio
        if ratio is not None and ratio >= low:
            return has - share.has if ratio <= high else None
    return None


def _hidden(latest: Latest, indicator: str, group: str) -> bool:
    value = latest.of(indicator, group)
    return value is not None and value.status != "ok"


def _beside(members: Value, has: float, out_of: float) -> Share:
    return Share(round(has), round(out_of), round(members.numerator or 0), round(members.denominator or 0))
