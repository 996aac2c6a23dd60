"""What may each audience see? Hides what tells of a few organisations, and whatever would give it back by calculation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Member, Value
from pipelines.overlaps import Overlaps, take_out
from pipelines.remembered import remembered
from pipelines.told import AGREES, Account, Told
from pipelines.unknowns import puzzle_of
from pipelines.working_out import Puzzle

TOO_FEW = "fewer than {minimum} organisations answered"
TOO_FEW_COUNTED = "fewer than {minimum} organisations are counted"
TOO_FEW_LEFT = "a small group could otherwise be worked out by subtraction"
# What is told of opinions, by kind; a score comes with the number of organisations in each band.
TELLS = {"score": "bands", "mean": "mean", "median": "mean", "favourable": "agreed"}
# So many unknowns can be solved for at once.
MOST_UNKNOWNS = 5000
ALL_ALIKE = "they are so much alike that the number would tell what each of them said or did"


def protect(indicator: Indicator, values: Iterable[Value], minimum: int) -> list[Value]:
    """The values of one indicator, with everything hidden that would tell of fewer than `minimum` organisations.

    Opinions are hidden from everybody, the conduct of organisations from evaluators and donors. Each stretch of
    time is protected for itself, with its months. The median, mean and share of the same opinions are hidden together.
    """
    found = list(values)
    if indicator.disclosure == "open" or (indicator.disclosure == "conduct" and indicator.audiences == ("team",)):
        return found
    few = (TOO_FEW if indicator.disclosure == "opinion" else TOO_FEW_COUNTED).format(minimum=minimum)
    hidden: dict[int, str] = {}
    for cells in stretches(indicator, found).values():
        told = told_of(indicator.id)
        hidden |= dict((hide_again if told else hide)(tuple(cells), minimum, few, told))
    mark = suppressed if indicator.disclosure == "opinion" else _outside
    marked = [mark(value, hidden[index]) if index in hidden else value for index, value in enumerate(found)]
    return [_uncounted(value) for value in marked] if indicator.kind == "composition" else marked


@cache
def told_of(indicator_id: str) -> frozenset[str]:
    """What is told of the same opinions, by an indicator and its parts: their mean, who agrees, who disagrees, how many
    stand in each band. Nothing of these where a number is a sum of what is counted.
    """
    indicator = catalogue()[indicator_id.partition("@")[0]]
    whole = catalogue()[indicator.main] if indicator.same_rows else indicator
    family = [whole, *(part for part in catalogue().values() if part.main == whole.id and part.same_rows)]
    told = {TELLS[one.kind] for one in family if one.kind in TELLS}
    return frozenset(told | {"disagreed"} if indicator.item else told)


def stretches(indicator: Indicator, values: Sequence[Value]) -> dict[tuple[Any, ...], list[Told]]:
    """The cells of each stretch of time; months with the period they are in."""
    found: dict[tuple[Any, ...], list[Told]] = {}
    counted = _counting(indicator)
    # What is said to one question tells nothing of another; in a composition the groups share one question out.
    apart = indicator.disclosure == "opinion" and indicator.kind != "composition"
    periods = {(v.cell.period_start, v.cell.period_end) for v in values if v.cell.grain == "period"}
    for index, value in enumerate(values):
        cell, start = value.cell, value.cell.period_start
        accounts = counted(cell.members)
        if not accounts:
            continue
        month = cell.grain == "month"
        within = next((first for first, last in periods if month and first <= start <= last), start)
        owners = {} if month else {member.unit: member.organisation or member.unit for member in cell.members}
        names = frozenset(accounts if month else [owners[unit] for unit in accounts])
        told = Told(
            index, (cell.cluster, cell.group_by, cell.group), str(start) if month else "",
            cell.organisations if month else len(names), names, accounts, owners, population=cell.known_units,
        )  # fmt: skip
        asked = question(cell.group_by, cell.group) if apart else ""
        found.setdefault(("period" if month else cell.grain, within, asked), []).append(told)
    return found


def question(group_by: str, group: str) -> str:
    """The question a cell is about, where a category asks several."""
    return "" if group_by in ("all", "type", "locality") else group


def _counting(indicator: Indicator) -> Callable[[Iterable[Member]], dict[str, Account]]:
    """Who adds what to a cell: without those who did not answer. Many add the same, which is kept once."""
    account = cache(Account)
    if indicator.kind == "composition":  # the number is how many there are, not what they did
        return lambda members: {member.unit: account(0.5, 1.0) for member in members}
    if indicator.kind in ("score", "mean", "median", "favourable"):
        return lambda members: {m.unit: account(m.value, 100.0) for m in members if m.value is not None}
    return lambda members: {m.unit: account(m.amount or 0.0, m.base) for m in members if m.base}


@remembered
def hide(
    cells: tuple[Told, ...], minimum: int, few: str, told: frozenset[str] = frozenset()
) -> tuple[tuple[int, str], ...]:
    """Which cells of one stretch of time to hide, and why: by the index of each.

    First every cell of fewer organisations than `minimum`, and every cell whose members are all alike. Then, as
    long as the published cells give a hidden one or a small rest away, the smallest of those that do is hidden too.
    """
    overlaps = Overlaps(cells)
    hidden = {at: few for at, cell in enumerate(cells) if cell.size < minimum}
    for at, cell in enumerate(cells):
        if (
            at not in hidden
            and _of_one_mind(cell.accounts.values(), told)
            and (cell.size < 2 * minimum or any(overlaps.within(overlaps.members[at], cell.month, hidden)))
        ):
            hidden[at] = ALL_ALIKE
    hide_rests(overlaps, hidden, minimum, told)
    more = bool(hidden)
    while more:
        _hide_until_nothing_is_pinned(cells, hidden, told)
        more = hide_rests(overlaps, hidden, minimum, told)
    return tuple((cells[at].index, reason) for at, reason in hidden.items())


# The median, the mean and the share of the same opinions, one after the other, are hidden together.
hide_again = lru_cache(maxsize=64)(hide)


def _of_one_mind(accounts: Iterable[Account], told: frozenset[str]) -> bool:
    """Whether a number tells what every member said or did: all the same opinion or on one side of "agree"; all or nothing."""
    if not told:
        return _all_or_nothing(accounts)
    scores = {account.amount for account in accounts}
    return len(scores) == 1 or ("agreed" in told and len({score >= AGREES for score in scores}) == 1)


def _all_or_nothing(accounts: Iterable[Account]) -> bool:
    some = nothing = True
    for amount, most in accounts:
        some, nothing = some and amount == most, nothing and (not amount or not most)
        if not (some or nothing):
            return False
    return True


def hide_rests(overlaps: Overlaps, hidden: dict[int, str], minimum: int, told: frozenset[str]) -> bool:
    """Hide the smallest part of a shown whole, as long as what the shown parts leave of it tells of few.

    Returns whether there was anything to hide.
    """
    before = len(hidden)

    def which(whole: int, parts: Sequence[int]) -> int | None:
        shown = [part for part in parts if part not in hidden]
        if whole in hidden or not shown or not _rest_tells(overlaps, whole, shown, hidden, minimum, told):
            return None
        least = smallest(overlaps.cells, shown)
        hidden[least] = TOO_FEW_LEFT
        return least

    take_out(overlaps.families, which)
    return len(hidden) > before


def _rest_tells(
    overlaps: Overlaps, whole: int, shown: Sequence[int], hidden: Iterable[int], minimum: int, told: frozenset[str]
) -> bool:
    """Whether a whole without its shown parts is few organisations, or a hidden cell, or all alike with one inside."""
    cell, left = overlaps.cells[whole], overlaps.rest(whole, shown)
    if not left:
        return False
    inside = list(overlaps.within(left, cell.month, hidden))
    if any(overlaps.members[at] == left for at in inside):
        return True
    if not cell.month and len({cell.owners[unit] for unit in overlaps.units(left)}) < minimum:
        return True
    return bool(inside) and _of_one_mind([cell.accounts[unit] for unit in overlaps.units(left)], told)


def _hide_until_nothing_is_pinned(cells: Sequence[Told], hidden: dict[int, str], told: frozenset[str]) -> None:
    """Solve for every hidden cell as an attacker would, and hide one more cell wherever that succeeds."""
    puzzle = puzzle_of(cells, told)
    if len(puzzle.most) > MOST_UNKNOWNS and len({cell.division[0] for cell in cells}) > 1:
        _cluster_by_cluster(cells, hidden, told)
        return
    hide_pinned(puzzle, cells, hidden)


def hide_pinned(
    puzzle: Puzzle, cells: Sequence[Told], hidden: dict[int, str], rather: Callable[[Told], bool] = lambda cell: True
) -> None:
    """Hide one more cell wherever a hidden one can be solved for; those of `rather` before others."""
    helpless = set[int]()  # nothing is left to hide for them
    while True:
        shown = [at for at in range(len(cells)) if at not in hidden]
        found = puzzle.pinned(shown, [at for at in hidden if at not in helpless])
        if found is None:
            return
        pinned, culprits = found
        if shown:
            suspects = culprits or shown
            hidden[smallest(cells, [at for at in suspects if rather(cells[at])] or suspects)] = TOO_FEW_LEFT
        else:
            helpless.add(pinned)


def _cluster_by_cluster(cells: Sequence[Told], hidden: dict[int, str], told: frozenset[str]) -> None:
    """The same for each cluster alone, where all together are too many; rests guard what lies between clusters."""
    for own in by_cluster(cells):
        mine = {n: hidden[at] for n, at in enumerate(own) if at in hidden}
        if mine:
            _hide_until_nothing_is_pinned([cells[at] for at in own], mine, told)
        hidden |= {own[n]: reason for n, reason in mine.items()}


def by_cluster(cells: Sequence[Told]) -> list[list[int]]:
    """The places of the cells of each cluster."""
    places: dict[str, list[int]] = {}
    for at, cell in enumerate(cells):
        places.setdefault(cell.division[0], []).append(at)
    return list(places.values())


def smallest(cells: Sequence[Told], some: Iterable[int]) -> int:
    """The cell that tells least: rather a month than its period, a group than the whole, few than many."""
    return min(some, key=lambda at: (cells[at].division[1] == "all", not cells[at].month, cells[at].size, at))


def suppressed(value: Value, reason: str) -> Value:
    """Without the number and everything it could be worked out from. Of answers close together the band stays: but
    not that of the share that agrees, which is all of them or none.
    """
    band = value.band if reason == ALL_ALIKE and value.numerator is None else None
    return replace(
        value, value=None, numerator=None, denominator=None, interval=None, method=None, bounds=None, band=band,
        status="suppressed", reason=reason,
    )  # fmt: skip


def _uncounted(value: Value) -> Value:
    """Of a composition, how many are counted in a group is itself the number that is hidden."""
    return replace(value, n=None, population=None) if value.status == "suppressed" else value


def _outside(value: Value, reason: str) -> Value:
    """As it is, for the team alone."""
    return replace(value, outside=reason)
