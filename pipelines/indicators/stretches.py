"""Which numbers does each stretch of time have? Where its unit rows are those of before, the numbers of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import duckdb

from pipelines.bulk import append
from pipelines.disclosure import protect
from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, Member, Value, read_cells
from pipelines.indicators.evidence import Bucket, make_cells
from pipelines.indicators.kept_values import Group, from_plain, group_of, to_plain
from pipelines.indicators.values import compute
from pipelines.remembered import Memory, digest, memory_in_use
from pipelines.workspace import deciding

Settings = Mapping[str, Any]
# An indicator, and the settings under which it is computed.
Asked = tuple[Indicator, Settings]
# A stretch of time that is protected for itself: grain and first day. The months of a period are in its stretch.
Stretch = tuple[str, str]
BUCKETS = "select grain, period_start, period_end, partial from buckets order by all"
# Of every indicator and stretch, a digest of its unit rows in whatever order.
ROWS = """
    with of_day as (
        select indicator, date, count(*) as n, sum(found) as total, bit_xor(found) as other
        from (select indicator, date, hash(*columns(*)) as found from unit_rows semi join asked_rows using (indicator))
        group by all
    )
    select indicator, grain, stretch, format('{} {} {}', sum(n), sum(total), bit_xor(other))
    from of_day
    join asked_stretches on date between first and last
    group by all
