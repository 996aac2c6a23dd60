"""Which of a number's values belong to the period a reader has chosen, and which lie before its end?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.queries import Row, Value


def of(values: Iterable[Value], period: Row) -> list[Value]:
    """Keep the values of the period."""
    return [value for value in values if value.period_start == period["period_start"]]


def until(values: Iterable[Value], period: Row) -> list[Value]:
    """Keep the values up to the end of the period."""
    return [value for value in values if value.period_end <= period["period_end"]]


def ends(period: Row) -> dict[str, date]:
    """Return the first and the last day of the period, as statements ask for them."""
    return {"period_start": period["period_start"], "period_end": period["period_end"]}
