"""What do partners say about one principle? Its score, and how many agree with the statements shown on their own."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures.picture import Picture
from dashboard.figures.statements import Said, dots
from dashboard.figures.wrapped import Words
from dashboard.languages import _
from dashboard.opinions import instrument
from dashboard.queries import Row


def said(rows: Sequence[Row]) -> Picture:
    """Draw scores and shares that agree, from 0 to 100. `rows`: as they stand, each with `earlier_value`."""
    drawn = [_said(row) for row in rows]
    reading = _reading(rows)
    spoken = " ".join(words.aloud(row.words.name, f"{row.words.number} {row.words.counted}") for row in drawn)
    alt = _("Dots from 0 to 100, each with its 95 % range. {rows} {reading}").format(rows=spoken, reading=reading)
    return Picture(dots(drawn), alt.replace("*", "").replace("\\", ""), reading, [_line(row) for row in rows])


def ordered(rows: Sequence[Row]) -> list[Row]:
    """Put scores first, each followed by how many agree all in all; then single statements."""
    return sorted(rows, key=lambda row: (bool(instrument.statement(row["indicator"])), row["kind"] == "mean"))


def name(row: Row) -> str:
    """Return what a number is about: the statement itself where it is made of one."""
    return instrument.statement(row["indicator"]) or _(row["title"])


def number(row: Row) -> str:
    """Write a number: '63 points' for a score, '37 % agree' for those who agree."""
    if row["status"] != "ok":
        return _("hidden")
    shown = words.number(row["value"], row["unit"])
    return _("{share} agree").format(share=shown) if row["kind"] == "favourable" else shown


def counted(row: Row) -> str:
    """Say how many that is: of all answers those that agree, or the answers a score is made of."""
    if row["status"] != "ok":
        return ""
    if row["kind"] == "favourable":
        return _("{n} of {all} answers").format(n=words.count(row["numerator"]), all=words.count(row["denominator"]))
    return tables.answers(row["n"], row["population"])


def _said(row: Row) -> Said:
    if row["status"] != "ok":
        return Said(Words(name(row), _("hidden, to protect those who answered")), None)
    said = Words(name(row), number(row), counted(row))
    return Said(said, row["value"], row["low"], row["high"], row["earlier_value"])


def _reading(rows: Sequence[Row]) -> str:
    shown = [row for row in rows if row["status"] == "ok"]
    if not shown:
        return _("**Too few partners answered: no score can be shown without revealing who said what.**")
    single = [row for row in shown if row["kind"] == "favourable" and instrument.statement(row["indicator"])]
    score = next((row for row in shown if row["kind"] == "score"), None)
    sentences = []
    if score:
        band = words.band_alone(score["band"]).lower()
        sentences.append(
            _("**Partners give {value} of 100: {band}.**").format(value=words.number(score["value"]), band=band)
        )
    if single:
        least = min(single, key=lambda row: row["value"])
        fewest = _("Of the statements that stand alone, fewest agree with “{statement}”: {count}.")
        sentences.append(fewest.format(statement=words.plain(name(least).rstrip(".")), count=counted(least)))
    return " ".join(sentences)


def _line(row: Row) -> dict[str, str]:
    ok = row["status"] == "ok"
    return {
        _("What"): words.plain(name(row)),
        _("Value"): number(row),
        _("95 % range"): words.interval(row["low"], row["high"]) or "–",
        _("Counted"): counted(row) if ok else words.plain(words.reason(row["reason"])),
        _("Round before"): words.number(row["earlier_value"], row["unit"]),
    }
