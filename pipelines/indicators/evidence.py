"""What is each indicator made of? Runs every statement and keeps its unit rows."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from pipelines.bulk import append
from pipelines.indicators.catalogue import Indicator

# What a statement may return; what it leaves out is null. `unit` and `date` it must return.
SHAPE = """
    null::varchar as cluster_id, null::varchar as organisation_id, null::varchar as organisation_type,
    null::varchar as locality, null::varchar as category, null::boolean as approximate, null::varchar as file,
    null::integer as numerator, null::integer as denominator, null::double as value
"""


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """The views that several indicators count from."""
    con.execute(files("pipelines.indicators").joinpath("views.sql").read_text(encoding="utf-8"))


def collect(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> None:
    """Add an indicator's unit rows to `unit_rows`, with type and locality of the organisation."""
    con.execute(
        f"""
        insert into unit_rows
        with found as (
            select {SHAPE} where false
            union all by name
            ({indicator.sql})
        )
        select
            $indicator, cluster_id, date, unit, found.organisation_id,
            coalesce(found.organisation_type, places.type, 'unknown'),
            coalesce(found.locality, places.locality, 'unclassified'),
            category, coalesce(approximate, false), file, numerator, denominator, value
        from found
        left join places on places.organisation_id = found.organisation_id
        order by all
        """,
        {"indicator": indicator.id},
    )


def make_cells(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    """Group the unit rows into `cells`."""
    con.execute("create or replace table indicator_grains (indicator varchar, grain varchar)")
    append(con, "indicator_grains", [(i.id, grain) for i in indicators for grain in i.grains])
    con.execute(
        'create or replace table category_groups (indicator varchar, category varchar, category_name varchar, "group" varchar)'
    )
    for indicator in (i for i in indicators if i.category):
        con.execute(
            "insert into category_groups"
            " select distinct indicator, category, ?, category from unit_rows where indicator = ?",
            [indicator.category, indicator.id],
        )
        combined = [(group, member) for group, members in indicator.combine.items() for member in members]
        append(
            con, "category_groups", [(indicator.id, member, indicator.category, group) for group, member in combined]
        )
    con.execute(files("pipelines.indicators").joinpath("cells.sql").read_text(encoding="utf-8"))
