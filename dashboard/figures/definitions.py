"""The same localisation figure under every definition of "local", so that none of them stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures import theme
from dashboard.figures.money import BOUNDS_NOTE, reach, with_bounds
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, dot_rows, percent_scale
from dashboard.queries import Value

GROUP_BY = "definition"
# Figures that speak of local organisations: computed once for each definition.
INDICATORS = ("direct_local_funding_share", "unclassified_locality_share", "attendance_gap_local")
SWITCH = (
    "To change the definition, write the two lines \\[locality\\] and definition = “…” in the file workspace.toml of your folder, "
    "and build again. The words to choose from: {codes}."
)


def comparison(values: Sequence[Value], in_force: str, what: str) -> Picture:
    """Draw a share of money of one year under each definition; the line shows how far what is not known could move it."""
    shown = _ordered(values)
    rows = [_row(value, in_force) for value in shown]
    when = words.period(shown[0].period_start, shown[0].period_end) if shown else ""
    reading = f"**{what}, {when}: {_span(shown)}.** In force: {words.definition(in_force)}. {_silent(shown)}".strip()
    spoken = " ".join(f"{row.name}: {row.text}." for row in rows)
    table = tables.value_table(shown, "Definition", lambda value: _name(value, in_force), in_usd=True)
    bounded = any(value.bound_high is not None for value in shown)
    return Picture(
        dot_rows(rows, percent_scale(high=reach(shown, 0))),
        f"{what}, {when}, under each definition of local. {spoken}",
        reading,
        with_bounds(table, shown, "Definition"),
        (BOUNDS_NOTE,) if bounded else (),
    )


def listing(values: Sequence[Value], in_force: str) -> str:
    """Return one line per definition: its figure, and what it means."""
    numbers = {value.group: _said(value) for value in _ordered(values)}
    return "\n".join(
        f"- **{_marked(code, in_force)}: {numbers[code]}.** {words.DEFINITIONS[code][1]}"
        if code in numbers
        else f"- **{_marked(code, in_force)}.** {words.DEFINITIONS[code][1]}"
        for code in words.DEFINITIONS
    )


def meanings(in_force: str) -> str:
    """Return one line per definition: what it means."""
    return listing((), in_force)


def line(values: Sequence[Value], in_force: str) -> str:
    """Return a few words: the definition in force, and the figure under each of the others. Empty where there is none."""
    others = [
        f"{words.definition(value.group)}: {_said(value)}" for value in _ordered(values) if value.group != in_force
    ]
    if not others:
        return ""
    return f"Local is: {words.definition(in_force)}. Under other definitions: {'; '.join(others)}."


def span(values: Sequence[Value], in_force: str) -> str:
    """Return between which figures the other definitions lie, in a few words. Empty where there is none."""
    found = [value for value in values if value.group != in_force and value.status == "ok"]
    known = list(dict.fromkeys(_number(value) for value in sorted(found, key=lambda value: value.value or 0)))
    return f"under other definitions {' to '.join(dict.fromkeys((known[0], known[-1])))}" if known else ""


def how_to_switch() -> str:
    """Say how another definition is chosen."""
    return SWITCH.format(codes=", ".join(f"{code} ({name})" for code, (name, _) in words.DEFINITIONS.items()))


def _ordered(values: Sequence[Value]) -> list[Value]:
    order = list(words.DEFINITIONS)
    return sorted(values, key=lambda value: order.index(value.group) if value.group in order else len(order))


def _marked(code: str, in_force: str) -> str:
    return f"{words.definition(code)}{' (in force)' if code == in_force else ''}"


def _name(value: Value, in_force: str) -> str:
    return _marked(value.group, in_force)


def _row(value: Value, in_force: str) -> Row:
    shown = value.value if value.status == "ok" else None
    low, high = (value.bound_low, value.bound_high) if value.status == "ok" else (None, None)
    colour = theme.ACCENT if value.group == in_force else theme.QUIET
    name = _name(value, in_force)
    hover = f"{name}: {tables.beside(value, in_usd=True)}"
    return Row(name, _number(value), shown, low, high, provisional=value.partial, colour=colour, hover=hover)


def _number(value: Value) -> str:
    """Write the figure; or, in as many words, that there is none."""
    if value.status != "ok":
        return tables.beside(value)
    return words.number(value.value, value.unit, 1 if value.unit == "%" else 0)


def _said(value: Value) -> str:
    """Write the figure; or, that there is none and why."""
    if value.status == "ok":
        return _number(value)
    return f"{_number(value)} ({words.plain(words.reason(value.reason).rstrip('.'))})"


def _span(values: Sequence[Value]) -> str:
    """Say between which figures the definitions lie."""
    known = sorted((value for value in values if value.status == "ok"), key=lambda value: value.value or 0)
    if not known:
        return "no figure under any definition"
    low, high = _number(known[0]), _number(known[-1])
    if low == high:
        return f"{low} under every definition" if len(known) == len(values) else low
    return f"from {low} ({words.definition(known[0].group)}) to {high} ({words.definition(known[-1].group)})"


def _silent(values: Sequence[Value]) -> str:
    """Say under which definitions there is no figure, and why."""
    found = [value for value in values if value.status != "ok"]
    return " ".join(f"{words.definition(value.group)}: {tables.status_text(value)}" for value in found)
