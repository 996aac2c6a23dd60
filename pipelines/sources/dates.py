"""What moment does this text mean? Day/month order comes from evidence in the file, and is stated."""

from __future__ import annotations

import datetime as dt
import fnmatch
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.sources.reading import DateRules, Finding, heading_key

NUMERIC = re.compile(r"^(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})")
# Morning and afternoon in Latin letters (AM, p. m.) and in Arabic (ص, م).
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*(?:([AaPp])\.?\s?[Mm]\b|([صم])(?!\w)))?")
# Marks that steer the direction of writing; they stand between the digits of dates in right-to-left languages.
DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
WORDED = re.compile(
    r"^(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er)?[\s\-/.]+(?:de\s+|of\s+)?([^\W\d]+)\.?,?[\s\-/.]+(?:de\s+|del\s+)?(\d{2,4})(?![\d:])"
)
WORDED_US = re.compile(r"^(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january janvier janv enero ene janeiro يناير جانفي",
            "feb february fevrier fevr fev febrero fevereiro فبراير فيفري شباط",
            "mar march mars marzo marco مارس اذار",
            "apr april avril avr abril abr ابريل افريل نيسان",
            "may mai mayo maio مايو ماي ايار", "jun june juin junio junho يونيو جوان حزيران",
            "jul july juillet juil julio julho يوليو جويلية تموز", "aug august aout agosto ago اغسطس اوت",
            "sep sept september septembre septiembre set setembro سبتمبر ايلول",
            "oct october octobre octubre out outubro اكتوبر", "nov november novembre noviembre novembro نوفمبر",
            "dec december decembre diciembre dic dez dezembro ديسمبر",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True)
class DateOrder:
    """The order used for one sheet, why, and whether the file itself proves it."""

    order: str
    evidence: str
    certain: bool


def infer_order(texts: Iterable[str], rules: DateRules, file: str) -> DateOrder:
    """Decide d/m or m/d for a sheet from all its date cells.

    In order: the user's ruling for the file; a number above 12; AM/PM (a hint, not a proof);
    the workspace default.
    """
    for pattern, order in rules.per_file.items():
        if fnmatch.fnmatch(file, pattern) or fnmatch.fnmatch(file, f"*/{pattern}"):
            return DateOrder(order, f"workspace.toml says {order} for this file", True)
    numeric = [(text, match) for text in map(_plain, texts) if (match := NUMERIC.match(text)) and len(match[1]) <= 2]
    if not numeric:
        return DateOrder(rules.default_order, "no date here depends on the order of day and month", True)
    day_first = next((text for text, match in numeric if int(match[1]) > 12 >= int(match[2])), None)
    month_first = next((text for text, match in numeric if int(match[2]) > 12 >= int(match[1])), None)
    if day_first and month_first:
        return DateOrder("mixed", f"both orders occur: {day_first!r} and {month_first!r}", False)
    if day_first:
        return DateOrder("dmy", f"{day_first!r} can only be day/month", True)
    if month_first:
        return DateOrder("mdy", f"{month_first!r} can only be month/day", True)
    if any(re.search(r"\d\s*[AP]M\b", text, re.IGNORECASE) for text, _ in numeric):
        return DateOrder("mdy", f"{numeric[0][0]!r}: clock with AM/PM, which usually goes with month/day", False)
    return DateOrder(rules.default_order, f"{numeric[0][0]!r} fits both orders; the workspace default was used", False)


def order_finding(order: DateOrder, sheet: str) -> Finding:
    """The guess as a finding: information where the file proves it, a warning where it does not."""
    names = {
        "dmy": "day first, then month", "mdy": "month first, then day", "ymd": "year first, then month",
        "mixed": "each on its own",
    }  # fmt: skip
    return Finding(
        sheet, 0, "", "", "date_order", "info" if order.certain else "warning",
        f"Dates were read as {names[order.order]}: {order.evidence}.",
        '' if order.certain else 'If that is wrong, write the path of the file, = and "dmy" or "mdy" under [dates.files] in workspace.toml.',
    )  # fmt: skip


def stated(order: DateOrder, texts: Iterable[str], sheet: str) -> list[Finding]:
    """How dates were read, as a finding, unless no date depends on it."""
    return [order_finding(order, sheet)] if any(map(depends_on_order, texts)) else []


@lru_cache(maxsize=50_000)  # a file names the same days over and over
def parse_moment(text: str, order: str = "dmy") -> dt.datetime | None:
    """The moment a text names, or None. Never guesses beyond `order`."""
    text = _plain(text)
    day = _parse_day(text, order)
    if day is None:
        return None
    clock = TIME.search(text)
    if not clock:
        return dt.datetime.combine(day, dt.time())
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if half := clock[4] or clock[5]:
        hour = hour % 12 + (12 if half in "Ppم" else 0)
    try:
        return dt.datetime.combine(day, dt.time(hour, minute, second))
    except ValueError:
        return None


def iso_day(text: str, order: str = "dmy") -> str:
    """The day as ISO text; where the text names no day, the text itself, so that a contract can report it."""
    moment = parse_moment(text, order)
    return moment.date().isoformat() if moment else text


def depends_on_order(text: str) -> bool:
    """Whether the text is a date in which day and month could change places."""
    match = NUMERIC.match(_plain(text))
    return match is not None and len(match[1]) <= 2


def _plain(text: str) -> str:
    """The text without marks of writing direction and with ordinary spaces."""
    return re.sub(r"\s+", " ", DIRECTION_MARKS.sub("", text)).strip()


def _parse_day(text: str, order: str) -> dt.date | None:
    if match := NUMERIC.match(text):
        return _numeric_day(match[1], match[2], match[3], order)
    if match := WORDED.match(text):
        return _day(match[3], MONTHS.get(heading_key(match[2])), match[1])
    if match := WORDED_US.match(text):
        return _day(match[3], MONTHS.get(heading_key(match[1])), match[2])
    return None


def _numeric_day(first: str, second: str, third: str, order: str) -> dt.date | None:
    if len(first) == 4:
        return _day(first, int(second), third)
    if order == "mixed":  # only what can be read one way is read
        ways = {_day(third, int(second), first), _day(third, int(first), second)} - {None}
        return ways.pop() if len(ways) == 1 else None
    if order == "ymd" and len(third) <= 2:
        return _day(first, int(second), third)
    day, month = (second, first) if order == "mdy" else (first, second)
    return _day(third, int(month), day)


def _day(year: str, month: int | None, day: str) -> dt.date | None:
    if month is None or len(year) == 3 or len(year) == 1:
        return None
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return dt.date(full_year, month, int(day))
    except ValueError:
        return None
