"""What do the cells of a 3W/4W/5W table mean? Months, countries and numbers of people."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.sources.dates import MONTHS, iso_day
from pipelines.sources.reading import heading_key
from pipelines.workspace import Workspace, country_code

NO_PERIOD = "?"  # a month was named that cannot be placed in time
EMPTY_NUMBER = {"-", "–", "na", "n/a", "nan", "none", "null"}


@lru_cache(maxsize=4096)
def month_start(month: str, year: str, order: str = "dmy") -> str:
    """The first day of the month that a month column, or it and a year column, name: `janvier 2022`, `2022-01`, `Enero`.

    Nothing where neither says anything or only the year does; NO_PERIOD where the month cannot be placed.
    """
    if not month:
        return ""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}", month):
        day = iso_day(month, order)
        return day if day != month or re.match(r"\d{4}-", day) else NO_PERIOD
    numbers = re.findall(r"\d+", month)
    words = [MONTHS[key] for word in re.findall(r"[^\W\d]+", month) if (key := heading_key(word)) in MONTHS]
    years = [number for number in numbers if len(number) == 4] or re.findall(r"(?:19|20)\d\d", year)
    if not words:
        words = [int(number) for number in numbers if len(number) <= 2]
    elif not years:  # Jan-22
        years = [f"20{number}" for number in numbers if len(number) == 2]
    if len(words) == 1 and len(years) == 1 and 1 <= words[0] <= 12:
        return f"{years[0]}-{words[0]:02d}-01"
    return NO_PERIOD


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """ISO alpha-3 of a country; empty where it is not known."""
    return (country_code(text, Workspace.without_settings()) or "") if text else ""


def plain_number(text: str) -> str:
    """A number of people without marks between thousands; empty for a mark that stands for nothing."""
    if text.casefold() in EMPTY_NUMBER:
        return ""
    if re.fullmatch(r"\d{1,3}([, \u00a0\u202f']\d{3})+", text):
        return re.sub(r"\D", "", text)
    return text
