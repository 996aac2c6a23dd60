"""How far do numbers lie apart, and may anybody say so: the difference first, and never a ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from dashboard import breakdowns, tables, words
from dashboard.evidence import evidence_words
from dashboard.figures import side_by_side
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Row, Value

CLUSTERS, PERIODS, LEVELS, GROUPS = "clusters", "periods", "levels", "groups"
WHATS = {
    CLUSTERS: N_("Clusters"),
    PERIODS: N_("Periods"),
    LEVELS: N_("National and sub-national"),
    GROUPS: N_("Groups of partners"),
}
LEVEL = "level"
# Groupings that are no groups of one number side by side: they stand on the page Evidence.
APART = (breakdowns.WHOLE, LEVEL, "definition", "file")
MOST_PAIRS = 3
Name = Callable[[Value], str]


def choices(values: Sequence[Value]) -> dict[str, str]:
    """Return what can be compared in these values, by code."""
    whole = [value for value in values if value.group_by == breakdowns.WHOLE]
    there = {
        CLUSTERS: len({value.cluster for value in whole} - {"all"}) > 1,
        PERIODS: len({(value.grain, value.period_start) for value in whole if value.grain != "span"}) > 1,
        LEVELS: any(value.group_by == LEVEL for value in values),
        GROUPS: bool(ways(values)),
    }
    return {code: _(name) for code, name in WHATS.items() if there[code]}


def ways(values: Iterable[Value]) -> list[str]:
    """Return the groupings whose groups can stand side by side."""
    return [way for way in breakdowns.found_in(values) if way not in APART]


def overlap(values: Sequence[Value], name: Name) -> str:
    """Say whether the ranges of numbers overlap. Where they do, nothing may be said of which is higher."""
    shown = [value for value in values if value.status == "ok"]
    if len(shown) < 2:
        return _("**There are not two numbers to compare.**")
    ranged = [value for value in shown if has_range(value)]
    if len(ranged) < 2:
        return _without_range(shown)
    distinct = [pair for pair in combinations(ranged, 2) if not overlapping(*pair)]
    if not distinct:
        return _("**All ranges overlap: do not rank.** What looks like a difference may be chance.")
    told = [_pair(first, second, name) for first, second in distinct[:MOST_PAIRS]]
    more = len(distinct) - len(told)
    if more:
        told.append(ngettext("{n} more pair", "{n} more pairs", more).format(n=words.count(more)))
    text = _("**The ranges of these do not overlap: {pairs}.**").format(pairs=words.listed(told))
    pairs = len(ranged) * (len(ranged) - 1) // 2
    return text if len(distinct) == pairs else f"{text} {_('All others overlap: do not rank them.')}"


def ends(values: Sequence[Value], name: Name) -> str:
    """Say between which numbers all of them lie; for numbers without a range, of which `furthest` has said what to think."""
    shown = sorted((value for value in values if value.status == "ok"), key=_size)
    if len(shown) < 2:
        return overlap(values, name)
    low, high = (evidence_words.number(value) for value in (shown[0], shown[-1]))
    said = _("From {low} to {high}.") if low != high else _("All are {low}.")
    most = max((value.most for value in shown if value.most is not None), default=None)
    if most is not None:
        said = f"{said} {_('With all that is not known, at most {most}.')}"
    return said.format(low=low, high=high, most=words.number(most, shown[0].unit, 1))


def has_range(value: Value) -> bool:
    """Whether a value has a range of its own; where everybody is counted there is none."""
    return value.low is not None and value.high is not None and not (value.interval or "").startswith("census")


def overlapping(one: Value, other: Value) -> bool:
    """Whether two ranges share at least a point."""
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    return one.low <= other.high and other.low <= one.high


def _pair(first: Value, second: Value, name: Name) -> str:
    return _("{first} and {second}").format(first=words.plain(name(first)), second=words.plain(name(second)))


def furthest(values: Sequence[Value], name: Name) -> str:
    """Say how far the two numbers lie apart that lie furthest apart, and whether that may be chance."""
    shown = [value for value in values if value.status == "ok"]
    if len(shown) < 2:
        return _("**There are not two numbers to compare.**")
    low, high = min(shown, key=_size), max(shown, key=_size)
    said = f"**{_apart(low, high, shown, name)}**"
    if not (has_range(low) and has_range(high)):
        return f"{said} {_without_range(shown)}"
    if _size(low) == _size(high):
        return said
    if overlapping(low, high):
        return f"{said} {_('Their ranges overlap: this may be chance, so do not rank them.')}"
    return f"{said} {_('Their ranges do not overlap: this is hardly chance alone.')}"


def _apart(low: Value, high: Value, shown: Sequence[Value], name: Name) -> str:
    if _size(high) == _size(low):
        return _("All are the same: {number}.").format(number=evidence_words.number(low))
    text = _("The furthest apart are {first} and {second}: {difference}.")
    pair = sorted((low, high), key=shown.index)
    return text.format(
        first=words.plain(name(pair[0])), second=words.plain(name(pair[1])),
        difference=difference(_size(high) - _size(low), low.unit),
    )  # fmt: skip


def _without_range(shown: Sequence[Value]) -> str:
    if any((value.interval or "").startswith("census") for value in shown):
        return _("Everybody is counted, so there are no ranges. With few partners a difference can still be chance.")
    if any(value.most is not None for value in shown):
        return _("Some could be larger, as it is not known of all who is local: do not rank them.")
    return _("These are as far as reported and have no ranges: do not rank them.")


def difference(size: float, unit: str) -> str:
    """Write how far two numbers lie apart, without a sign: two shares lie points apart."""
    return words.number(
        abs(size), "points" if unit in ("%", "pp") else unit, 1 if unit in ("%", "pp") or abs(size) < 10 else 0
    )


def between_groups(row: Row) -> str:
    """Say how far local and international organisations lie apart in what they say, in pairs and as an effect size."""
    first, second = (words.plain(words.group(row[side])) for side in ("first", "second"))
    told = [f"**{_headline(row).format(size=words.band(row['size']), first=first)}**"]
    outnumber = (
        _("In 100 random pairs of {first} and {second}, lower scores of the first outnumber higher ones by {pairs}.")
        if row["delta"] < 0
        else _(
            "In 100 random pairs of {first} and {second}, higher scores of the first outnumber lower ones by {pairs}."
        )
    )
    told.append(outnumber.format(first=first, second=second, pairs=words.count(abs(row["delta"]) * 100)))
    if row["low"] is not None and row["high"] is not None:
        told.append(_effect(row))
    counts = _("Answers: {n_first} and {n_second}.")
    told.append(counts.format(n_first=words.count(row["n_first"]), n_second=words.count(row["n_second"])))
    return " ".join([*told, _chance(row)]).strip()


def _headline(row: Row) -> str:
    """Say who scores lower only where the range leaves no doubt of it."""
    if row["low"] is None or row["low"] <= 0 <= row["high"]:
        return _("{size}.")
    return _("{size}: {first} score lower.") if row["delta"] < 0 else _("{size}: {first} score higher.")


def _effect(row: Row) -> str:
    zero = row["low"] <= 0 <= row["high"]
    text = (
        _("Cliff’s delta {delta}, range {low} to {high}: the range holds 0, so there may be no difference at all.")
        if zero
        else _("Cliff’s delta {delta}, range {low} to {high}: the range does not hold 0.")
    )
    return text.format(**{name: words.number(row[name], "delta") for name in ("delta", "low", "high")})


def _chance(row: Row) -> str:
    """Say what remains of the test when all questions that were compared are allowed for."""
    if row["q"] is None:
        return _("The groups are too small to test.")
    text = _("Allowing for all comparisons of this round, the chance of a false alarm is {q} in 100.")
    return text.format(q=words.number(100 * row["q"], "", 1))


def between_periods(row: Row, before: str, after: str) -> str:
    """Say what changed from one period to the next: of the organisations in both, and of all."""
    everyone = words.number(row["everyone"], "pp")
    if row["same"] is None:
        text = _(
            "**{before} to {after}:** all organisations {everyone}. Those in both times are too few to be shown apart."
        )
        return text.format(before=before, after=after, everyone=everyone)
    same = words.number(row["same"], "pp")
    if row["low"] is None or row["low"] == row["high"]:
        text = _(
            "**{before} to {after}: {same}** for the {pairs} organisations in both times; all organisations {everyone}."
        )
    else:
        text = _("**{before} to {after}: {same}** (range {low} to {high}) for the {pairs} organisations in both times; all organisations {everyone}.")  # fmt: skip
    return text.format(
        before=before, after=after, same=same, pairs=words.count(row["pairs"]), everyone=everyone,
        low=words.number(row["low"], "pp"), high=words.number(row["high"], "pp"),
    )  # fmt: skip


def over_periods(row: Row) -> str:
    """Say whether a number rises or falls over all periods."""
    whose = _("the same organisations") if row["whose"] == "same" else _("all organisations")
    slope = words.number(row["slope"], "pp")
    if row["low"] is None:
        return _("**Over {periods} periods: {slope} a period** ({whose}).").format(
            periods=words.count(row["periods"]), slope=slope, whose=whose
        )
    text = _("**Over {periods} periods: {slope} a period** (range {low} to {high}; {whose}).")
    return text.format(
        periods=words.count(row["periods"]), slope=slope, whose=whose, low=words.number(row["low"], "pp"),
        high=words.number(row["high"], "pp"),
    )  # fmt: skip


def against(marks: Sequence[Row], shown: Sequence[Value], name: Name) -> list[str]:
    """Say how far each number lies from what others measured; one line for each thing measured, with its year and source.

    `marks`: benchmarks in the unit of the values; one of a group is held against that group alone.
    """
    lines: dict[tuple[str, int, str], list[str]] = {}
    for mark in marks:
        for value in shown:
            if value.status == "ok" and value.value is not None and mark["group"] in ("all", "target", value.group):
                told = _("{name} {difference}").format(name=words.plain(name(value)), difference=_from(mark, value))
                lines.setdefault((mark["scope"], mark["year"], mark["source"]), []).append(told)
    text = _("**Against {what}, {year}:** {differences} ({source}).")
    return [
        text.format(what=words.plain(_(what)), year=year, differences=words.apart(told), source=words.plain(_(source)))
        for (what, year, source), told in lines.items()
    ]


def _from(mark: Row, value: Value) -> str:
    """Write how far a number lies from what others measured, and how far it may lie where not all can be placed."""
    decimals = side_by_side.decimals(mark["value"])
    return tables.with_most(value, lambda end: _signed((end or 0.0) - mark["value"], value.unit, decimals))


def _signed(size: float, unit: str, decimals: int) -> str:
    return words.number(size, "pp" if unit == "%" else unit, decimals)


def gap(value: Value, title: str) -> str:
    """Say a published difference between two groups, with its range where it has one."""
    number = f"**{words.labelled(words.plain(title), evidence_words.number(value))}.**"
    return f"{number} {evidence_words.certainty(value)}"


def _size(value: Value) -> float:
    return value.value or 0.0
