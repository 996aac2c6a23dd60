"""How often does an organisation usually come, and how likely are so many misses if that has not changed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, lgamma

# How many meetings the cluster's habit may weigh beside an organisation's own record: at least one, and never
# so many that a year of its own would not be heard.
WEAKEST, STRONGEST = 1.0, 100.0
# Where too few organisations have a record, the cluster's habit weighs as much as two meetings.
FALLBACK = 2.0
FEWEST_MEMBERS = 3


@dataclass(frozen=True)
class Habit:
    """A beta distribution of the chance of coming: as if `came` and `missed` meetings had been seen. Both above 0."""

    came: float
    missed: float

    @property
    def rate(self) -> float:
        """The expected share of meetings attended, 0 to 1."""
        return self.came / (self.came + self.missed)

    def after(self, came: float, missed: float) -> Habit:
        """The habit once these meetings have been seen too."""
        return Habit(self.came + came, self.missed + missed)


def cluster_habit(records: Sequence[tuple[int, int]]) -> Habit:
    """How the chance of coming is spread over the organisations of a cluster, by the method of moments.

    `records`: (came, invited) per organisation. With p the share of all invitations taken up, the spread of the
    organisations' own shares around p, beyond what chance gives, is the intra-class correlation rho; the habit
    weighs 1 / rho - 1 meetings, kept between 1 and 100. Two meetings where fewer than 3 organisations have a
    record, or no spread can be computed. p is moved by one came and one missed so that it never is 0 or 1.
    Source: Kleinman (1973), Proportions with extraneous variance, JASA 68.
    """
    known = [(came, invited) for came, invited in records if invited]
    came, invited = sum(came for came, _ in known), sum(invited for _, invited in known)
    rate = (came + 1) / (invited + 2)
    strength = _strength(known, came, invited)
    return Habit(rate * strength, (1 - rate) * strength)


def _strength(known: Sequence[tuple[int, int]], came: int, invited: int) -> float:
    """1 / rho - 1: from the expectation of the weighted sum of squares around the common share."""
    if len(known) < FEWEST_MEMBERS or came in (0, invited):
        return FALLBACK
    p = came / invited
    squares = fsum(own * (own_came / own - p) ** 2 for own_came, own in known) / (p * (1 - p))
    room = fsum((1 - own / invited) * (own - 1) for _, own in known)
    if not room:
        return FALLBACK
    rho = (squares - (len(known) - 1)) / room
    if rho <= 1 / (1 + STRONGEST):
        return STRONGEST
    return max(1 / rho - 1, WEAKEST)


def chance_of_missing_all(habit: Habit, meetings: int) -> float:
    """The chance (0 to 1) that an organisation with this habit misses so many meetings in a row; 1 for none."""
    chance = 1.0
    for seen in range(meetings):
        chance *= (habit.missed + seen) / (habit.came + habit.missed + seen)
    return chance


def chance_of_at_most(habit: Habit, came: int, invited: int) -> float:
    """The chance (0 to 1) that it comes to at most `came` of `invited` meetings (beta-binomial)."""
    if came >= invited:
        return 1.0
    return fsum(_chance(habit, times, invited) for times in range(came + 1))


def _chance(habit: Habit, came: int, invited: int) -> float:
    ways = lgamma(invited + 1) - lgamma(came + 1) - lgamma(invited - came + 1)
    return exp(ways + _log_beta(habit.after(came, invited - came)) - _log_beta(habit))


def _log_beta(habit: Habit) -> float:
    return lgamma(habit.came) + lgamma(habit.missed) - lgamma(habit.came + habit.missed)
