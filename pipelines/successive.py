"""What would two builds together give away? A number that a few new answers moved tells what those few said."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.disclosure import hide, question, told_of
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Cell, Value, digest_of
from pipelines.overlaps import bits_of, take_out, those_in
from pipelines.told import EVERYWHERE, Account, Told
from pipelines.two_builds import given_away
from pipelines.unknown_opinions import POSSIBLE

HELD_BACK = (
    "fewer than {minimum} organisations changed since this was last shown: it is shown again when more have, "
    "so that nobody's part can be worked out from two builds"
)
QUICKLY = 1  # the level of compression
# One cell wherever it is published.
Key = tuple[Any, ...]
# One row of each of its members: organisation, and a text of what it adds.
# Of months the members are classes: organisations of one type, locality and cluster.
Members = frozenset[tuple[str, str]]


class Kept:
    """What a cell was made of when outsiders last saw it; of opinions also while they never have.

    `adds`: a digest of what its members add, by which two are told apart; `cell` or `packed` hold the lines themselves.
    """

    def __init__(self, seen: bool, adds: str, cell: Cell | None = None, packed: bytes = b"") -> None:
        self.seen, self.adds, self._cell, self._packed = seen, adds, cell, packed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and (self.seen, self.adds) == (other.seen, other.adds)

    @property
    def lines(self) -> str:
        """One line a member."""
        return self._cell.lines if self._cell else zlib.decompress(self._packed).decode()

    @property
    def packed(self) -> bytes:
        """The lines, as they are kept."""
        return self._packed or zlib.compress(self.lines.encode(), QUICKLY)


Shown = Mapping[Key, Kept]


def withhold(values: Iterable[Value], earlier: Shown, minimum: int) -> tuple[list[Value], Shown]:
    """The values with those held back from evaluators and donors that differ from what they last saw by a few.

    `earlier`: what outsiders were last shown, cell by cell. Returns also what they have been shown after this build.
    """
    found = list(values)
    now = {_key(value.cell): kept for value in found if (kept := _kept(value)) is not None}
    before = _by_stretch(earlier)
    held: set[Key] = set()
    for stretch, present in _by_stretch(now).items():
        if stretch in before and before[stretch] != present:
            own = _held(_seen(before[stretch]), _seen(present), minimum)
            told = told_of(stretch[0]) if stretch[1] != "month" else frozenset[str]()
            held |= own | (_worked_out(before[stretch], present, own, minimum, told) if told else set())
    held |= _months_of(held, found)
    held |= _derived_from(held, found)
    reason = HELD_BACK.format(minimum=minimum)
    marked = [replace(value, outside=value.outside or reason) if _key(value.cell) in held else value for value in found]
    hidden = {key for key, kept in now.items() if not kept.seen and key in earlier and earlier[key].seen}
    news = {
        key: kept for key, kept in now.items() if key not in held and key not in hidden and kept != earlier.get(key)
    }
    return marked, {**earlier, **news}


def _by_stretch(shown: Shown) -> dict[Key, dict[Key, Kept]]:
    """Each indicator in each stretch of time, and each question: what can be added and subtracted."""
    found: dict[Key, dict[Key, Kept]] = defaultdict(dict)
    for key, kept in shown.items():
        found[key[0], key[2], key[3], question(key[4], key[5]) if told_of(key[0]) else ""][key] = kept
    return found


def _seen(shown: Shown) -> dict[Key, Members]:
    return {key: frozenset(_members(kept)) for key, kept in shown.items() if kept.seen}


def _members(kept: Kept) -> Iterator[tuple[str, str]]:
    """Organisation, and what it adds."""
    for line in kept.lines.split("\n"):
        organisation, _, adds = line.partition("\t")
        yield organisation, adds


def _held(before: Mapping[Key, Members], now: Mapping[Key, Members], minimum: int) -> set[Key]:
    """What to hold back of one stretch of time."""
    if now and next(iter(now))[2] == "month":
        return {key for key, members in now.items() if _moved_a_little(members, before.get(key, members), minimum)}
    held = _changed_by_few(before, now, minimum)
    return held | _between(before, {key: now[key] for key in now if key not in held}, minimum)


def _changed_by_few(before: Mapping[Key, Members], now: Mapping[Key, Members], minimum: int) -> set[Key]:
    """Cells that few changed, and those which would give that away: the changes are protected as numbers are."""
    keys = [key for key in now if key in before and now[key] != before[key]]
    changes = []
    for at, key in enumerate(keys):
        changed = frozenset(organisation for organisation, _ in now[key] ^ before[key])
        members = dict.fromkeys(sorted(changed), Account(0.5, 1.0))
        owners = {organisation: organisation for organisation in changed}
        changes.append(Told(at, (key[1], *key[4:6]), "", len(changed), changed, members, owners))
    return {keys[at] for at, _ in hide(tuple(changes), minimum, "")}


def _between(before: Mapping[Key, Members], now: Mapping[Key, Members], minimum: int) -> set[Key]:
    """Cells shown now that, with cells shown before, leave a few organisations of a whole.

    A group that was hidden before may be shown now, and its whole less the others of before is what it was.
    """
    new = {key: members for key, members in now.items() if before.get(key) != members}
    cells = [*before.items(), *new.items()]
    bits, classes = bits_of([members for _, members in cells])
    held: set[int] = set()

    def which(whole: int, parts: Sequence[int]) -> int | None:
        shown = [part for part in parts if part not in held]
        left = bits[whole]
        for part in shown:
            left &= ~bits[part]
        suspects = [cell for cell in (whole, *shown) if cell >= len(before)]
        if whole in held or left in (0, bits[whole]) or not suspects:
            return None
        if len({organisation for organisation, _ in those_in(left, classes)}) >= minimum:
            return None
        smallest = min(suspects, key=lambda cell: (len(cells[cell][1]), cells[cell][0]))
        held.add(smallest)
        return smallest

    take_out(_families([key for key, _ in cells], bits), which)
    return {cells[at][0] for at in held}


def _families(keys: Sequence[Key], bits: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Each cell with the cells of either build inside it, once for each way to divide it: by group, by cluster."""
    near: dict[Key, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        near[key[1],].append(at)
        near[key[4:]].append(at)
    found: dict[Key, list[int]] = defaultdict(list)
    for whole, key in enumerate(keys):
        others = near[key[4:]] if key[1] == EVERYWHERE else []
        for part in dict.fromkeys([*near[key[1],], *others]):
            if bits[part] != bits[whole] and not bits[part] & ~bits[whole]:
                own = keys[part]
                found[(whole, own[1], own[4]) if own[1] == key[1] else (whole, *own[4:], "whole")].append(part)
    return [(key[0], parts) for key, parts in found.items()]


def _worked_out(before: Shown, now: Shown, held: Collection[Key], minimum: int, told: frozenset[str]) -> set[Key]:
    """What else to hold back so that of both builds together no opinion can be worked out."""
    places = [(key, kept, build) for build, shown in enumerate((before, now)) for key, kept in shown.items()]
    cells = tuple(_told(key, kept, build) for key, kept, build in places)
    seen = [(at, key, build) for at, (key, kept, build) in enumerate(places) if kept.seen and key not in held]
    old = tuple(at for at, key, build in seen if not build or before.get(key) == now[key])
    new = tuple(at for at, _, _ in seen if at not in old)
    return {places[at][0] for at in given_away(cells, old, new, minimum, told)}


def _told(key: Key, kept: Kept, build: int) -> Told:
    """A cell of one of the builds, with what each of its members said."""
    said: dict[str, Account] = {}
    owners: dict[str, str] = {}
    for organisation, adds in _members(kept):
        _, _, score, unit = adds.split(" ", 3)
        said[unit], owners[unit] = Account(float(score), POSSIBLE[-1]), organisation
    names = frozenset(owners.values())
    return Told(0, (key[1], *key[4:6]), "", len(names), names, dict(sorted(said.items())), owners, build)


def _moved_a_little(now: Members, before: Members, minimum: int) -> bool:
    """Whether so few occasions of a month changed that few organisations may have changed them."""
    ends = [dict(members) for members in (now, before)]
    moved = 0.0
    for name in ends[0].keys() | ends[1].keys():
        here, there = (_numbers(end.get(name)) for end in ends)
        moved += sum(abs(one - other) for one, other in zip(here, there, strict=True))
    return 0 < moved < 2 * minimum


def _numbers(adds: str | None) -> Sequence[float]:
    """Amount and base of a text of what a member adds."""
    return [float(word) if word != "None" else 0.0 for word in (adds or "0 0 0").split()[:2]]


def _months_of(held: Iterable[Key], values: Sequence[Value]) -> set[Key]:
    """The months of what is held back of a period."""
    ends = {_key(value.cell): value.cell.period_end for value in values if value.cell.grain == "period"}
    spans: dict[Key, list[tuple[Any, Any]]] = defaultdict(list)
    for key in held:
        if key in ends:
            spans[key[0], key[1], *key[4:]].append((key[3], ends[key]))
    months = [_key(value.cell) for value in values if value.cell.grain == "month"]
    return {
        key for key in months if any(start <= key[3] <= end for start, end in spans.get((key[0], key[1], *key[4:]), ()))
    }


def _derived_from(held: Iterable[Key], values: Iterable[Value]) -> set[Key]:
    """The numbers computed from what is held back: it could be had from them."""
    places = set(held)
    found: set[Key] = set()
    for value in values if places else ():
        indicator, key = catalogue()[value.cell.indicator], _key(value.cell)
        if (indicator.difference or indicator.effect) and places & set(_bases(indicator, key)):
            found.add(key)
    return found


def _bases(indicator: Indicator, key: Key) -> Iterator[Key]:
    """The cells a derived one may be computed from."""
    rule = {**indicator.difference, **indicator.effect}
    bases = [
        *indicator.effect.get("of", ()),
        *(indicator.difference[side] for side in ("of", "minus_of") if side in indicator.difference),
    ]
    groups = [(rule["by"], rule[side]) for side in ("from", "minus") if side in rule] or [key[4:]]
    for base in bases:
        for group in groups:
            yield (base, *key[1:4], *group)


def _kept(value: Value) -> Kept | None:
    """What each organisation adds to a number that must be protected, if outsiders see it or it is an opinion."""
    cell = value.cell
    if catalogue()[cell.indicator].disclosure == "open":
        return None
    seen = value.value is not None and not value.outside
    if not seen and (cell.grain == "month" or not told_of(cell.indicator)):
        return None
    return Kept(seen, cell.adds, cell) if cell.adds else None


def _key(cell: Cell) -> Key:
    return cell.indicator, cell.cluster, cell.grain, cell.period_start, cell.group_by, cell.group


def read_shown(build: Path | None) -> Shown:
    """What outsiders had been shown when a build was made; nothing without a build, or with one that cannot be read."""
    if build is None:
        return {}
    query = 'select indicator, cluster, grain, period_start, group_by, "group", seen, members from shown_outside'
    try:
        with duckdb.connect(str(build), read_only=True) as con:
            rows = con.execute(query).fetchall()
    except duckdb.Error:
        return {}
    return {
        tuple(key): Kept(seen, digest_of(zlib.decompress(members).decode()), packed=members)
        for *key, seen, members in rows
    }


def write_shown(con: duckdb.DuckDBPyConnection, shown: Shown) -> None:
    """Keep for the next build what outsiders have been shown."""
    rows = [(*key, kept.seen, kept.packed) for key, kept in sorted(shown.items(), key=lambda pair: pair[0])]
    append(con, "facts.shown_outside", rows)
