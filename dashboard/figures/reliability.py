"""Do the questions of each score go together? A dot from 0 to 1 with its range; there is no pass mark."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.figures.picture import Picture
from dashboard.figures.statements import Said, dots
from dashboard.figures.wrapped import Words
from dashboard.languages import _
from dashboard.queries import Row

TICKS = (0.0, 0.5, 1.0)


def reliability(rows: Sequence[Row], names: Sequence[str]) -> Picture:
    """Draw each score's alpha. `rows`: of the statement `reliability`; `names`: what the scores are called."""
    drawn = [_said(row, name) for row, name in zip(rows, names, strict=True)]
    reading = _reading(rows, names)
    spoken = " ".join(words.aloud(row.words.name, f"{row.words.number} · {row.words.counted}") for row in drawn)
    alt = _("How well the questions of each score go together, from 0 to 1, with 95 % ranges. {rows} {reading}")
    said = alt.format(rows=spoken, reading=reading).replace("*", "").replace("\\", "")
    table = [_line(row, name) for row, name in zip(rows, names, strict=True)]
    return Picture(dots(drawn, 1, TICKS), said, reading, table)


def _said(row: Row, name: str) -> Said:
    if row["alpha"] is None:
        return Said(Words(name, _("cannot be said: too few answers")), None)
    counted = _("{range}, from {n} complete questionnaires").format(range=_range(row), n=words.count(row["n"]))
    # Below 0 the questions contradict one another as far as can be told: the mark stays at the end of the axis.
    return Said(Words(name, _alpha(row["alpha"]), counted), *(_at(row[end]) for end in ("alpha", "low", "high")))


def _reading(rows: Sequence[Row], names: Sequence[str]) -> str:
    known = [(row, name) for row, name in zip(rows, names, strict=True) if row["alpha"] is not None]
    if not known:
        return _("**Too few complete answers to say whether the questions go together.**")
    row, name = max(known, key=lambda pair: pair[0]["alpha"])
    text = _(
        "**Alpha is highest for {name}: {alpha}, range {range}, from {answers} complete questionnaires.** Where ranges overlap, none goes "
        "together better than another. Where the dot is near 0, read the statements one by one rather than the score."
    )
    return text.format(
        name=words.plain(name), alpha=_alpha(row["alpha"]), range=_range(row),
        answers=words.count(row["n"]),
    )  # fmt: skip


def _line(row: Row, name: str) -> dict[str, str]:
    return {
        _("Score"): words.plain(name),
        _("Questions"): words.count(row["items"]),
        _("Alpha"): _alpha(row["alpha"]) if row["alpha"] is not None else words.plain(words.reason(row["reason"])),
        _("95 % range"): _range(row),
        _("Complete questionnaires"): words.count(row["n"]),
    }


def _alpha(value: float) -> str:
    return words.number(value, "index")


def _range(row: Row) -> str:
    return words.interval(row["low"], row["high"], "", 2) or "–"


def _at(value: float | None) -> float | None:
    return None if value is None else max(0.0, value)
