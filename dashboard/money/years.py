"""Which years of money are there, and which one does a page speak of?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import filters, stretches, words
from dashboard.languages import _
from dashboard.queries import Reader, Value
from dashboard.stretches import well_reported

ALL_YEARS = "span"


@dataclass(frozen=True)
class Year:
    """One year, or (grain "span") all of the money together where no year is known."""

    grain: str
    start: date
    end: date
    partial: bool
    money: float = 0.0  # what the first number asked for is a share of, in USD

    @property
    def code(self) -> str:
        """What stands in the address: '2025', or 'span'."""
        return str(self.start.year) if self.grain == "year" else ALL_YEARS

    @property
    def name(self) -> str:
        """Name the year; one that is not over says so."""
        return span_name(self.start, self.end, self.partial)


def span_name(start: date, end: date, partial: bool) -> str:
    """Name a year or several: '2025', '2026, so far'."""
    name = words.period(start, end)
    return _("{year}, so far").format(year=name) if partial else name


def of(value: Value) -> str:
    """Name the year of a value."""
    return span_name(value.period_start, value.period_end, value.partial)


def known(reader: Reader, cluster: str, indicators: Iterable[str]) -> list[Year]:
    """Return the years that any of these indicators speaks of, oldest first; all years together where there are none."""
    for grain in ("year", ALL_YEARS):
        shares = [stretches.begun(reader.values(name, cluster, grain), reader.build()) for name in indicators]
        money = {v.period_start: v.denominator or 0.0 for v in next((values for values in shares if values), ())}
        found = {
            Year(grain, v.period_start, v.period_end, v.partial, money.get(v.period_start, 0.0))
            for values in shares
            for v in values
        }
        if found:
            return sorted(found, key=lambda year: year.start)
    return []


def usual(years: Sequence[Year]) -> Year:
    """Return the latest year that is over and well reported; else the latest that is over; else the latest."""
    enough = well_reported([year.money for year in years])
    over = [(known, year) for known, year in zip(enough, years, strict=True) if not year.partial]
    return ([year for known, year in over if known] or [year for _known, year in over] or list(years))[-1]


def ask(years: Sequence[Year]) -> Year:
    """Ask for a year; the latest one that is over and well reported, unless told otherwise."""
    by_code = {year.code: year for year in reversed(years)}
    labels = {code: _("All years together") if code == ALL_YEARS else year.name for code, year in by_code.items()}
    return by_code[filters.choose(_("Year"), labels, "year", usual(years).code)]


def values(reader: Reader, indicator: str, cluster: str, year: Year, group_by: str = "all") -> list[Value]:
    """Return an indicator's values in a year, one for each group."""
    found = reader.values(indicator, cluster, year.grain, group_by)
    return [value for value in found if value.period_start == year.start]


def value(reader: Reader, indicator: str, cluster: str, year: Year, group: str = "all") -> Value | None:
    """Return an indicator's value in a year; under a definition of local, when `group` is its code."""
    group_by = "all" if group == "all" else "definition"
    found = values(reader, indicator, cluster, year, group_by)
    return next((each for each in found if each.group == group), None)
