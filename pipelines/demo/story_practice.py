"""What is there to find beside meetings, scores and money? How each cluster works, from half-year to half-year.

The story goes on in the logs, in the lists of who does what where and in the answers on coordination (CCPM):

- WASH: since May 2025 minutes come late and in English alone, hardly any action is closed, partners have two days for
  comments, and nobody asks those who stay away why. Seats are held by the UN and international NGOs.
- Food Security: nothing changes; local partners do much of the work and get little of the money and its overheads.
- Protection: translations appear, local organisations co-lead and have seats, actions are closed, and what somebody
  comments is answered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipelines.demo.story import FOOD_SECURITY, PROTECTION, WASH

FIRST_DAY, TODAY = dt.date(2024, 7, 1), dt.date(2026, 6, 30)
HALVES = ((2024, 7), (2025, 1), (2025, 7), (2026, 1))  # year and first month
Halves = tuple[float, float, float, float]


@dataclass(frozen=True)
class Practice:
    """How a cluster works: chances in each half-year, unless something else is said.

    `turn`: the day on which seats and leading roles change hands.
    """

    turn: dt.date
    minutes_after: Halves  # working days from a meeting to its minutes
    lists_actions: Halves  # minutes that list action points
    closes: Halves  # promises kept, most of them in time
    lead_owns: Halves  # promises of the lead agency …
    local_owns: Halves  # … and of local partners
    days_to_comment: Halves  # working days
    local_comments: Halves  # how many of the comments come from local partners
    answers_local: Halves
    answers_others: Halves
    asks_absent: Halves
    supports: Halves  # requests for support with capacity that are met
    overhead: Halves  # percent passed on to local partners; those who pass on receive 7
    local_work: Halves  # activities carried out by local partners
    by_consensus: Halves  # decisions
    translates: Halves  # key documents
    assessed: float
    acknowledges: float  # members that acknowledged the terms of reference


PRACTICE = {
    WASH.id: Practice(
        turn=dt.date(2025, 6, 1),
        minutes_after=(4, 6, 13, 16), lists_actions=(0.9, 0.8, 0.4, 0.3), closes=(0.74, 0.62, 0.38, 0.28),
        lead_owns=(0.40, 0.48, 0.68, 0.74), local_owns=(0.28, 0.22, 0.06, 0.04), days_to_comment=(8, 6, 2, 2),
        local_comments=(0.5, 0.4, 0.15, 0.1), answers_local=(0.7, 0.55, 0.2, 0.15), answers_others=(0.75, 0.75, 0.7, 0.75),
        asks_absent=(0.5, 0.3, 0.12, 0.1), supports=(0.6, 0.5, 0.3, 0.2), overhead=(4, 3, 2, 1),
        local_work=(0.48, 0.46, 0.34, 0.28), by_consensus=(0.6, 0.5, 0.25, 0.2), translates=(0.9, 0.5, 0.0, 0.0),
        assessed=0.45, acknowledges=0.35,
    ),
    FOOD_SECURITY.id: Practice(
        turn=dt.date(2025, 7, 1),
        minutes_after=(7, 7, 6, 7), lists_actions=(0.7, 0.7, 0.7, 0.7), closes=(0.55, 0.56, 0.54, 0.55),
        lead_owns=(0.6, 0.6, 0.6, 0.6), local_owns=(0.12, 0.12, 0.12, 0.12), days_to_comment=(4, 4, 4, 4),
        local_comments=(0.3, 0.3, 0.3, 0.3), answers_local=(0.4, 0.4, 0.4, 0.4), answers_others=(0.65, 0.65, 0.65, 0.65),
        asks_absent=(0.4, 0.4, 0.4, 0.4), supports=(0.4, 0.4, 0.4, 0.4), overhead=(1, 1, 1, 1),
        local_work=(0.52, 0.52, 0.53, 0.52), by_consensus=(0.35, 0.35, 0.35, 0.35), translates=(0.2, 0.2, 0.2, 0.2),
        assessed=0.55, acknowledges=0.45,
    ),
    PROTECTION.id: Practice(
        turn=dt.date(2025, 3, 1),
        minutes_after=(10, 7, 4, 3), lists_actions=(0.5, 0.7, 0.9, 1.0), closes=(0.44, 0.58, 0.76, 0.86),
        lead_owns=(0.52, 0.44, 0.32, 0.26), local_owns=(0.12, 0.2, 0.34, 0.42), days_to_comment=(3, 5, 8, 9),
        local_comments=(0.2, 0.3, 0.45, 0.5), answers_local=(0.35, 0.55, 0.85, 0.92), answers_others=(0.6, 0.7, 0.85, 0.9),
        asks_absent=(0.25, 0.5, 0.85, 0.9), supports=(0.4, 0.55, 0.75, 0.85), overhead=(3, 4, 6, 7),
        local_work=(0.34, 0.40, 0.50, 0.56), by_consensus=(0.3, 0.5, 0.7, 0.75), translates=(0.0, 0.6, 1.0, 1.0),
        assessed=0.8, acknowledges=0.78,
    ),
}  # fmt: skip


def half(day: dt.date) -> int:
    """Which half-year of the story a day is in; days before and after count with the first and the last."""
    return min(3, max(0, (day.year - 2024) * 2 + (day.month > 6) - 1))


def last_day_of(number: int) -> dt.date:
    """The day on which a half-year ends."""
    year, month = HALVES[number]
    return dt.date(year, 12, 31) if month > 6 else dt.date(year, 6, 30)
