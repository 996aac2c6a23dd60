"""Which stretches of time does a number have (periods, years, all years together), and which one is asked for?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard import filters, words
from dashboard.languages import _
from dashboard.queries import ENOUGH, Row, Value

ALL_YEARS = "span"
GRAINS = ("period", "year", ALL_YEARS)
Stretches = dict[str, Value]


def code(value: Value) -> str:
    """Return how a stretch of time stands in the address: '2026-01', '2025' or 'span'."""
    if value.grain == ALL_YEARS:
        return ALL_YEARS
    return value.period_start.strftime("%Y" if value.grain == "year" else "%Y-%m")


def found_in(values: Iterable[Value]) -> Stretches:
    """Return one value of each stretch of time by its code, the whole one where it can be said: the newest first, all years
    together last.
    """
    told = sorted(values, key=lambda value: (value.group_by == "all", value.status != "not_computable"))
    newest = sorted(told, key=lambda value: value.period_start, reverse=True)
    by_grain = sorted((v for v in newest if v.grain in GRAINS), key=lambda value: GRAINS.index(value.grain))
    return {code(value): value for value in by_grain}


def begun(values: Iterable[Value], build: Row) -> list[Value]:
    """Leave out years that lie ahead: money for several years is split over them, and most of theirs is not known yet.

    Years are those of money: they go on as long as its files do, which may be newer than the last meeting.
    """
    meetings, money = build["data_to"], build["money_to"]
    today = max((day for day in (meetings, money) if day), default=build["built_at"].date())
    return [value for value in values if value.period_start <= (today if value.grain == "year" else meetings or today)]


def label(value: Value) -> str:
    """Name a stretch of time; say when it is not over."""
    if value.grain == ALL_YEARS:
        return _("All years together")
    name = words.period(value.period_start, value.period_end)
    return _("{period} (not complete yet)").format(period=name) if value.partial else name


def choose(stretches: Stretches, usual: str = "") -> str:
    """Ask for a stretch of time; unless told otherwise the usual one, or else the latest that is over."""
    asked = st.query_params.get("period", "")
    if near := nearest(asked, stretches):
        st.query_params["period"] = near
    return filters.choose(
        _("Period"), {name: label(v) for name, v in stretches.items()}, "period", usual or latest(stretches)
    )


def nearest(asked: str, stretches: Stretches) -> str:
    """Return the stretch for one asked for in another grain: the year of a half-year, the last half of a year."""
    if not asked or asked in stretches:
        return ""
    return next((name for name in stretches if name[:4] == asked[:4]), "")


def latest(stretches: Stretches) -> str:
    """Return the code of the latest stretch that is over, well reported and can be said; else of the latest that is over and
    can be said; else of the latest that is over; else of the latest.
    """
    over = [name for name, value in stretches.items() if not value.partial]
    said = [name for name in over if stretches[name].status != "not_computable"]
    amounts = [_money(value) for value in stretches.values()]
    known = dict(zip(stretches, well_reported(amounts), strict=True))
    return ([name for name in said if known[name]] or said or over or list(stretches))[0]


def well_reported(money: Sequence[float]) -> list[bool]:
    """Say of each year's money whether it is enough, beside the year with most, for its share to mean something."""
    return [amount >= ENOUGH * max(money) for amount in money]


def _money(value: Value) -> float:
    """The money of a year; of other stretches there is none to compare."""
    if value.grain != "year":
        return 0.0
    return (value.denominator if value.unit == "%" else value.value if value.unit == "USD" else None) or 0.0
