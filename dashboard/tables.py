"""A value written as a table row, and as a few words beside a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard import words
from dashboard.figures.picture import Table
from dashboard.languages import N_, _
from dashboard.queries import Row, Value

ATTENDANCE_GAP, PARITIES = "attendance_gap", ("ratio", "ratio of money")
NO_VALUE = {"suppressed": N_("hidden"), "not_computable": N_("cannot be said")}


def value_table(values: Iterable[Value], heading: str, name: Callable[[Value], str], in_usd: bool = False) -> Table:
    """Return one row per value; what is not shown is named in words, never as zero."""
    return [
        {
            heading: words.plain(name(value)),
            _("Value"): number(value, in_usd) if value.status == "ok" else _(NO_VALUE[value.status]),
            _("95 % range"): range_text(value),
            _("Counted"): counted(value, in_usd),
            _("Status"): status_text(value),
        }
        for value in values
    ]


def number(value: Value, in_usd: bool = False) -> str:
    """Write a number, and how much more it may be where not all can be placed: '0.1 %, at most 31 %'."""
    return with_most(value, lambda end: words.number(end, value.unit, int(in_usd)))


def with_most(value: Value, write: Callable[[float | None], str]) -> str:
    """Write a number, or what follows from it, and the same of what it may be at most."""
    shown = write(value.value)
    return shown if value.most is None else words.at_most(shown, write(value.most))


def range_text(value: Value) -> str:
    """Return the interval, or why there is none."""
    if value.status != "ok":
        return "–"
    if (value.interval or "").startswith("census"):
        return _("all are counted")
    return words.interval(value.low, value.high, value.unit) or _("no range")


def counted(value: Value, in_usd: bool = False) -> str:
    """Say what the number was made of: '35 of 60', '24 of 60 partners answered'."""
    if value.status == "suppressed":
        return "–"
    if value.unit == "pp":
        text = _("{n} invitations") if value.indicator.startswith(ATTENDANCE_GAP) else _("{n} counted")
        return "–" if value.n is None else text.format(n=words.count(value.n))
    if value.unit == "points":
        return _of(value.n, value.population)
    if value.unit == "USD":
        return _("{n} payments or promises").format(n=words.count(value.n)) if value.n is not None else "–"
    if value.numerator is None or value.denominator is None:
        return _of(value.n, value.population)
    if value.unit in PARITIES:  # a share of one thing beside a share of another: both are in per cent
        first, second = words.number(value.numerator, "%"), words.number(value.denominator, "%")
        return _("{share} against {other}").format(share=first, other=second)
    write = words.money if in_usd else words.count
    return _("{numerator} of {denominator}").format(
        numerator=write(value.numerator), denominator=write(value.denominator)
    )


def status_text(value: Value) -> str:
    """Say whether a number is shown and, if not, why; say when its time is not over."""
    if value.status != "ok":
        return f"{words.status(value.status)}. {words.plain(words.reason(value.reason))}"
    return _("Shown; not complete yet") if value.partial else _("Shown")


def beside(value: Value, in_usd: bool = False) -> str:
    """Return the few words beside a mark: '58 % · 35 of 60', or why there is no mark."""
    if value.status == "suppressed":
        return _("hidden: too few to show")
    if value.status != "ok":
        return _("cannot be said yet")
    counts = counted(value, in_usd)
    shown = number(value, in_usd)
    return shown if counts == "–" or value.unit == "USD" else f"{shown} · {counts}"


def definition_notes(indicator: Row | None) -> tuple[str, ...]:
    """Say what is divided by what, and what is known to be wrong with it; as text that is safe to show."""
    if not indicator:
        return ()
    known = indicator["known_bias"]
    notes = (counted_in_words(indicator), _("Keep in mind: {known_bias}").format(known_bias=_(known)) if known else "")
    return tuple(words.plain(note) for note in notes if note)


def counted_in_words(indicator: Row) -> str:
    """Say what is divided by what."""
    what, out_of = _(indicator["numerator"]), _(indicator["denominator"])
    if indicator["kind"] == "difference":
        return _("Counted: {what}, {out_of}.").format(what=what, out_of=out_of)
    if indicator["denominator"] in ("", "none"):
        return _("Counted: {what}.").format(what=what)
    return _("Counted: {what}. Out of: {out_of}.").format(what=what, out_of=out_of)


def _of(n: int | None, population: int | None) -> str:
    if n is None:
        return "–"
    return (
        words.count(n)
        if population is None
        else _("{n} of {population}").format(n=words.count(n), population=words.count(population))
    )


def answers(n: float, population: float | None) -> str:
    """Say how many answers there are, and how many were asked. Nobody knows which partner an answer without a name came from."""
    if population is None:
        return _("{n} answers").format(n=words.count(n))
    return _("{n} answers of {population}").format(n=words.count(n), population=words.count(population))
