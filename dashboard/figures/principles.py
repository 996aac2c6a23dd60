"""The five principles of partnership, as partners see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import words
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, Scale, dot_rows

SCALE = Scale(0, 100, (0, 25, 50, 75, 100))
WIDE_BOUNDS = 30
NOTES = ("With the silent: what the score could be if all who did not answer thought the worst, or the best.",)


def principles(standing: Sequence[dict[str, Any]]) -> Picture:
    """Draw each principle's score with its range and the round before."""
    rows = [_row(found) for found in standing]
    reading = f"{_comparison(standing)} {_answers(standing)}".strip()
    alt = f"Five scores from 0 to 100, each with its 95 % range. {_spoken(standing)} {reading}"
    return Picture(
        dot_rows(rows, SCALE), alt.replace("*", ""), reading, [_table_row(found) for found in standing], NOTES
    )


def _row(found: dict[str, Any]) -> Row:
    name = words.PRINCIPLES[found["indicator"]]
    if found["status"] != "ok":
        return Row(name, "hidden: too few answers", None)
    text = f"{words.number(found['value'])} · {_of(found)}"
    hover = f"{name}: {words.number(found['value'])}<br>95 % range {words.interval(found['low'], found['high'])}"
    return Row(name, text, found["value"], found["low"], found["high"], found["earlier_value"], hover=hover)


def _of(found: dict[str, Any]) -> str:
    if found["population"] is None:
        return f"{words.count(found['n'])} answers"
    return f"{words.count(found['n'])} of {words.count(found['population'])} partners"


def _comparison(standing: Sequence[dict[str, Any]]) -> str:
    scores = [found for found in standing if found["status"] == "ok"]
    if not scores:
        return "**Too few partners answered: no score can be shown without revealing who said what.**"
    if len(scores) < 2:
        return ""
    worst = min(scores, key=lambda s: s["value"])
    if worst["high"] is None or any(score["low"] is None for score in scores):
        return "**Too few partners answered to say which principle is stronger.**"
    higher = [words.PRINCIPLES[score["indicator"]] for score in scores if score["low"] > worst["high"]]
    if not higher:
        return "**The ranges overlap: no principle is clearly weaker than all others.**"
    low = f"{words.PRINCIPLES[worst['indicator']]} ({words.number(worst['value'])})"
    return f"**Among those who answered, {low} scores lower than {words.listed(higher)}.** Where two ranges overlap, do not rank them."


def _answers(standing: Sequence[dict[str, Any]]) -> str:
    """Warn when those who did not answer could change the picture."""
    scores = [found for found in standing if found["status"] == "ok" and found["bound_low"] is not None]
    widest = max(scores, key=lambda s: s["bound_high"] - s["bound_low"], default=None)
    if widest is None or widest["bound_high"] - widest["bound_low"] < WIDE_BOUNDS:
        return ""
    return (
        "Many partners did not answer. If all of them think the worst or the best, "
        f"{words.PRINCIPLES[widest['indicator']]} could be anywhere "
        f"from {words.interval(widest['bound_low'], widest['bound_high'])}."
    )


def _spoken(standing: Sequence[dict[str, Any]]) -> str:
    return " ".join(f"{row.name}: {row.text}." for row in map(_row, standing))


def _table_row(found: dict[str, Any]) -> dict[str, str]:
    ok = found["status"] == "ok"
    return {
        "Principle": words.PRINCIPLES[found["indicator"]],
        "Value": words.number(found["value"]) if ok else "hidden",
        "95 % range": words.interval(found["low"], found["high"]) or "–",
        "With the silent": _bounds(found),
        "Round before": words.number(found["earlier_value"]),
        "Answered": _of(found) if ok else "–",
        "Level": words.band(found["band"]) if ok else words.plain(words.reason(found["reason"])),
    }


def _bounds(found: dict[str, Any]) -> str:
    return words.interval(found["bound_low"], found["bound_high"]) or "–"
