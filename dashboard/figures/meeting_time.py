"""How many hours a month meetings take from a partner, for each post it has for coordination."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row, Scale, dot_rows
from dashboard.languages import _, ngettext
from dashboard.queries import Row as Record
from dashboard.queries import Value

ORDER = ("all", "local", "international", "unclassified", "state")
TICKS = (1, 2, 5, 10, 20, 50)


def meeting_time(values: Sequence[Value], indicator: Record | None) -> Picture:
    """Draw the hours of all partners, and of local and international ones, in one period."""
    shown = sorted((value for value in values if value.group in ORDER), key=lambda value: ORDER.index(value.group))
    rows = [
        Row(_name(value), _text(value), value.value, hover=words.labelled(_name(value), _text(value)))
        for value in shown
    ]
    alt = " ".join([_("Hours a month in meetings, for each post."), *[words.aloud(row.name, row.text) for row in rows]])
    scale = _scale(max((value.value or 0 for value in shown), default=0))
    return Picture(dot_rows(rows, scale), alt, _reading(shown), _table(shown), tables.definition_notes(indicator))


def _scale(most: float) -> Scale:
    """Hours from 0, with at most five whole steps."""
    step = next((size for size in TICKS if most / size <= 5), TICKS[-1])
    last = step * max(1, -(-most // step))
    ticks = tuple(float(step * place) for place in range(int(last // step) + 1))
    return Scale(0, last, ticks, f" {_('hours')}")


def _reading(values: Sequence[Value]) -> str:
    found = {value.group: value for value in values if value.status == "ok" and value.value is not None}
    if "all" not in found:
        return _("It cannot be said yet.")
    told = _("**Half of the partners spend {hours} a month or more in meetings, for each post they have for it.**")
    said = told.format(hours=_hours(found["all"]))
    if "local" in found and "international" in found:
        both = _("Local and national: {local}; international: {international}.")
        said += " " + both.format(local=_hours(found["local"]), international=_hours(found["international"]))
    return said


def _table(values: Sequence[Value]) -> Table:
    return [
        {
            _("Group"): _name(value),
            _("Value"): _hours(value) if value.status == "ok" else _(tables.NO_VALUE[value.status]),
            _("Counted"): _partners(value),
            _("Status"): tables.status_text(value),
        }
        for value in values
    ]


def _name(value: Value) -> str:
    return words.group(value.group, value.group_by)


def _text(value: Value) -> str:
    return f"{_hours(value)} · {_partners(value)}" if value.status == "ok" else tables.beside(value)


def _hours(value: Value) -> str:
    return words.number(value.value, "hours", 1)


def _partners(value: Value) -> str:
    if value.status != "ok" or value.n is None:
        return "–"
    return ngettext("{n} partner", "{n} partners", value.n).format(n=words.count(value.n))
