"""From facts to published values: unit rows, cells, numbers with their uncertainty, disclosure control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.data_quality import write_data_quality
from pipelines.disclosure import protect
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.evidence import collect, create_views, make_cells
from pipelines.indicators.values import Cell, Value, compute, differences, gaps, read_cells
from pipelines.organisations.locality import DEFINITIONS, fts_locality
from pipelines.periods import ACTIVITY, buckets, write_buckets
from pipelines.sources.organisation_types import type_code
from pipelines.workspace import Workspace


def publish(con: duckdb.DuckDBPyConnection, workspace: Workspace, build_id: str) -> None:
    """Facts to values: unit rows, cells, numbers with their uncertainty, disclosure control."""
    _, last_day = con.execute(ACTIVITY).fetchall()[0]
    write_buckets(con, buckets(con, workspace), last_day)
    _map_funding_types(con)
    con.execute("create table definition_in_force as select ? as definition", [workspace["locality.definition"]])
    con.execute("create table unit_rows as from facts.evidence limit 0")
    create_views(con)
    con.execute(files("pipelines.indicators").joinpath("quiet_partners.sql").read_text(encoding="utf-8"))
    indicators = list(catalogue().values())
    held = {fact: _clusters_with(con, fact) for fact in sorted({f for i in indicators for f in i.needs})}
    countable = [indicator for indicator in indicators if all(held[fact] for fact in indicator.needs)]
    values = _all_values(con, countable, workspace.settings)
    con.execute("insert into facts.evidence select * from unit_rows")
    write_data_quality(con, workspace)  # before other definitions of local are tried
    values += [*_gaps(con, indicators, values, held), *_under_each_definition(con, countable, workspace)]
    append(con, 'facts."values"', [(*value.row(), build_id) for value in values])
    _write_indicators(con, indicators)


def _map_funding_types(con: duckdb.DuckDBPyConnection) -> None:
    """FTS's words for a recipient's type, old and new, as our types; the sub-type says more where a file has it."""
    con.execute(
        "create table funding_types (type_word varchar, subtype_word varchar, level_word varchar, type varchar, fts_locality varchar)"
    )
    words = con.execute(
        "select distinct destination_type, destination_subtype, destination_level from facts.funding_flows"
    ).fetchall()
    append(
        con,
        "funding_types",
        [
            (type_, subtype, level, _type_of(subtype, type_), fts_locality(subtype, level, type_))
            for type_, subtype, level in words
        ],
    )


def _type_of(*words: str | None) -> str:
    """Our type for the first word that says one: "Uncategorized" says nothing, and gives way to the next."""
    codes = (type_code(word) for word in words if word)
    return next((code for code in codes if code in ORGANISATION_TYPES and code != "unknown"), "unknown")


def _all_values(
    con: duckdb.DuckDBPyConnection, indicators: list[Indicator], settings: Mapping[str, Any]
) -> list[Value]:
    """Unit rows, cells, values."""
    _collect_all(con, indicators)
    make_cells(con, indicators)
    return _computed(indicators, read_cells(con), settings)


def _collect_all(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    for indicator in (i for i in indicators if i.sql):
        collect(con, indicator)


def _computed(indicators: list[Indicator], cells: list[Cell], settings: Mapping[str, Any]) -> list[Value]:
    values: dict[str, list[Value]] = {}
    for indicator in (i for i in indicators if i.sql):
        found = compute(indicator, [cell for cell in cells if cell.indicator == indicator.id], settings)
        values[indicator.id] = protect(found, settings["thresholds.minimum_group"]) if indicator.opinion else found
    for indicator in (i for i in indicators if not i.sql):
        values[indicator.id] = differences(indicator, values.get(indicator.difference["of"], []), settings)
    return [value for found in values.values() for value in found]


def _under_each_definition(
    con: duckdb.DuckDBPyConnection, indicators: list[Indicator], workspace: Workspace
) -> list[Value]:
    """The figures that depend on who is called local, under each definition: as groups of the grouping `definition`.

    Their unit rows replace those of the definition in force.
    """
    chosen = {indicator.id for indicator in indicators if indicator.localisation}
    bases = {indicator.difference["of"] for indicator in indicators if indicator.localisation and indicator.difference}
    needed = [indicator for indicator in indicators if indicator.id in chosen | bases]
    variants = {definition: [_under(indicator, definition) for indicator in needed] for definition in DEFINITIONS}
    con.execute("delete from unit_rows")
    for definition, indicators_under in variants.items():
        con.execute("update definition_in_force set definition = ?", [definition])
        _collect_all(con, indicators_under)
    make_cells(con, [indicator for indicators_under in variants.values() for indicator in indicators_under])
    cells = [cell for cell in read_cells(con) if cell.group_by in ("all", "locality")]
    found = []
    for definition, indicators_under in variants.items():
        settings = {**workspace.settings, "locality.definition": definition}
        for value in _computed(indicators_under, cells, settings):
            name = value.cell.indicator.partition("@")[0]
            if value.cell.group_by == "all" and name in chosen:
                cell = replace(value.cell, indicator=name, group_by="definition", group=definition)
                found.append(replace(value, cell=cell))
    return found


def _under(indicator: Indicator, definition: str) -> Indicator:
    """The indicator under one definition of local, by a name of its own: `direct_local_funding_share@non_state`."""
    difference = dict(indicator.difference)
    if difference:
        difference["of"] = f"{difference['of']}@{definition}"
    return replace(indicator, id=f"{indicator.id}@{definition}", difference=difference)


def _gaps(
    con: duckdb.DuckDBPyConnection, indicators: list[Indicator], present: list[Value], held: Mapping[str, set[str]]
) -> list[Value]:
    last = con.execute(
        "select grain, max_by(struct_pack(s := period_start, e := period_end, p := partial), period_start) from buckets group by grain"
    ).fetchall()
    today = dt.datetime.now(dt.UTC).date()
    latest = {grain: Cell("", "", grain, when["s"], when["e"], when["p"], "all", "all") for grain, when in last}
    for grain in ("period", "month", "year", "span"):
        latest.setdefault(grain, Cell("", "", grain, today, today, True, "all", "all"))
    clusters = [cluster for (cluster,) in con.execute("select cluster_id from facts.clusters order by 1").fetchall()]

    def filled(fact: str, cluster: str) -> bool:
        return bool(held[fact]) if cluster == "all" else cluster in held[fact]

    return gaps(indicators, present, clusters, latest, filled)


def _clusters_with(con: duckdb.DuckDBPyConnection, fact: str) -> set[str]:
    """The clusters a fact has rows for; money has no cluster of its own, so that any row will do."""
    match fact:
        case "attendance":
            query = "select distinct cluster_id from facts.meetings where has_attendance"
        case "survey_answers":
            query = "select distinct cluster_id from facts.survey_responses"
        case _:
            query = f"select distinct cluster_id from facts.{fact}"
    return {cluster or "" for (cluster,) in con.execute(query).fetchall()}


def _write_indicators(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    rows = [
        (
            i.id, i.position, i.title, i.question, i.principle, i.lens, i.kind, i.unit, i.direction, i.numerator,
            i.denominator, i.frame, ",".join(i.audiences), i.thresholds, i.known_bias, i.when_weak,
            ",".join(i.needs), i.definition,
        )
        for i in indicators
    ]  # fmt: skip
    append(con, "facts.indicators", rows)
