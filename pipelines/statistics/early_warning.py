"""Which partners may be drifting away, judged by their own habit, and which facts say so?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal, NamedTuple

from pipelines.statistics.habit import Habit, chance_of_at_most, chance_of_missing_all, cluster_habit

# How many of the last meetings are looked at together, and from how many invitations on there is a habit.
RECENT = 6
FEWEST_MEETINGS = 3


@dataclass(frozen=True)
class Rules:
    """From when on a partner is watched or contacted: misses in a row, and the chance of them below which it counts.

    Project defaults; methods.md 8.1 asks for a contact after three misses in a row.
    """

    contact_misses: int = 3
    contact_chance: float = 0.05
    watch_misses: int = 2
    watch_chance: float = 0.20


DEFAULT = Rules()

Level = Literal["contact now", "watch", "as usual", "too early to say"]


class Meeting(NamedTuple):
    """One meeting in the history of one organisation."""

    on: date
    invited: bool
    came: bool


@dataclass(frozen=True)
class EarlyWarning:
    """What the record of one organisation says. Counts are of meetings it was invited to; chances are 0 to 1.

    `recent`: the last 6 meetings, or the whole run of misses when that is longer; `earlier`: all before.
    `habit`: the rate of the earlier meetings drawn towards the cluster's; `change`: recent rate less habit.
    `chance_of_run`: of so many misses in a row if the habit had not changed; `chance_of_recent`: of coming to
    so few of the recent meetings.
    """

    organisation: str
    level: Level
    reason: str
    misses_in_a_row: int
    last_came: date | None
    recent_came: int
    recent_invited: int
    earlier_came: int
    earlier_invited: int
    habit: float
    change: float | None
    chance_of_run: float
    chance_of_recent: float


class _Record(NamedTuple):
    """The invitations of one organisation, oldest first, cut into earlier and recent."""

    came: list[bool]
    run: int
    cut: int
    last_came: date | None

    @property
    def earlier(self) -> list[bool]:
        return self.came[: self.cut]

    @property
    def settled(self) -> list[bool]:
        """Before the last 6 whatever happened since: a member that never comes is part of the cluster's habit."""
        return self.came[: max(0, len(self.came) - RECENT)]

    @property
    def recent(self) -> list[bool]:
        return self.came[self.cut :]


def early_warnings(
    histories: Mapping[str, Sequence[Meeting]], before: date | None = None, rules: Rules = DEFAULT
) -> tuple[EarlyWarning, ...]:
    """One warning an organisation, in the order of their names, from meetings before a day (all when None).

    By default, "contact now": at least 3 misses in a row that its habit would bring at most 5 times in 100. "watch": at
    least 2 misses in a row at most 20 times in 100, or so few of the recent meetings at most 5 times in 100.
    "too early to say": invited to fewer than 3 meetings. A habit says nothing about why: ask. Misses that
    come together for an outside reason (a road closed) look rarer to it than they are.
    Source: methods.md 8.1 (dropout_rate, nonparticipant_contact_rate).
    """
    records = {name: _record(invitations(histories[name], before)) for name in sorted(histories)}
    cluster = cluster_habit([(sum(record.settled), len(record.settled)) for record in records.values()])
    return tuple(_warning(name, record, cluster, rules) for name, record in records.items())


def invitations(history: Sequence[Meeting], before: date | None = None) -> list[Meeting]:
    """The meetings it was invited to, oldest first; of two on one day the one it came to is the later."""
    return sorted(meeting for meeting in history if meeting.invited and (before is None or meeting.on < before))


def _record(invited: Sequence[Meeting]) -> _Record:
    came = [meeting.came for meeting in invited]
    run = sum(1 for _ in takewhile(lambda there: not there, reversed(came)))
    last_came = next((meeting.on for meeting in reversed(invited) if meeting.came), None)
    return _Record(came, run, max(0, len(came) - max(RECENT, run)), last_came)


def _warning(name: str, record: _Record, cluster: Habit, rules: Rules) -> EarlyWarning:
    came, invited = sum(record.recent), len(record.recent)
    habit = cluster.after(sum(record.earlier), len(record.earlier) - sum(record.earlier))
    of_run = chance_of_missing_all(habit, record.run)
    of_recent = chance_of_at_most(habit, came, invited)
    return EarlyWarning(
        organisation=name,
        level=_level(record, of_run, of_recent, rules),
        reason=_reason(record, cluster, of_run, of_recent, rules),
        misses_in_a_row=record.run,
        last_came=record.last_came,
        recent_came=came,
        recent_invited=invited,
        earlier_came=sum(record.earlier),
        earlier_invited=len(record.earlier),
        habit=habit.rate,
        change=came / invited - habit.rate if invited else None,
        chance_of_run=of_run,
        chance_of_recent=of_recent,
    )


def _level(record: _Record, of_run: float, of_recent: float, rules: Rules) -> Level:
    if len(record.came) < FEWEST_MEETINGS:
        return "too early to say"
    if record.run >= rules.contact_misses and of_run <= rules.contact_chance:
        return "contact now"
    if (record.run >= rules.watch_misses and of_run <= rules.watch_chance) or of_recent <= rules.contact_chance:
        return "watch"
    return "as usual"


def _reason(record: _Record, cluster: Habit, of_run: float, of_recent: float, rules: Rules) -> str:
    """The facts, in short sentences."""
    if len(record.came) < FEWEST_MEETINGS:
        return f"Invited to {_meetings(len(record.came))} so far; {FEWEST_MEETINGS} are needed to see a habit."
    facts = [_now(record), _before(record, cluster)]
    if record.run >= rules.watch_misses:
        facts.append(f"With this habit, {record.run} misses in a row happen {_times(of_run)}.")
    elif of_recent <= rules.watch_chance:
        facts.append(f"With this habit, coming so rarely happens {_times(of_recent)}.")
    return " ".join(facts)


def _now(record: _Record) -> str:
    last = f"Came to {sum(record.recent)} of the last {_meetings(len(record.recent))} it was invited to."
    if not record.run:
        return last
    missed = "the last meeting" if record.run == 1 else f"the last {record.run} meetings"
    if record.run == len(record.recent):
        return f"Missed {missed} it was invited to."
    return " ".join((last, f"Missed {missed}."))


def _before(record: _Record, cluster: Habit) -> str:
    usual = f"organisations here usually come to {round(100 * cluster.rate)} of 100"
    if not record.earlier:
        return f"There is no earlier record; {usual}."
    return f"Before, it came to {sum(record.earlier)} of {len(record.earlier)}; {usual}."


def _meetings(count: int) -> str:
    return "one meeting" if count == 1 else f"{count} meetings"


def _times(chance: float) -> str:
    times = round(100 * chance)
    if times == 0:
        return "less than once in 100 times"
    return "once in 100 times" if times == 1 else f"{times} times in 100"
