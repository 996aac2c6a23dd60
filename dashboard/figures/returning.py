"""Attendance of the group that comes less often, now and had absent partners come back, beside the other group."""

from __future__ import annotations

from dashboard import words
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row, dot_rows, percent_scale
from dashboard.figures.theme import ACCENT, SECOND
from dashboard.languages import _
from dashboard.money import returning_words
from dashboard.money.returning import Attendance, Gap


def gap(found: Gap, more: int, reading: str, table: Table) -> Picture:
    """Draw three dots; the hollow one is the scenario."""
    scenario = found.behind.with_more(more)
    behind, ahead = words.group(found.behind.group), words.group(found.ahead.group)
    rows = [
        _row(_("{group}: now").format(group=behind), found.behind, "circle", ACCENT),
        _row(_("{group}: if they return").format(group=behind), scenario, "circle", ACCENT, provisional=True),
        _row(ahead, found.ahead, "diamond", SECOND),
    ]
    spoken = " ".join(words.aloud(row.name, row.text) for row in rows)
    alt = _("Attendance now and in the scenario. {rows}").format(rows=spoken)
    return Picture(dot_rows(rows, percent_scale()), alt, reading, table)


def _row(name: str, found: Attendance, symbol: str, colour: str, provisional: bool = False) -> Row:
    text = _("{rate} · {came} of {invited}").format(
        rate=returning_words.rate(found), came=words.count(found.came), invited=words.count(found.invited)
    )
    return Row(name, text, float(100 * found.rate), provisional=provisional, symbol=symbol, colour=colour)
