"""Which published cells lie inside which? Compares them by the members nobody can tell apart, not one by one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from pipelines.told import EVERYWHERE, Told

# A cell, and those inside it that it can be divided into: their places.
Family = tuple[int, list[int]]
Name = TypeVar("Name", bound=Hashable)


class Overlaps:
    """The cells of one stretch of time, each as the set of classes it is made of: one bit for all members that are in
    the same cells. So two cells of thousands are compared as two numbers.
    """

    def __init__(self, cells: Sequence[Told]) -> None:
        self.cells = cells
        self.members, self._classes = bits_of([cell.accounts for cell in cells])

    @cached_property
    def families(self) -> list[Family]:
        """Each cell with the cells inside it that it can be divided into, once for each way: by group, by cluster."""
        near: dict[tuple[str, str], list[int]] = {}
        for at, cell in enumerate(self.cells):
            for cluster in {cell.division[0], EVERYWHERE}:
                near.setdefault((cell.month, cluster), []).append(at)
        found: dict[tuple[int, str, str, str], list[int]] = {}
        for whole, one in enumerate(self.cells):
            all_, many = self.members[whole], len(one.organisations)
            for part in near[one.month, one.division[0]]:
                other = self.cells[part]
                if len(other.organisations) < many and not self.members[part] & ~all_:
                    cluster, group_by, group = other.division
                    way = (cluster, group_by, "") if cluster == one.division[0] else (group_by, group, "whole")
                    found.setdefault((whole, *way), []).append(part)
        return [(whole, parts) for (whole, *_), parts in found.items()]

    def rest(self, whole: int, parts: Iterable[int]) -> int:
        """The classes of a cell that are in none of some others."""
        left = self.members[whole]
        for part in parts:
            left &= ~self.members[part]
        return left

    def within(self, classes: int, month: str, cells: Iterable[int]) -> Iterator[int]:
        """Those of some cells that consist of nothing but these classes; in the same month."""
        return (at for at in cells if self.cells[at].month == month and not self.members[at] & ~classes)

    def units(self, classes: int) -> Iterator[str]:
        """The members of some classes."""
        return those_in(classes, self._classes)


def take_out(families: Sequence[Family], which: Callable[[int, Sequence[int]], int | None]) -> None:
    """Ask of every family which cell to take out of what is shown, until none answers with one.

    `which(whole, parts)` names the cell, or None, and remembers what it took out. A family with that cell among its parts
    is asked again.
    """
    waiting = dict.fromkeys(range(len(families)))
    while waiting:
        at = next(iter(waiting))
        del waiting[at]
        if (taken := which(*families[at])) is not None:
            waiting |= dict.fromkeys(n for n, (_, parts) in enumerate(families) if taken in parts)


def those_in(classes: int, names: Sequence[Sequence[Name]]) -> Iterator[Name]:
    """All whose class has its bit set."""
    while classes:
        lowest = classes & -classes
        yield from names[lowest.bit_length() - 1]
        classes ^= lowest


def bits_of(cells: Sequence[Iterable[Name]]) -> tuple[list[int], list[list[Name]]]:
    """Each cell as a number with one bit for each class of names that are in the same cells; and the classes."""
    patterns: dict[Name, list[int]] = {}
    for at, names in enumerate(cells):
        for name in names:
            patterns.setdefault(name, []).append(at)
    classes: dict[tuple[int, ...], list[Name]] = {}
    for name, places in patterns.items():
        classes.setdefault(tuple(places), []).append(name)
    found = [0] * len(cells)
    for bit, pattern in enumerate(classes):
        for at in pattern:
            found[at] |= 1 << bit
    return found, list(classes.values())