"""


class Own(NamedTuple):
    """What one indicator has in one stretch of time.

    `counted`: the indicator whose unit rows are counted, which may be that of which it is a part. `key`: a digest of all
    that decides about the values; `key_when_over`: that of the same, when none of it is partial any more.
    """

    indicator: Indicator
    counted: Indicator
    settings: Settings
    stretch: Stretch
    key: str
    key_when_over: str


@dataclass
class Stretches:
    """The values of indicators that have unit rows. Where things are remembered, they are kept stretch by stretch."""

    con: duckdb.DuckDBPyConnection
    _memory: Memory | None = field(init=False, default_factory=memory_in_use)
    # What was kept, so that nobody has asked for its members yet; and the members of those somebody asked for.
    _unread: dict[str, Own] = field(init=False, default_factory=dict)
    _members: dict[tuple[Any, ...], Sequence[Member]] = field(init=False, default_factory=dict)

    def values(
        self, asked: Iterable[Asked], counts: Callable[[Cell], bool] = lambda cell: True
    ) -> dict[str, list[Value]]:
        """The protected values of each indicator. `counts`: which cells do, always the same ones of an indicator."""
        pairs = list(asked)
        found: dict[str, list[Value]] = {indicator.id: [] for indicator, _ in pairs}
        new = []
        for own in self._stretches_of(pairs):
            kept, _ = map(self._memory.look_up, (own.key, own.key_when_over)) if self._memory else (None, None)
            if kept is None:
                new.append(own)
                continue
            self._unread[own.key] = own
            found[own.indicator.id] += [from_plain(own.indicator.id, plain, self._reader(own)) for plain in kept]
        cells = self._cells(new)
        for own in new:
            rows = [replace(cell, indicator=own.indicator.id) for cell in cells[own.counted.id, own.stretch]]
            found[own.indicator.id] += self._published(own, [cell for cell in rows if counts(cell)])
        return {id_: sorted(values, key=lambda value: group_of(value.cell)) for id_, values in found.items()}

    def _stretches_of(self, asked: Sequence[Asked]) -> Iterator[Own]:
        """Every stretch in which an indicator has unit rows."""
        by_id = {indicator.id: indicator for indicator, _ in asked}
        counted = {i.id: by_id.get(i.main, i) if i.same_rows else i for i, _ in asked}
        rows = self._digests({one.id for one in counted.values()})
        of_settings = {id(settings): digest(deciding(settings)) for _, settings in asked}
        for indicator, settings in asked:
            whole = counted[indicator.id]
            for stretch, buckets in self._buckets_of(whole).items():
                if (of_rows := rows.get((whole.id, *stretch))) is not None:
                    made_of = indicator.id, whole.id, of_rows, of_settings[id(settings)]
                    over = [bucket._replace(partial=False) for bucket in buckets]
                    keys = digest("values", made_of, buckets), digest("values", made_of, over)
                    yield Own(indicator, whole, settings, stretch, *keys)

    def _digests(self, indicators: Iterable[str]) -> dict[tuple[str, ...], str]:
        """A digest of the unit rows of each indicator in each stretch where it has some."""
        self.con.execute("create or replace table asked_rows (indicator varchar)")
        append(self.con, "asked_rows", [(indicator,) for indicator in indicators])
        self.con.execute(
            "create or replace table asked_stretches (grain varchar, stretch varchar, first date, last date)"
        )
        ends = [
            (*stretch, min(bucket.start for bucket in own), max(bucket.end for bucket in own))
            for stretch, own in self._buckets.items()
        ]
        append(self.con, "asked_stretches", ends)
        return {(name, *stretch): rows for name, *stretch, rows in self.con.execute(ROWS).fetchall()}

    @cached_property
    def _buckets(self) -> dict[Stretch, list[Bucket]]:
        """What each stretch of time is divided into: a period with its months, every other bucket by itself."""
        buckets = [Bucket(*row) for row in self.con.execute(BUCKETS).fetchall()]
        periods = [bucket for bucket in buckets if bucket.grain == "period"]
        found: dict[Stretch, list[Bucket]] = defaultdict(list)
        for bucket in buckets:
            around = (one for one in periods if bucket.grain == "month" and one.start <= bucket.start <= one.end)
            own = next(around, bucket)
            found[own.grain, own.start.isoformat()].append(bucket)
        return found

    def _buckets_of(self, indicator: Indicator) -> dict[Stretch, list[Bucket]]:
        own = {
            stretch: [bucket for bucket in buckets if bucket.grain in indicator.grains]
            for stretch, buckets in self._buckets.items()
        }
        return {stretch: buckets for stretch, buckets in own.items() if buckets}

    def _published(self, own: Own, cells: Sequence[Cell]) -> list[Value]:
        """The protected values of one stretch. Kept are also those it has when it is over: no file need change for that."""
        values = _protected(own, cells)
        if self._memory:
            self._memory.note(own.key, [to_plain(value) for value in values])
            if own.key_when_over != own.key:
                over = _protected(own, [replace(cell, partial=False) for cell in cells])
                self._memory.note(own.key_when_over, [to_plain(value) for value in over])
        return values

    def _cells(self, wanted: Sequence[Own]) -> dict[tuple[str, Stretch], list[Cell]]:
        """The cells of some stretches, made of the unit rows."""
        if not wanted:
            return {}
        counted = {own.counted.id: own.counted for own in wanted}
        buckets: dict[str, dict[Bucket, Stretch]] = defaultdict(dict)
        for own in wanted:
            of_stretch = self._buckets_of(own.counted)[own.stretch]
            buckets[own.counted.id] |= dict.fromkeys(of_stretch, own.stretch)
        make_cells(self.con, [(counted[id_], own_buckets) for id_, own_buckets in buckets.items()])
        at = {bucket[:2]: stretch for own_buckets in buckets.values() for bucket, stretch in own_buckets.items()}
        found: dict[tuple[str, Stretch], list[Cell]] = defaultdict(list)
        for cell in read_cells(self.con):
            found[cell.indicator, at[cell.grain, cell.period_start]].append(cell)
        return found

    def _reader(self, own: Own) -> Callable[[Group], Sequence[Member]]:
        """Finds the members of the cells of kept values."""

        def read(group: Group) -> Sequence[Member]:
            if own.key in self._unread:
                self._read_members(own.indicator.disclosure)
            return self._members[own.counted.id, *group]

        return read

    def _read_members(self, disclosure: str) -> None:
        """Whoever asks for the members of one cell asks for those of others of its kind."""
        wanted = [own for own in self._unread.values() if own.indicator.disclosure == disclosure]
        self._unread = {key: own for key, own in self._unread.items() if own.indicator.disclosure != disclosure}
        for (id_, _), cells in self._cells(wanted).items():
            self._members |= {(id_, *group_of(cell)): cell.members for cell in cells}


def _protected(own: Own, cells: Sequence[Cell]) -> list[Value]:
    values = compute(own.indicator, cells, own.settings)
    return protect(own.indicator, values, own.settings["thresholds.minimum_group"])
