"""Which months does a title or the name of a file speak of? A quarter, a half-year, one month or a few."""

from __future__ import annotations

import calendar
import re

from pipelines.sources.dates import MONTHS
from pipelines.sources.reading import heading_key

Period = tuple[str, str]
YEAR = r"(?P<year>20\d\d)"
# How long one takes, in months, by its word in English, French, Spanish or Portuguese.
PARTS = {6: r"h|hy|s|semestre?|semester|half(?: year)?|s[ée]m", 3: r"q|t|trimestre|quarter|trim|qtr"}
# 2024-01_03 and 2024-01 to 03; two equal marks make a date: 2024-01-03.
NUMBERED = re.compile(
    rf"(?<!\d){YEAR}(?P<mark>[-_. /]?)(?P<first>0[1-9]|1[0-2])(?:(?!(?P=mark))\s*(?:to|[-_–])\s*(?P<last>0[1-9]|1[0-2]))?(?![-_./]?\d)"
)
MONTH_FIRST = re.compile(rf"(?<![\d./-])(?P<first>0?[1-9]|1[0-2])[-_./]{YEAR}(?!\d)")
TO = {"to", "a", "à", "al", "au", "ao", "and", "et", "y", "e", "hasta", "until", "till", "الى", "إلى", "حتى"}
WORDS = re.compile(r"[^\W\d_]+|\d+")


def stated_period(text: str) -> Period | None:
    """First and last day (ISO) of the one period a text names; None where it names none, or several, or only a year."""
    plain = re.sub(r"[\W_]+", " ", text.casefold()).strip()
    found = {*_parts(plain), *_worded(plain)} or {*_numbered(text)}
    return found.pop() if len(found) == 1 else None


def _parts(plain: str) -> list[Period]:
    """Halves and quarters: H2 2024, 2024 semestre 2, Q3 2025, 2025T3. Of several, none is the one."""
    found = []
    for months, words in PARTS.items():
        named = re.findall(rf"\b(?:20\d\d ?)?(?:{words}) ?([1-9])\b", plain)
        years = re.findall(rf"\b{YEAR} ?(?:{words}) ?[1-9]\b|\b(?:{words}) ?[1-9] (20\d\d)\b", plain)
        if len(named) == len(years) == 1 and int(named[0]) <= 12 // months:
            nth, year = int(named[0]), int("".join(years[0]))
            found.append(_period(year, nth * months - months + 1, year, nth * months))
    return found


def _worded(plain: str) -> list[Period]:
    """One month by name or a stretch from one to another, with year: January–June 2025, Oct 2024 to Jan 2025."""
    tokens = [MONTHS.get(heading_key(token), token) for token in WORDS.findall(plain)]
    kinds = "".join(_kind(token) for token in tokens)
    match = re.search(r"(?<!d)m(?:y?t?m)?y", kinds)
    if not match or kinds.count("m") != match[0].count("m"):
        return []
    named = tokens[match.start() : match.end()]
    months = [token for token in named if isinstance(token, int)]
    years = [int(token) for token in named if isinstance(token, str) and token.startswith("20")]
    start, end = (years[0], months[0]), (years[-1], months[-1])
    return [_period(*start, *end)] if start <= end else []


def _kind(token: int | str) -> str:
    """m: a month, y: a year, d: a day, t: a word for "to"."""
    if isinstance(token, int):
        return "m"
    if re.fullmatch(r"20\d\d", token):
        return "y"
    return "d" if re.fullmatch(r"\d{1,2}", token) else "t" if token in TO else "-"


def _numbered(text: str) -> list[Period]:
    """Months by number: 2021-07_09, 2024-01, 03-2025."""
    found = []
    for match in [*NUMBERED.finditer(text), *MONTH_FIRST.finditer(text)]:
        year, first = int(match["year"]), int(match["first"])
        last = int(match.groupdict().get("last") or first)
        if first <= last:
            found.append(_period(year, first, year, last))
    return found


def _period(first_year: int, first: int, last_year: int, last: int) -> Period:
    return f"{first_year}-{first:02d}-01", f"{last_year}-{last:02d}-{calendar.monthrange(last_year, last)[1]}"
