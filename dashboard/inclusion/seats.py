"""What would change if the seats of a committee were given otherwise? Arithmetic on published counts; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.inclusion.parity import NOT_A_CHOICE, Share, by_ratio
from dashboard.latest import Latest

MOST_SEATS = 999


@dataclass(frozen=True)
class Committee:
    """The seats and the members of each group; seats of nobody known, or not yet classified, stay as they are."""

    groups: tuple[str, ...]
    seats: tuple[int, ...]
    members: tuple[int, ...]
    all_members: int
    others: int

    def share(self, index: int, seats: tuple[int, ...]) -> Share:
        """Return the part of one group, had the seats been given so."""
        return Share(seats[index], sum(seats) + self.others, self.members[index], self.all_members)


def committee(latest: Latest, indicator: str, group_by: str) -> Committee | None:
    """Return the committee as it is; None where it is not on record, or where part of it is hidden from this reader."""
    whole, values = latest.shown(indicator), latest.groups(indicator, group_by)
    if whole is None or not values or any(value.status != "ok" for value in values):
        return None
    named = [(v.group, by_ratio(latest, indicator, v.group)) for v in values if v.group not in NOT_A_CHOICE]
    shares = [(group, share) for group, share in named if share is not None]
    if not shares:
        return None
    held = tuple(share.has for _group, share in shares)
    members = tuple(share.members for _group, share in shares)
    first = shares[0][1]
    groups = tuple(group for group, _share in shares)
    return Committee(groups, held, members, first.all_members, max(0, first.out_of - sum(held)))


def code(seats: tuple[int, ...]) -> str:
    """Write seats as they stand in an address: '3-2-1'."""
    return "-".join(map(str, seats))


def parse(text: str | None, size: int) -> tuple[int, ...] | None:
    """Read seats from an address; None where it does not say a number for each group."""
    parts = (text or "").split("-")
    if len(parts) != size or not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        return None
    seats = tuple(map(int, parts))
    return seats if max(seats) <= MOST_SEATS else None


def in_proportion(members: tuple[int, ...], total: int) -> tuple[int, ...]:
    """Share out seats by the members of each group: whole quotas first, then the largest remainders (Hamilton)."""
    everybody = sum(members)
    if not everybody:
        return tuple(0 for _member in members)
    seats = [total * count // everybody for count in members]
    by_rest = sorted(range(len(members)), key=lambda index: (-(total * members[index] % everybody), index))
    for index in by_rest[: total - sum(seats)]:
        seats[index] += 1
    return tuple(seats)
