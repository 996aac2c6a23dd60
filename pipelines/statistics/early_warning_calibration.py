"""Would the early warnings have been right, month by month, had they been given before the month began?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean

from pipelines.statistics.early_warning import (
    DEFAULT,
    FEWEST_MEETINGS,
    Level,
    Meeting,
    Rules,
    early_warnings,
    invitations,
)
from pipelines.statistics.habit import Habit, chance_of_missing_all, cluster_habit

# Months that must lie behind before the first forecast.
FEWEST_MONTHS = 3
# A meeting counts half as much as one that is so many meetings younger: habits change.
HALF_LIFE = 6
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
LEVELS: tuple[Level, ...] = ("contact now", "watch", "as usual")


@dataclass(frozen=True)
class Forecast:
    """For one organisation and one month: the chance of missing every meeting, said before, and what happened.

    `month`: its first day. `predicted` from its own record, `naive` the share of all organisations and earlier
    months in which every meeting was missed; both 0 to 1 and from meetings before the month only.
    """

    month: date
    organisation: str
    level: Level
    predicted: float
    naive: float
    missed_all: bool


@dataclass(frozen=True)
class Bin:
    """Forecasts from `low` to `high` (the last bin holds 1): their mean and how often it happened; None when n is 0."""

    low: float
    high: float
    predicted: float | None
    observed: float | None
    n: int


@dataclass(frozen=True)
class LevelOutcome:
    """Of the n organisation-months that began at a level, the share that went on to miss every meeting."""

    level: Level
    observed: float | None
    n: int


@dataclass(frozen=True)
class Calibration:
    """Forecasts beside what happened. Brier scores: mean squared error, 0 best; None without forecasts."""

    n: int
    months: int
    brier: float | None
    naive_brier: float | None
    bins: tuple[Bin, ...]
    levels: tuple[LevelOutcome, ...]


def calibrate(histories: Mapping[str, Sequence[Meeting]], rules: Rules = DEFAULT) -> Calibration:
    """How well warnings and chances fitted the months that followed. Source: Brier (1950) for the score."""
    found = forecasts(histories, rules)
    return Calibration(
        n=len(found),
        months=len({forecast.month for forecast in found}),
        brier=_mean([(one.predicted - one.missed_all) ** 2 for one in found]),
        naive_brier=_mean([(one.naive - one.missed_all) ** 2 for one in found]),
        bins=tuple(_bin(found, low, high) for low, high in pairwise(BINS)),
        levels=tuple(_outcome(found, level) for level in LEVELS),
    )


def forecasts(histories: Mapping[str, Sequence[Meeting]], rules: Rules = DEFAULT) -> tuple[Forecast, ...]:
    """Every forecast that could have been made, oldest month first, then by name.

    From the fourth month with meetings on; for organisations invited that month and to at least 3 meetings
    before it. Nothing in a forecast is computed from the month itself or later.
    """
    invited = {name: invitations(histories[name]) for name in sorted(histories)}
    months = sorted({_first(meeting.on) for own in invited.values() for meeting in own})
    by_month = _by_month(invited)
    return tuple(one for month in months[FEWEST_MONTHS:] for one in _of_month(invited, by_month, month, rules))


def _of_month(
    invited: Mapping[str, Sequence[Meeting]],
    by_month: Mapping[date, Mapping[str, list[bool]]],
    month: date,
    rules: Rules,
) -> Iterator[Forecast]:
    past = {name: [meeting for meeting in own if meeting.on < month] for name, own in invited.items()}
    levels = {warning.organisation: warning.level for warning in early_warnings(past, rules=rules)}
    cluster = cluster_habit([(sum(meeting.came for meeting in own), len(own)) for own in past.values()])
    naive = fmean(not any(came) for then, by_name in by_month.items() if then < month for came in by_name.values())
    for name, came in by_month[month].items():
        if len(past[name]) >= FEWEST_MEETINGS:
            predicted = chance_of_missing_all(_lately(past[name], cluster), len(came))
            yield Forecast(month, name, levels[name], predicted, naive, not any(came))


def _by_month(invited: Mapping[str, Sequence[Meeting]]) -> dict[date, dict[str, list[bool]]]:
    """Month by organisation: for each meeting it was invited to, whether it came."""
    found: dict[date, dict[str, list[bool]]] = defaultdict(dict)
    for name, own in invited.items():
        for meeting in own:
            found[_first(meeting.on)].setdefault(name, []).append(meeting.came)
    return found


def _first(day: date) -> date:
    return day.replace(day=1)


def _lately(past: Sequence[Meeting], cluster: Habit) -> Habit:
    """The habit by now: the cluster's, moved by the own record in which older meetings count less."""
    came = missed = 0.0
    weight = 1.0
    for meeting in reversed(past):
        came, missed = came + weight * meeting.came, missed + weight * (not meeting.came)
        weight *= 0.5 ** (1 / HALF_LIFE)
    return cluster.after(came, missed)


def _bin(found: Sequence[Forecast], low: float, high: float) -> Bin:
    inside = [one for one in found if low <= one.predicted < high or one.predicted == high == BINS[-1]]
    predicted, observed = _mean([one.predicted for one in inside]), _mean([one.missed_all for one in inside])
    return Bin(low, high, predicted, observed, len(inside))


def _outcome(found: Sequence[Forecast], level: Level) -> LevelOutcome:
    inside = [one.missed_all for one in found if one.level == level]
    return LevelOutcome(level, _mean(inside), len(inside))


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
