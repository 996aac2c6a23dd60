"""Who is a member, who comes, and who stops coming."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard import tables, words
from dashboard.figures.lines import Panel, line_panels
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, Scale, bar_rows, dot_rows, percent_scale
from dashboard.queries import Row as Record
from dashboard.queries import Value

TINY = 5
MOST_PANELS = 6


def attendance(groups: Sequence[Value], everybody: Sequence[Value], indicator: Record | None) -> Picture:
    """Draw the monthly attendance of each group; everybody is the dotted line."""
    background = _panel("all", everybody)
    by_group = [list(found) for _, found in groupby(sorted(groups, key=_group), key=_group)]
    by_group = [found for found in by_group if any(value.status == "ok" for value in found)]
    by_group.sort(key=lambda found: -sum(value.denominator or 0 for value in found))
    large = [found for found in by_group if sum(v.denominator or 0 for v in found) >= TINY * len(found)][:MOST_PANELS]
    panels = [background, *[_panel(found[0].group, found) for found in large]]
    shown = [*everybody, *groups]
    reading = _attendance_reading(background, large)
    if len(by_group) > len(large):
        reading += " Smaller groups are in the table."
    alt = "Share of meetings attended, by month. " + " ".join(f"{p.name}: {p.text}." for p in panels)
    table = tables.value_table(shown, "Month and group", lambda v: f"{words.month(v.period_start)}, {_name(v)}")
    return Picture(line_panels(panels, background), alt, reading, table, tables.definition_notes(indicator))


def over_time(values: Sequence[Value], indicator: Record | None, *, high: float = 100) -> Picture:
    """Draw one percentage per period."""
    rows = [_period_row(value) for value in values]
    top = max([high, *[value.value or 0 for value in values]])
    table = tables.value_table(values, "Period", _period)
    alt, reading = _over_time_words(values, indicator)
    return Picture(
        dot_rows(rows, percent_scale(high=min(100, top))), alt, reading, table, tables.definition_notes(indicator)
    )


def gap(values: Sequence[Value], indicator: Record | None) -> Picture:
    """Draw how much more or less local partners attend than international ones."""
    rows = [_period_row(value) for value in values]
    reach = max([20.0, *[abs(value.value or 0) * 1.1 for value in values]])
    edge = 10.0 * -(-reach // 10)
    scale = Scale(-edge, edge, (-edge, -edge / 2, 0, edge / 2, edge), "", 0, "")
    table = tables.value_table(values, "Period", _period)
    alt, _ = _over_time_words(values, indicator)
    return Picture(dot_rows(rows, scale), alt, _gap_reading(values), table, tables.definition_notes(indicator))


def membership(values: Sequence[Value], indicator: Record | None) -> Picture:
    """Draw what the membership is made of, largest first."""
    shown = sorted((v for v in values if v.status != "ok" or v.value), key=lambda v: -(v.value or 0))
    rows = [Row(_name(v), tables.beside(v), v.value, hover=f"{_name(v)}: {tables.beside(v)}") for v in shown]
    high = max([25.0, *[v.value or 0 for v in shown]])
    first = next((row for row in rows if row.value is not None), None)
    reading = (
        f"**Largest group: {first.name}, {words.number(first.value, '%')} of members.**"
        if first
        else "No member is on any list."
    )
    alt = "Membership by type of organisation. " + " ".join(f"{row.name}: {row.text}." for row in rows)
    table = tables.value_table(shown, "Type of organisation", _name)
    picture = bar_rows(rows, percent_scale(high=25.0 * -(-high // 25)))
    return Picture(picture, alt, reading, table, tables.definition_notes(indicator))


def _group(value: Value) -> str:
    return value.group


def _name(value: Value) -> str:
    return words.group(value.group, value.group_by)


def _period(value: Value) -> str:
    return words.period(value.period_start, value.period_end)


def _panel(code: str, values: Sequence[Value]) -> Panel:
    last = next((value for value in reversed(values) if value.status == "ok"), None)
    text = f"{words.month(last.period_start)}: {tables.beside(last)}" if last else "cannot be said yet"
    hovers = tuple(f"{words.month(v.period_start)}: {tables.beside(v)}" for v in values)
    months = tuple(value.period_start for value in values)
    name = words.group(code, values[0].group_by if values else "")
    return Panel(name, text, months, tuple(v.value if v.status == "ok" else None for v in values), hovers)


def _attendance_reading(everybody: Panel, groups: Sequence[Sequence[Value]]) -> str:
    """Name the extremes among groups that are large enough for their share to mean something."""
    start = f"**{everybody.name}, {everybody.text.replace(' · ', ', ')} invitations followed by attendance.**"
    lasts = [next((value for value in reversed(found) if value.status == "ok"), None) for found in groups]
    rated = [last for last in lasts if last is not None and (last.denominator or 0) >= TINY]
    if len(rated) < 2:
        return start
    low, high = min(rated, key=lambda v: v.value or 0), max(rated, key=lambda v: v.value or 0)
    return (
        f"{start} Lowest in their last month: {_name(low)} ({tables.beside(low).replace(' · ', ', ')}); "
        f"highest: {_name(high)} ({tables.beside(high).replace(' · ', ', ')}). The dotted line is all partners."
    )


def _period_row(value: Value) -> Row:
    name = f"{_period(value)}{', so far' if value.partial else ''}"
    text = tables.beside(value)
    hover = f"{name}: {text}<br>{tables.range_text(value)}"
    return Row(name, text, value.value, value.low, value.high, provisional=value.partial, hover=hover)


def _over_time_words(values: Sequence[Value], indicator: Record | None) -> tuple[str, str]:
    title = indicator["title"] if indicator else "This number"
    spoken = " ".join(f"{_period(v)}: {tables.beside(v)}." for v in values)
    known = [value for value in values if value.status == "ok"]
    if not known:
        return f"{title}. {spoken}", "It cannot be said yet."
    last = known[-1]
    reading = f"**{_period(last)}: {tables.beside(last).replace(' · ', ', ')}.**"
    if last.denominator is not None and last.denominator < TINY:
        reading += " Very few are counted: one more or less changes the number a lot."
    elif len(known) > 1:
        reading += f" The period before: {words.number(known[-2].value, known[-2].unit)}."
    return f"{title}. {spoken}", reading


def _gap_reading(values: Sequence[Value]) -> str:
    known = [value for value in values if value.status == "ok" and value.value is not None]
    if not known:
        return "It cannot be said yet."
    last = known[-1]
    size = last.value or 0.0
    if round(size) == 0:
        return f"**{_period(last)}: local and international partners attend equally often.**"
    word = "less" if size < 0 else "more"
    points = f"{words.number(abs(size))} point{'' if round(abs(size)) == 1 else 's'}"
    return f"**{_period(last)}: local partners attend {points} {word} than international partners.**"
