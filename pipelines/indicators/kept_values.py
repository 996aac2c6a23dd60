"""How is a number kept for the next build? As plain texts and numbers, without the members it is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache
from operator import attrgetter, itemgetter
from typing import Any, overload

from pipelines.indicators.cells import Cell, Member, Value

# `mark` is the last of them.
OF_CELL = tuple(part.name for part in fields(Cell) if part.name not in ("indicator", "members"))
OF_VALUE = tuple(part.name for part in fields(Value) if part.name != "cell")
# Which cell of an indicator: cluster, grain, first day, grouping and group.
Group = tuple[Any, ...]
GROUP = ("cluster", "grain", "period_start", "group_by", "group")
group_of = attrgetter(*GROUP)
_cell_parts, _value_parts, _group = attrgetter(*OF_CELL), attrgetter(*OF_VALUE), itemgetter(*map(OF_CELL.index, GROUP))
_FIRST, _LAST = OF_CELL.index("period_start"), OF_CELL.index("period_end")
_INTERVAL, _BOUNDS = OF_VALUE.index("interval"), OF_VALUE.index("bounds")
_day = lru_cache(maxsize=4096)(dt.date.fromisoformat)


class Later(Sequence[Member]):
    """The members of a cell whose value was kept: read when somebody asks for them. `adds`: see Cell."""

    def __init__(self, read: Callable[[], Sequence[Member]], adds: str) -> None:
        self._read, self.adds = read, adds

    @cached_property
    def _members(self) -> Sequence[Member]:
        return self._read()

    @overload
    def __getitem__(self, at: int) -> Member: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Member]: ...
    def __getitem__(self, at: int | slice) -> Member | Sequence[Member]:
        return self._members[at]

    def __len__(self) -> int:
        return len(self._members)


def to_plain(value: Value) -> list[Any]:
    """A value as JSON can hold it."""
    cell = list(_cell_parts(value.cell))
    cell[_FIRST], cell[_LAST] = cell[_FIRST].isoformat(), cell[_LAST].isoformat()
    return [value.cell.adds, cell, _value_parts(value)]


def from_plain(indicator: str, plain: Sequence[Any], read: Callable[[Group], Sequence[Member]]) -> Value:
    """The value again. `read` finds the members of its cell."""
    adds, of_cell, of_value = plain
    parts, found = list(of_cell), list(of_value)
    parts[_FIRST], parts[_LAST] = _day(parts[_FIRST]), _day(parts[_LAST])
    for pair in (_INTERVAL, _BOUNDS):
        found[pair] = found[pair] and tuple(found[pair])
    group = _group(parts)
    parts.insert(-1, Later(lambda: read(group), adds))
    return Value(Cell(indicator, *parts), *found)
