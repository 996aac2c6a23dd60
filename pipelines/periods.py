"""Which stretches of time are reported? The workspace's periods, months and years that the data touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from pipelines.bulk import append
from pipelines.workspace import WEEKDAYS, Workspace

ACTIVITY = """
    select min(date), max(date) from (
        select date from facts.meetings where has_attendance
        union all select round_end from facts.survey_responses
        union all select round_end from facts.ccpm_responses
    )
"""
# Without meetings and surveys, the logs say when something happened; without logs, the partner list says who is a member.
LOGGED = """
    select min(date), max(date) from (
        select date from facts.meetings
        union all select coalesce(closed_on, decided_on, agreed_on) from facts.actions
        union all select sent_on from facts.documents
        union all select sent_on from facts.consultations
        union all select received_on from facts.comments
        union all select contacted_on from facts.outreach
        union all select coalesce(delivered_on, requested_on) from facts.capacity_support
        union all select assessed_on from facts.assurance
        union all select decided_on from facts.allocation_rounds
        union all select meeting_on from facts.agenda_points
        union all select reported_on from facts.presence where in_scope
    )
"""
MEMBERSHIP = "select max(joined_on), max(joined_on) from facts.memberships"
MONEY = """
    select min(date), max(date) from (
        select make_date(coalesce(usage_year_start, year(date)), 1, 1) as date from facts.funding_flows where in_scope
        union all select make_date(coalesce(usage_year_end, year(date)), 12, 31) from facts.funding_flows where in_scope
        union all select make_date(year, 1, 1) from facts.allocations where in_scope
        union all select make_date(year, 12, 31) from facts.allocations where in_scope
        union all select make_date(year(starts_on), 1, 1) from facts.subgrants
        union all select make_date(year(starts_on), 12, 31) from facts.subgrants
    )
"""
# The last day that any funding report speaks of: a year that is not over by then is part of a year.
LAST_REPORT = """
    select max(date) from (
        select updated_on as date from facts.funding_flows union all select date from facts.funding_flows
        union all select approved_on from facts.allocations
        union all select starts_on from facts.subgrants
    )
"""


@dataclass(frozen=True)
class Bucket:
    """A stretch of time values are reported for. `partial`: it is not over, as far as the data go."""

    grain: str
    start: dt.date
    end: dt.date
    partial: bool


def buckets(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> list[Bucket]:
    """Every bucket the facts touch, in order. Years and the span come from money, the others from activity."""
    first, last = _range(con, ACTIVITY)
    for fallback in (LOGGED, MEMBERSHIP):
        if first is None:
            first, last = _range(con, fallback)
    found: list[Bucket] = []
    if first and last:
        found += _months("period", workspace["calendar.period_months"], first, last)
        found += _months("month", 1, first, last)
    first, last = _range(con, MONEY)
    if first and last:
        (reported,) = con.execute(LAST_REPORT).fetchall()[0]
        found += [
            Bucket(
                "year", dt.date(year, 1, 1), dt.date(year, 12, 31), bool(reported) and reported < dt.date(year, 12, 31)
            )
            for year in range(first.year, last.year + 1)
        ]
        found.append(Bucket("span", first, last, False))
    return found


def _range(con: duckdb.DuckDBPyConnection, query: str) -> tuple[dt.date | None, dt.date | None]:
    first, last = con.execute(query).fetchall()[0]
    return first, last


def _months(grain: str, length: int, first: dt.date, last: dt.date) -> list[Bucket]:
    """Calendar stretches of `length` months; six months begin in January and July."""
    start = dt.date(first.year, (first.month - 1) // length * length + 1, 1)
    found = []
    while start <= last:
        following = dt.date(start.year + (start.month + length - 1) // 12, (start.month + length - 1) % 12 + 1, 1)
        end = following - dt.timedelta(days=1)
        # Meetings end some days before the period does: it is over once its last month has begun and seen data.
        found.append(Bucket(grain, start, end, last < dt.date(end.year, end.month, 1)))
        start = following
    return found


def write_buckets(con: duckdb.DuckDBPyConnection, found: list[Bucket], last_day: dt.date | None) -> None:
    """Make `buckets`, and `periods` with the reference day of each: its end, or the last day known."""
    con.execute("create table buckets (grain varchar, period_start date, period_end date, partial boolean)")
    append(con, "buckets", [(b.grain, b.start, b.end, b.partial) for b in found])
    con.execute(
        "create table periods as select period_start, period_end,"
        " least(period_end, greatest(period_start, coalesce($last, period_end))) as reference_date"
        " from buckets where grain = 'period'",
        {"last": last_day},
    )


def write_working_days(con: duckdb.DuckDBPyConnection, weekend: Sequence[str]) -> None:
    """Make `working_days`: every day with the number of working days up to and including it.

    From one day to another there are as many working days as the two numbers differ by. The days are those of the
    buckets, and a year before and after them, as drafts and minutes lie about the meetings they belong to.
    """
    con.execute(
        """
        create table working_days as
        with ends as (
            select min(period_start) - interval 1 year as first, max(period_end) + interval 1 year as last from buckets
        ),
        days as (
            select unnest(generate_series(first, last, interval 1 day))::date as day from ends
        )
        select day, count(*) filter (where not list_contains($weekend, dayofweek(day))) over (order by day) as nth
        from days
        """,
        {"weekend": [(WEEKDAYS.index(day) + 1) % 7 for day in weekend]},
    )
