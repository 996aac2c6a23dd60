"""Values side by side: a dot with its range for each, in the order given, and what others measured as diamonds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, log10

from dashboard import breakdowns, tables, words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import MARK_DROP, Row, Scale, dot_rows, percent_scale
from dashboard.languages import _
from dashboard.queries import Row as Record
from dashboard.queries import Value

# Units whose numbers are whole enough to be written under an axis; all others stand beside their dot.
WHOLE_NUMBERS = ("points", "pp", "delta", "days", "hours", "months", "partners", "services", "working days")
EVERYBODY = ("all", "target")
SIGNED = ("pp", "delta")
DIAMOND = "diamond"
WIDEST = (
    60  # letters of a name and its number that a phone has room for; what it was counted from stands in the table too
)


def side_by_side(
    values: Sequence[Value],
    name: Callable[[Value], str],
    *,
    heading: str,
    title: str,
    reading: str,
    benchmarks: Sequence[Record] = (),
    notes: tuple[str, ...] = (),
) -> Picture:
    """Draw one row for each value. `benchmarks`: rows of the build's table, in the unit of the values.

    One of a group that is drawn is a diamond on the row of that group; all others have rows of their own, at the end.
    """
    drawn = [_row(value, name(value)) for value in values]
    groups = {value.group for value in values if value.group not in EVERYBODY}
    of_groups = [mark for mark in benchmarks if mark["group"] in groups]
    below = [mark for mark in benchmarks if mark not in of_groups]
    rows = [*drawn, *(_benchmark_row(mark) for mark in below)]
    figure = dot_rows(rows, scale_for(values, benchmarks))
    heights = {value.group: len(rows) - at - 1 - MARK_DROP for at, value in enumerate(values)}
    figure.add_scatter(
        x=[mark["value"] for mark in of_groups], y=[heights[mark["group"]] for mark in of_groups], mode="markers",
        cliponaxis=False, hovertext=[benchmark_text(mark) for mark in of_groups], hoverinfo="text",
        marker={"symbol": f"{DIAMOND}-open", "size": 14, "color": theme.QUIET, "line": {"width": 2}},
    )  # fmt: skip
    spoken = " ".join(
        [*(words.aloud(name(value), beside(value)) for value in values), *map(benchmark_text, benchmarks)]
    )
    return Picture(figure, f"{title}. {spoken}", reading, _table(values, name, heading, benchmarks), notes)


def money(value: Value) -> bool:
    """Whether a share is one of money: yearly, and out of more than the units it is counted from."""
    return value.grain in ("year", "span") and value.unit == "%" and value.denominator not in (None, value.n)


def beside(value: Value) -> str:
    """Write a value and what it was counted from; a ratio says its two shares."""
    if value.status == "ok" and value.unit.startswith("ratio") and value.denominator is not None:
        share, other = words.number(value.numerator, "%", 1), words.number(value.denominator, "%", 1)
        text = _("{ratio} · {share} against {other}")
        return text.format(ratio=words.number(value.value, value.unit), share=share, other=other)
    return tables.beside(value, money(value))


def benchmark_text(mark: Record) -> str:
    """Say what others measured, when, and who says so."""
    scope = _(mark["scope"])
    what = words.sentence(scope)
    if mark["group"] not in EVERYBODY:
        what = _("{group}: {what}").format(group=_group(mark["group"]), what=scope)
    text = _("{what}, {year}: {number} ({source}).")
    return text.format(what=what, year=mark["year"], number=_benchmark_number(mark), source=_(mark["source"]))


def decimals(number: float) -> int:
    """Return how many digits a given number has behind its point: it is written with all of them, and no more."""
    return len(f"{number:g}".partition(".")[2])


def ends(value: Value) -> tuple[float | None, float | None]:
    """Return the ends of a value's range: of chance, or of what is not known to be local."""
    return (value.low, value.high) if value.most is None else (value.value, value.most)


def scale_for(values: Sequence[Value], benchmarks: Sequence[Record] = ()) -> Scale:
    """Return a scale on which every value, its range and every benchmark has its place."""
    unit = values[0].unit if values else "%"
    found = [end for v in values if v.status == "ok" for end in (v.value, *ends(v)) if end is not None]
    found += [mark["value"] for mark in benchmarks]
    low, high = min([0.0, *found]), max([0.0, *found])
    if unit == "%" and low >= 0:
        return percent_scale(high=100 if high > 50 else 50 if high > 20 else 20) if high <= 100 else Scale(0, high, ())
    if unit == "points" and low >= 0 and high <= 100:
        return Scale(0, 100, (0, 25, 50, 75, 100))
    if unit in SIGNED or low < 0:
        furthest = 1.0 if unit == "delta" else _round_up(max(-low, high, 1))
        return Scale(-furthest, furthest, (-furthest, 0, furthest), mark=0, mark_text=_("0: no difference"))
    if unit.startswith("ratio"):
        return Scale(0, max(high, 1.5), (), mark=1, mark_text=_("1: in proportion"))
    return Scale(0, _round_up(high or 1), _ticks(_round_up(high or 1)) if unit in WHOLE_NUMBERS else ())


def _row(value: Value, name: str) -> Row:
    whole = beside(value)
    text = whole if len(name) + len(whole) <= WIDEST else whole.partition(" · ")[0]
    shown = value.status == "ok"
    low, high = ends(value) if shown else (None, None)
    return Row(
        words.plain(name) if "<" in name else name, text, value.value if shown else None, low, high,
        provisional=value.partial, hover=words.labelled(name, whole),
    )  # fmt: skip


def _benchmark_row(mark: Record) -> Row:
    name = (_("Aim, {year}") if mark["group"] == "target" else _("Elsewhere, {year}")).format(year=mark["year"])
    text = benchmark_text(mark)
    return Row(name, _benchmark_number(mark), mark["value"], symbol=DIAMOND, colour=theme.QUIET, hover=text)


def _group(code: str) -> str:
    """Name the group a benchmark is about: one of ours, or a country."""
    return breakdowns.group(code, "") if code in (*words.GROUPS, *breakdowns.GROUPS) else code


def _benchmark_number(mark: Record) -> str:
    if mark["unit"].startswith("% "):  # "% of roles"
        return _("{number} of {what}").format(number=words.number(mark["value"], "%"), what=_(mark["unit"][5:]))
    return words.number(mark["value"], mark["unit"], decimals(mark["value"]))


def _table(values: Sequence[Value], name: Callable[[Value], str], heading: str, benchmarks: Sequence[Record]) -> Table:
    rows = [tables.value_table([value], heading, name, money(value))[0] for value in values]
    for mark in benchmarks if rows else ():
        rows.append(
            dict.fromkeys(rows[0], "–")
            | {heading: words.plain(benchmark_text(mark)), _("Value"): words.plain(_benchmark_number(mark))}
        )
    return rows


def _round_up(number: float) -> float:
    """Return the next number of the kind 1, 2, 2.5, 5 or 10 times a power of ten."""
    size = 10.0 ** floor(log10(number))
    return next(size * step for step in (1, 2, 2.5, 5, 10) if number <= size * step * (1 + 1e-9))


def _ticks(high: float) -> tuple[float, ...]:
    """Return whole numbers from zero to the end of a scale, evenly apart; none where there are none."""
    step = next((high / parts for parts in (5, 4, 2, 1) if high / parts == int(high / parts)), None)
    return tuple(step * at for at in range(round(high / step) + 1)) if step else ()
