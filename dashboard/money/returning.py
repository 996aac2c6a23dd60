"""How many more attendances would close the gap between local and international organisations, and who could bring them?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil

from dashboard import audience as audiences
from dashboard.queries import Reader, Row, Value

RATE, GAP = "org_attendance_rate", "attendance_gap_local"
SIDES = ("local", "international")
HABITS = ("every", "before")


@dataclass(frozen=True)
class Attendance:
    """A group's attendances out of its invitations."""

    group: str
    came: int
    invited: int

    @property
    def rate(self) -> Fraction:
        """The share of invitations that were followed by attendance."""
        return Fraction(self.came, self.invited)

    def with_more(self, attendances: int) -> Attendance:
        """The same group, had it come so many times more; never more often than invited."""
        return Attendance(self.group, min(self.invited, self.came + attendances), self.invited)


@dataclass(frozen=True)
class Gap:
    """The group that came less often, and the one it would catch up with."""

    behind: Attendance
    ahead: Attendance

    @property
    def needed(self) -> int:
        """The attendances that would close the gap."""
        return max(0, ceil(self.ahead.rate * self.behind.invited) - self.behind.came)


def recorded(reader: Reader, cluster: str) -> bool:
    """Whether anybody wrote down who was expected and who came, as far as this audience may know."""
    known = reader.values(RATE, cluster) or reader.values(GAP, cluster)
    return any(value.status != "not_computable" for value in known)


def gap(reader: Reader, cluster: str, period: Row) -> Gap | None:
    """Return the gap of a period from published counts; None where this audience may not see all of them."""
    shown = [value for value in reader.values(GAP, cluster) if value.period_start == period["period_start"]]
    rates = {
        v.group: v
        for v in reader.values(RATE, cluster, group_by="locality")
        if v.period_start == period["period_start"]
    }
    found = [_attendance(rates[side]) for side in SIDES if side in rates]
    if not shown or shown[0].status != "ok" or len(found) < len(SIDES) or None in found:
        return None
    behind, ahead = sorted((each for each in found if each is not None), key=lambda each: each.rate)
    return Gap(behind, ahead)


def absent(reader: Reader, cluster: str, period: Row, group: str) -> list[Row]:
    """Return the quiet partners of a group with their code for the address; nothing for those who may not see names."""
    if not audiences.sees_names(reader.audience):
        return []
    rows = reader.named(
        "absent_partners",
        cluster=cluster,
        locality=group,
        period_start=period["period_start"],
        period_end=period["period_end"],
    )
    return [row | {"code": _code(row)} for row in rows]


def brought(row: Row, habit: str) -> int:
    """Return the attendances a partner would add: at every meeting it missed, or as often as it came before it went quiet."""
    invited, came = int(row["invited"]), int(row["came"])
    if habit == "every" or not row["meetings_before"]:
        return invited - came
    usual = round(Fraction(row["attended_before"], row["meetings_before"]) * invited)
    return max(0, min(invited, usual) - came)


def by_partner(rows: Iterable[Row], habit: str) -> dict[str, int]:
    """Return the attendances each partner would add; one that went quiet in two clusters is one partner."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row["organisation_id"]] += brought(row, habit)
    return found


def fewest(rows: Iterable[Row], habit: str, needed: int) -> int | None:
    """Return how many of them would have to come back at least; None where all together are too few."""
    sums = accumulate(sorted(by_partner(rows, habit).values(), reverse=True))
    return next((n for n, more in enumerate(sums, start=1) if more >= needed), None)


def _attendance(value: Value) -> Attendance | None:
    if value.status != "ok" or not value.denominator or value.numerator is None:
        return None
    return Attendance(value.group, round(value.numerator), round(value.denominator))


def _code(row: Row) -> str:
    """A code for the address that names nobody."""
    return hashlib.blake2s(f"{row['cluster_id']} {row['organisation_id']}".encode(), digest_size=3).hexdigest()
