"""How is it decided by lot, but as often as the story says? Shares kept to within one, and working days."""

from __future__ import annotations

import datetime as dt
import random

from pipelines.demo.display import AMBIGUOUS, written
from pipelines.demo.organisations import Organisation

SATURDAY = 5


class Lot:
    """Says yes as often as the chances given to it add up to, to within one."""

    def __init__(self, draw: random.Random) -> None:
        self._total = draw.random()

    def hit(self, chance: float) -> bool:
        """Yes or no, at this chance."""
        before, self._total = int(self._total), self._total + chance
        return int(self._total) > before


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The day that many working days later; nothing happens on a Saturday or Sunday."""
    while count > 0 or day.weekday() >= SATURDAY:
        day += dt.timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def between(first: dt.date, last: dt.date, draw: random.Random) -> dt.date:
    """Any day of a stretch of time, both ends included."""
    return first + dt.timedelta(days=draw.randrange((last - first).days + 1))


def signed(organisation: Organisation, draw: random.Random) -> str:
    """An organisation as a coordination team writes it: mostly in full, else its acronym, now and then a slip."""
    chance = draw.random()
    if chance < 0.72:
        return organisation.name
    if chance < 0.92:
        return organisation.name if organisation.acronym in AMBIGUOUS else organisation.acronym
    return written(organisation, draw)
