"""What does a published cell tell one who wants to know more: of whom, and what each of them adds?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

AGREES, DISAGREES = 75.0, 25.0  # points: "agree" on the five-point scale, or more; "disagree", or less
EVERYWHERE = "all"
# A hidden number must stay open by this much: a count by so many, and anything by this part of all it could be.
OPEN_COUNT, OPEN_PART = 1.0, 0.02


class Account(NamedTuple):
    """What one member adds to a cell's number: `amount`, which could be from 0 to `most`."""

    amount: float
    most: float


@dataclass(frozen=True)
class Told:
    """A published cell as one who wants to know more sees it: whose number it is, and what each member adds."""

    index: int
    division: tuple[str, str, str]  # cluster, grouping, group
    month: str  # the month it is of; "" for a whole stretch
    size: int  # organisations
    organisations: frozenset[str]
    accounts: Mapping[str, Account] = field(hash=False)  # of each member
    owners: Mapping[str, str] = field(default_factory=dict, hash=False)  # the organisation of each member
    build: int = 0  # of two builds, one after the other: which
    population: int = 0  # how many organisations there are, where that is known
    question: str = ""  # which, where several are looked at together
