"""How much money would bring the share of local organisations to an aim? Arithmetic with published sums, not a forecast."""

from __future__ import annotations

from dataclasses import dataclass

CHANNELS = ("direct", "pooled", "one")
SOURCES = ("moved", "new")


@dataclass(frozen=True)
class Money:
    """The money of a year in US dollars: all of it, what reached local organisations, what may have (not known)."""

    whole: float
    local: float
    unknown: float

    @property
    def share(self) -> float:
        """The share that is known to have reached local organisations, 0 to 1."""
        return self.local / self.whole

    @property
    def most(self) -> float:
        """The share if all that is not known had reached them, 0 to 1."""
        return (self.local + self.unknown) / self.whole


@dataclass(frozen=True)
class Need:
    """US dollars through one channel: if none of the unknown money is local, and if all of it is. None: not possible."""

    most: float | None
    least: float | None


def need(money: Money, aim: float, reaches: float, source: str) -> Need:
    """Return what a channel would need. `aim` and `reaches` from 0 to 1; `source`: 'moved' from others, or 'new' money."""
    return Need(
        _amount(money.whole, money.local, aim, reaches, source),
        _amount(money.whole, money.local + money.unknown, aim, reaches, source),
    )


def must_reach(money: Money, aim: float, source: str) -> float:
    """Return the share of each dollar that has to reach local organisations before a channel can bring the aim at all."""
    if source == "new":
        return aim
    return max(0.0, aim * money.whole - money.local) / (money.whole - money.local) if money.whole > money.local else 0.0


def _amount(whole: float, local: float, aim: float, reaches: float, source: str) -> float | None:
    gap = aim * whole - local
    if gap <= 0:
        return 0.0
    gain = reaches if source == "moved" else reaches - aim  # new money makes the whole larger, too
    if gain <= 0:
        return None
    amount = gap / gain
    return None if source == "moved" and amount > whole - local else amount
