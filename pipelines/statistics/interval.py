"""What does an interval say: from where, to where, and how was it found?"""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN = "none: how many organisations there are is not known"
NOBODY = "none: nobody answered"
CENSUS = "census: all members answered"


class Interval(NamedTuple):
    """Both ends in the unit of the value, or None where no interval can be had; `method` says how, or why none."""

    low: float | None
    high: float | None
    method: str


def no_interval(reason: str) -> Interval:
    """There is none, and the reason why."""
    return Interval(None, None, reason)


def percent(level: float) -> str:
    """0.95 as it is printed: "95 %"."""
    return f"{100 * level:g} %"
