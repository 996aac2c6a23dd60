"""The five principles of partnership, as partners see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import tables, words
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, Scale, dot_rows
from dashboard.languages import N_, _

SCALE = Scale(0, 100, (0, 25, 50, 75, 100))
WIDE_BOUNDS = 30
NOTES = (N_("With the silent: what the score could be if all who did not answer thought the worst, or the best."),)


def principles(standing: Sequence[dict[str, Any]]) -> Picture:
    """Draw each principle's score with its range and the round before."""
    rows = [_row(found) for found in standing]
    reading = f"{_comparison(standing)} {_answers(standing)}".strip()
    alt = _("Five scores from 0 to 100, each with its 95 % range. {standing} {reading}").format(
        standing=_spoken(standing), reading=reading
    )
    return Picture(
        dot_rows(rows, SCALE),
        alt.replace("*", ""),
        reading,
        [_table_row(found) for found in standing],
        tuple(map(_, NOTES)),
    )


def _row(found: dict[str, Any]) -> Row:
    name = words.principle(found["indicator"])
    if found["status"] != "ok":
        return Row(name, _("hidden: too few answers"), None)
    text = f"{words.number(found['value'])} · {tables.answers(found['n'], found['population'])}"
    hover = _("{name}: {value}<br>95 % range {range}").format(
        name=name, value=words.number(found["value"]), range=words.interval(found["low"], found["high"])
    )
    return Row(name, text, found["value"], found["low"], found["high"], found["earlier_value"], hover=hover)


def _comparison(standing: Sequence[dict[str, Any]]) -> str:
    scores = [found for found in standing if found["status"] == "ok"]
    if not scores:
        return _("**Too few partners answered: no score can be shown without revealing who said what.**")
    if len(scores) < 2:
        return ""
    worst = min(scores, key=lambda s: s["value"])
    if worst["high"] is None or any(score["low"] is None for score in scores):
        return _("**Too few partners answered to say which principle is stronger.**")
    higher = [words.principle(score["indicator"]) for score in scores if score["low"] > worst["high"]]
    if not higher:
        return _("**The ranges overlap: no principle is clearly weaker than all others.**")
    low = f"{words.principle(worst['indicator'])} ({words.number(worst['value'])})"
    return _(
        "**Among those who answered, {low} scores lower than {higher}.** Where two ranges overlap, do not rank them."
    ).format(low=low, higher=words.listed(higher))


def _answers(standing: Sequence[dict[str, Any]]) -> str:
    """Warn when those who did not answer could change the picture."""
    scores = [found for found in standing if found["status"] == "ok" and found["bound_low"] is not None]
    widest = max(scores, key=lambda s: s["bound_high"] - s["bound_low"], default=None)
    if widest is None or widest["bound_high"] - widest["bound_low"] < WIDE_BOUNDS:
        return ""
    return _(
        "Many partners did not answer. If all of them think the worst or the best, {principle} could be anywhere from {range}."
    ).format(
        principle=words.principle(widest["indicator"]),
        range=words.interval(widest["bound_low"], widest["bound_high"]),
    )


def _spoken(standing: Sequence[dict[str, Any]]) -> str:
    return " ".join(words.aloud(row.name, row.text) for row in map(_row, standing))


def _table_row(found: dict[str, Any]) -> dict[str, str]:
    ok = found["status"] == "ok"
    return {
        _("Principle"): words.principle(found["indicator"]),
        _("Value"): words.number(found["value"]) if ok else _("hidden"),
        _("95 % range"): words.interval(found["low"], found["high"]) or "–",
        _("With the silent"): _bounds(found),
        _("Round before"): words.number(found["earlier_value"]),
        _("Answered"): tables.answers(found["n"], found["population"]) if ok else "–",
        _("Level"): words.band(found["band"]) if ok else words.plain(words.reason(found["reason"])),
    }


def _bounds(found: dict[str, Any]) -> str:
    return words.interval(found["bound_low"], found["bound_high"]) or "–"
