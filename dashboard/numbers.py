"""How numbers, money, days and lists are written, in the reader's language and as its readers are used to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from dashboard.languages import NN_, _, current, ngettext, right_to_left

LOCALES = {"en": "en_GB"}
# Units that are counted, with their singular; and those too small to be rounded to whole numbers.
COUNTED = {
    "points": NN_("{n} point", "{n} points"),
    "days": NN_("{n} day", "{n} days"),
    "hours": NN_("{n} hour", "{n} hours"),
    "months": NN_("{n} month", "{n} months"),
    "partners": NN_("{n} partner", "{n} partners"),
    "services": NN_("{n} service", "{n} services"),
    "questionnaires": NN_("{n} questionnaire", "{n} questionnaires"),
    "flows": NN_("{n} flow", "{n} flows"),
    "working days": NN_("{n} working day", "{n} working days"),
}
FRACTIONS = ("ratio", "ratio of money", "index", "delta")
FRACTION = 100  # a fraction takes the form of many; that of two would be wrong in Arabic
NO_BREAK = "\u00a0"
MINUS = "\u2212"
KEEP_LEFT = "\u200e"  # a sign before a number would else move behind it where writing runs from right to left


def number(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """Write a number with its unit: '62 %', '+4 points', 'USD 12.4 million'."""
    if value is None:
        return "–"
    if unit == "USD":
        return money(value)
    if unit == "pp":
        return _counted("points", value, signed(value, decimals), decimals)
    digits = _digits(value, max(decimals, 2) if unit in FRACTIONS else decimals)
    if unit == "%":
        return f"{digits}{NO_BREAK}%"
    return _counted(unit, value, digits, decimals) if unit in COUNTED else digits


def signed(value: float, decimals: int = 0) -> str:
    """Write a difference with its sign."""
    if not round(value, 1):
        return _digits(0)
    return f"{sign('+' if value > 0 else MINUS)}{_digits(abs(value), decimals)}"


def money(value: float) -> str:
    """Write an amount in US dollars the way people say it."""
    if abs(value) >= 1e9:
        text, size, decimals = _("USD {n} billion"), 1e9, 1
    elif abs(value) >= 1e6:
        text, size, decimals = _("USD {n} million"), 1e6, 1
    else:
        text, size, decimals = _("USD {n}"), 1.0, 0
    return text.replace("USD ", f"USD{NO_BREAK}").format(n=_written(value / size, decimals))


def count(value: float | None) -> str:
    """Write a count."""
    return "–" if value is None else _written(value, 0)


def interval(low: float | None, high: float | None, unit: str = "", decimals: int = 0) -> str:
    """Write a range; empty where there is none."""
    if low is None or high is None:
        return ""
    upper = f"{_digits(high, decimals)}{NO_BREAK + '%' if unit == '%' else ''}"
    return _("{low} to {high}").format(low=_digits(low, decimals), high=upper)


def day(moment: date | None) -> str:
    """Write a day: '4 Mar 2026'."""
    if moment is None:
        return _("never")
    said = _date(moment, "d MMM y", current())
    return f"1er{said[1:]}" if (moment.day, current()) == (1, "fr") else said  # the one day that French counts


def month(moment: date) -> str:
    """Write a month: 'Mar 2026'."""
    return _date(moment, "LLL y", current())


def short_month(moment: date) -> str:
    """Write a month without its year: 'Mar'."""
    return _date(moment, "LLL", current())


def period(start: date, end: date) -> str:
    """Write a period: '2025', 'Jan–Jun 2026' or 'Mar 2026'."""
    if (start.year, start.month, end.month) == (end.year, 1, 12):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return month(start)
    if start.year == end.year:
        return f"{short_month(start)}–{month(end)}"
    return f"{month(start)} – {month(end)}"


def listed(items: list[str]) -> str:
    """Join words as a sentence does: 'a, b and c'."""
    return format_list(items, locale=_locale(current())) if items else ""


def _counted(unit: str, value: float, digits: str, decimals: int) -> str:
    one, many = COUNTED[unit]
    # "0.4 hours", "1.5 points": a fraction takes the plural in English. What is rounded is read as it is written.
    shown = round(abs(value), decimals) if abs(value) >= 1 else abs(value)
    text = ngettext(one, many, shown if shown == int(shown) else FRACTION)
    return text.replace("{n} ", f"{{n}}{NO_BREAK}").format(n=digits)


def _digits(value: float, decimals: int = 0) -> str:
    """Round for reading; a small number that is not zero never reads as zero."""
    if value and abs(value) < 1:
        places = max(decimals, 1)
        if abs(value) >= 0.5 * 10**-places:
            return _written(value, places)
        return _("less than {n}").format(n=_written(10**-places, places)) if value > 0 else _written(0, 0)
    return _written(value, decimals)


def _written(value: float, decimals: int) -> str:
    digits = _decimal(abs(round(value, decimals)), decimals, current())
    return f"{sign(MINUS)}{digits}" if round(value, decimals) < 0 else digits


def sign(mark: str) -> str:
    """Write the sign before a number so that it stays before it."""
    return f"{KEEP_LEFT}{mark}" if right_to_left() else mark


@lru_cache(maxsize=5000)
def _decimal(value: float, decimals: int, language: str) -> str:
    places = "." + "0" * decimals if decimals else ""
    return format_decimal(value, format=f"#,##0{places}", locale=_locale(language))


@lru_cache(maxsize=5000)
def _date(moment: date, pattern: str, language: str) -> str:
    return format_date(moment, pattern, locale=_locale(language))


def _locale(language: str) -> str:
    return LOCALES.get(language, language)
