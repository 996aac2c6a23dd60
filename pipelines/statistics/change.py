"""Did the same organisations change their mind between two periods?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from pipelines.remembered import remembered
from pipelines.statistics.interval import Interval
from pipelines.statistics.mean_score import score_interval

WHOLE_SCALE = 100.0


@dataclass(frozen=True)
class Change:
    """The later score minus the earlier one, in points of the scale, told in two ways."""

    same: float | None
    """Mean change of the organisations that answered both times; None where none did."""
    pairs: int
    interval: Interval
    """For the mean change of all organisations that could have answered both times."""
    everyone: float | None
    """Mean of all later answers minus mean of all earlier ones: members who came, left or fell silent move it too."""
    before: int
    after: int


@remembered
def change_between(
    before: Mapping[str, float],
    after: Mapping[str, float],
    population: int | None,
    *,
    furthest: float = WHOLE_SCALE,
    level: float = 0.95,
) -> Change:
    """The change in score from one period to the next, as a paired difference and over all who answered.

    `before`, `after`: organisation to score; `population`: organisations that were members in both
    periods, None where unknown. The interval is that of mean_score.py over the differences: None below 8
    pairs, the value itself when all members answered twice. With `furthest` below 100 it supposes that nobody
    missing moved by more points than that, or than the furthest who answered: 50 makes it about a third narrower,
    and says so, because it misses the truth too often where a few turn from one end of the scale to the
    other (notebooks/tables/coverage.md). Sources: methods.md 6.3 and 6.5.
    """
    both = sorted(before.keys() & after.keys())
    changes = [after[organisation] - before[organisation] for organisation in both]
    return Change(
        same=fmean(sorted(changes)) if changes else None,
        pairs=len(both),
        interval=change_interval(changes, population, furthest=furthest, level=level),
        everyone=fmean(sorted(after.values())) - fmean(sorted(before.values())) if before and after else None,
        before=len(before),
        after=len(after),
    )


def change_interval(
    changes: Sequence[float], population: int | None, *, furthest: float = WHOLE_SCALE, level: float = 0.95
) -> Interval:
    """The interval for the mean change of a membership, from one change (in points) an organisation that answered twice."""
    reach = max([furthest, *(abs(change) for change in changes)])
    found = score_interval(changes, population, lowest=-reach, highest=reach, level=level)
    if found.low is None or len(changes) == population or reach >= WHOLE_SCALE:
        return found
    return found._replace(method=f"{found.method}, supposing that nobody missing moved by more than {reach:g} points")
