"""What is each indicator made of? Runs every statement and keeps its unit rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import duckdb

from pipelines.bulk import append
from pipelines.indicators.catalogue import Indicator
from pipelines.organisations.locality import DEFINITIONS

# What a statement may return; what it leaves out is null. `unit` and `date` it must return. A row stands for one unit, or
# for as many as `units` says: then it is one organisation's in one month.
# `part` says beside which number a row counts (null: the indicator itself). Where a row comes from is said either by
# file, sheet and row, or by the meeting (with the organisation) or the questionnaire it was made of.
SHAPE = """
    null::varchar as part, null::varchar as cluster_id, null::varchar as organisation_id,
    null::varchar as organisation_type, null::varchar as locality, null::varchar as category,
    null::boolean as approximate, null::varchar as file, null::varchar as sheet, null::integer as "row",
    null::varchar as meeting_id, null::varchar as response_id,
    null::integer as numerator, null::integer as denominator, null::double as value, null::integer as units
"""


# Whether there is any money to follow: without, planning the statements would be all they do.
MONEY = """
    select 1 from facts.funding_flows union all select 1 from facts.allocations union all select 1 from facts.subgrants
    limit 1
"""


class Bucket(NamedTuple):
    """A stretch of time in which something is counted. `partial`: it is not over yet."""

    grain: str
    start: dt.date
    end: dt.date
    partial: bool


def create_views(con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> None:
    """The views that several indicators count from, and `limits`: one row, a column for each threshold."""
    limits = {key.partition(".")[2]: value for key, value in settings.items() if key.startswith("thresholds.")}
    columns = ", ".join(f"{float(value)!r}::double as {name}" for name, value in limits.items())
    con.execute(f"create table limits as select {columns}")
    con.execute("create table definition_in_force (definition varchar)")
    con.execute(files("pipelines.indicators").joinpath("views.sql").read_text(encoding="utf-8"))
    if con.execute(MONEY).fetchall():
        con.execute("create table definitions as select unnest(?) as definition", [list(DEFINITIONS)])
        con.execute(files("pipelines.indicators").joinpath("money.sql").read_text(encoding="utf-8"))


def put_in_force(con: duckdb.DuckDBPyConnection, definition: str) -> None:
    """From now on this definition says who is local."""
    con.execute("delete from definition_in_force")
    con.execute("insert into definition_in_force values (?)", [definition])
    con.execute("delete from places")
    con.execute(
        "insert into places select organisation_id, type, localities.locality"
        " from facts.organisations join facts.localities using (organisation_id) where definition = ?",
        [definition],
    )


def collect(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> None:
    """Add the unit rows of an indicator and of its parts to `unit_rows`, with type and locality of the organisation."""
    con.execute(
        f"""
        insert into unit_rows
        with found as (
            select {SHAPE} where false
            union all by name
            ({indicator.sql})
        )
        select
            $indicator || coalesce('.' || part, ''), cluster_id, date, unit, found.organisation_id,
            coalesce(found.organisation_type, places.type, 'unknown'),
            coalesce(found.locality, places.locality, 'unclassified'),
            category, coalesce(approximate, false), file, sheet, "row", meeting_id, response_id,
            numerator, denominator, value, units
        from found
        left join places on places.organisation_id = found.organisation_id
        order by all
        """,
        {"indicator": indicator.id},
    )


def make_cells(con: duckdb.DuckDBPyConnection, wanted: Iterable[tuple[Indicator, Iterable[Bucket]]]) -> None:
    """The cells of indicators in some stretches of time, from `unit_rows` into `cells`, in place of those that were there."""
    indicators = [(indicator, list(buckets)) for indicator, buckets in wanted]
    con.execute(files("pipelines.indicators").joinpath("cells_table.sql").read_text(encoding="utf-8"))
    rows = [
        (i.id, *bucket, _listed(i, bucket.grain), i.by_file, i.by_type, i.by_organisation)
        for i, buckets in indicators
        for bucket in buckets
    ]
    append(con, "wanted_cells", rows)
    for indicator in (i for i, _ in indicators if i.category):
        con.execute(
            "insert into category_groups"
            " select distinct indicator, category, ?, category from unit_rows"
            " where indicator = ? and category is not null",
            [indicator.category, indicator.id],
        )
        combined = [(group, member) for group, members in indicator.combine.items() for member in members]
        append(
            con, "category_groups", [(indicator.id, member, indicator.category, group) for group, member in combined]
        )
    con.execute(files("pipelines.indicators").joinpath("cells.sql").read_text(encoding="utf-8"))


def _listed(indicator: Indicator, grain: str) -> str:
    """What is listed one by one; of months only classes: organisations of the same type, locality and cluster."""
    return "classes" if indicator.listed == "organisations" and grain == "month" else indicator.listed
