"""From facts to published values: unit rows, cells, numbers with their uncertainty, disclosure control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

import duckdb

from pipelines.analyses.all import write_analyses
from pipelines.bulk import append
from pipelines.data_quality import write_data_quality
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Cell, Value
from pipelines.indicators.collection import Collection
from pipelines.indicators.derived import differences, effects
from pipelines.indicators.distributions import distributions
from pipelines.indicators.evidence import put_in_force
from pipelines.indicators.gaps import gaps
from pipelines.indicators.inputs import Inputs
from pipelines.indicators.stretches import Stretches
from pipelines.organisations.locality import DEFINITIONS
from pipelines.pointer import current_build
from pipelines.preparing import prepare
from pipelines.reference_lists import write_references
from pipelines.scores_and_statements import protect_together
from pipelines.successive import read_shown, withhold, write_shown
from pipelines.workspace import Workspace, WorkspaceError, deciding

Values = dict[str, list[Value]]
TWO_DEFINITIONS = "two definitions side by side would tell of the few organisations they differ by"


def publish(con: duckdb.DuckDBPyConnection, workspace: Workspace, build_id: str) -> None:
    """Facts to values: unit rows, cells, numbers with their uncertainty, disclosure control."""
    prepare(con, workspace)
    con.execute(files("pipelines.indicators").joinpath("quiet_partners.sql").read_text(encoding="utf-8"))
    indicators = list(catalogue().values())
    held = clusters_with(con, indicators)
    countable = computable(indicators, held, workspace)
    inputs = Inputs(con)
    values = all_values(con, countable, workspace.settings, inputs)
    con.execute("insert into facts.evidence select * from unit_rows")
    write_analyses(con, values, workspace)
    settings = deciding(workspace.settings)
    told = (row for i in countable for row in distributions(i, values.get(i.id, ()), settings))
    append(con, "facts.distributions", told)
    write_data_quality(con, workspace)  # before other definitions of local are tried
    rows = [value for found in values.values() for value in found]
    rows += _gaps(con, indicators, rows, held, workspace)
    rows += _under_each_definition(con, countable, values, workspace, inputs)
    rows, shown = withhold(
        rows, read_shown(current_build(workspace.build_folder)), workspace["thresholds.minimum_group"]
    )
    write_shown(con, shown)
    append(con, 'facts."values"', [(*value.row(), build_id) for value in rows])
    write_indicators(con, indicators)


def clusters_with(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> dict[str, set[str]]:
    """For each fact an indicator needs, the clusters it has rows for; a fact without clusters counts for any."""
    facts = sorted({fact for indicator in indicators for need in indicator.needs for fact in need.split("|")})
    return {fact: _clusters_of(con, fact) for fact in facts}


def _clusters_of(con: duckdb.DuckDBPyConnection, fact: str) -> set[str]:
    match fact:
        case "attendance":
            query = "select distinct cluster_id from facts.meetings where has_attendance"
        case "survey_answers" | "survey_reasons" | "survey_benefits":
            query = f"select distinct cluster_id from facts.{fact} join facts.survey_responses using (response_id)"
        case "ccpm_answers":
            query = "select distinct cluster_id from facts.ccpm_responses"
        case "organisations":
            query = "select distinct cluster_id from facts.clusters where exists (from facts.organisations)"
        case "subgrant_totals":
            query = "select distinct cluster_id from facts.clusters where exists (from facts.subgrant_totals where in_scope)"
        case "funding_flows" | "allocations" | "presence":
            query = f"select distinct cluster_id from facts.{fact} where in_scope"
        case "working_languages":
            query = "select distinct cluster_id from facts.clusters where exists (from working_languages)"
        case _:
            query = f"select distinct cluster_id from facts.{fact}"
    return {cluster or "" for (cluster,) in con.execute(query).fetchall()}


def computable(indicators: Iterable[Indicator], held: Mapping[str, set[str]], workspace: Workspace) -> list[Indicator]:
    """The indicators whose facts, or those of a part, are there and which nobody switched off."""
    off = set(workspace["indicators.off"])
    if unknown := off - catalogue().keys():
        raise WorkspaceError(
            f"workspace.toml: indicators.off names {sorted(unknown)[0]!r}, which is no indicator. "
            "`python -m pipelines catalogue` lists all."
        )
    there = [
        indicator
        for indicator in indicators
        if indicator.main not in off and all(any(held[fact] for fact in need.split("|")) for need in indicator.needs)
    ]
    # A part may need less than its whole, and comes from the statement of the whole.
    wanted = {indicator.id for indicator in there} | {indicator.main for indicator in there}
    return [indicator for indicator in indicators if indicator.id in wanted]


def all_values(
    con: duckdb.DuckDBPyConnection,
    indicators: list[Indicator],
    settings: Mapping[str, Any],
    inputs: Inputs | None = None,
) -> Values:
    """Unit rows, cells, values, by indicator. `inputs`: what their statements read, where that was looked at already."""
    collection = Collection(con, inputs or Inputs(con))
    collection.add(indicators)
    collection.keep()
    stretches = Stretches(con)
    own = stretches.values((one, settings) for one in indicators if not (one.difference or one.effect))
    return _with_derived(indicators, own, settings)


def _with_derived(indicators: Iterable[Indicator], own: Values, settings: Mapping[str, Any]) -> Values:
    """With the values that follow from others; of every indicator, in the order of the list."""
    values = {one.id: own[one.id] for one in indicators if one.id in own}
    values |= protect_together(values, settings["thresholds.minimum_group"])
    for indicator in (i for i in indicators if i.difference):
        values[indicator.id] = differences(indicator, values, settings)
    for indicator in (i for i in indicators if i.effect):
        values[indicator.id] = effects(indicator, values, settings)
    return values


def _under_each_definition(
    con: duckdb.DuckDBPyConnection, indicators: list[Indicator], values: Values, workspace: Workspace, inputs: Inputs
) -> list[Value]:
    """The figures that depend on who is called local, under each definition: as groups of the grouping `definition`.

    Their unit rows replace those of the definition in force. Two definitions that differ by one organisation
    would give it away: so opinions are left out, and conduct is for the team alone.
    """
    chosen = {i.id for i in indicators if i.localisation and i.disclosure != "opinion"}
    bases = {base for i in indicators if i.id in chosen for base in bases_of(i)}
    needed = [i for i in indicators if i.id in chosen | bases or i.main in chosen | bases]
    alike = _alike(con, workspace["locality.definition"])
    silent = [] if "fts_subtype" in alike or _fts_says_something(con) else ["fts_subtype"]
    variants = {name: [_under(i, name) for i in needed] for name in DEFINITIONS if name not in [*alike, *silent]}
    collection = Collection(con, inputs)
    for definition, indicators_under in variants.items():
        put_in_force(con, definition)
        collection.add(indicators_under)
    collection.keep()
    settings = {name: {**workspace.settings, "locality.definition": name} for name in variants}
    asked = [(one, settings[name]) for name, under in variants.items() for one in under if not one.difference]
    # The other groups do not depend on who is local.
    own = Stretches(con).values(asked, lambda cell: cell.group_by in ("all", "locality", "type"))
    own_values = [value for name in chosen for value in values.get(name, ())]
    found = [_defined(value, definition) for definition in alike for value in own_values]
    found += [_defined(_unsaid(value), definition) for definition in silent for value in own_values]
    for definition, indicators_under in variants.items():
        for name, computed in _with_derived(indicators_under, own, settings[definition]).items():
            if (main := name.replace(f"@{definition}", "")) in chosen:
                found += [_defined(value, definition, main) for value in computed]
    return sorted(
        (v for v in found if v), key=lambda v: (v.cell.indicator, v.cell.group, v.cell.cluster, v.cell.period_start)
    )


def _alike(con: duckdb.DuckDBPyConnection, in_force: str) -> list[str]:
    """The definition in force, and those that call the same organisations local: their figures are the same.

    FTS's own words are about single flows too, so that definition is like no other.
    """
    query = """
        select definition
        from facts.localities as other
        join (select organisation_id, locality from facts.localities where definition = $in_force) as own
            using (organisation_id)
        where definition = $in_force or 'fts_subtype' not in (definition, $in_force)
        group by definition
        having bool_and(other.locality = own.locality)
    """
    return sorted({in_force, *(name for (name,) in con.execute(query, {"in_force": in_force}).fetchall())})


def _fts_says_something(con: duckdb.DuckDBPyConnection) -> bool:
    query = "select 1 from facts.localities where definition = 'fts_subtype' and locality <> 'unclassified' limit 1"
    return bool(con.execute(query).fetchall() or con.execute("select 1 from facts.funding_flows limit 1").fetchall())


def _unsaid(value: Value) -> Value:
    """Without a number: FTS says of nobody whether it is local."""
    reason = "FTS names none of these organisations, so its words place nobody"
    return Value(value.cell, value.unit, status="not_computable", reason=reason)


def _defined(value: Value, definition: str, indicator: str = "") -> Value | None:
    """A headline as the group of the grouping `definition`; None for all other groups."""
    if value.cell.group_by != "all":
        return None
    name = indicator or value.cell.indicator
    cell = replace(value.cell, indicator=name, group_by="definition", group=definition)
    return replace(value, cell=cell, outside=None if catalogue()[name].disclosure == "open" else TWO_DEFINITIONS)


def bases_of(indicator: Indicator) -> list[str]:
    """The indicators a derived one is computed from."""
    rule = indicator.difference
    return [rule[key] for key in ("of", "minus_of") if key in rule] + list(indicator.effect.get("of", ()))


def _under(indicator: Indicator, definition: str) -> Indicator:
    """The indicator under one definition of local, by a name of its own: `direct_local_funding_share@non_state`."""

    def renamed(id_: str) -> str:
        main, dot, part = id_.partition(".")
        return f"{main}@{definition}{dot}{part}"

    difference = {
        key: renamed(value) if key in ("of", "minus_of") else value for key, value in indicator.difference.items()
    }
    # What is for the team alone needs no protection from it.
    disclosure = "open" if indicator.disclosure == "conduct" else indicator.disclosure
    return replace(indicator, id=renamed(indicator.id), difference=difference, disclosure=disclosure)


def _gaps(
    con: duckdb.DuckDBPyConnection,
    indicators: list[Indicator],
    present: list[Value],
    held: Mapping[str, set[str]],
    workspace: Workspace,
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

    return gaps(indicators, present, clusters, latest, filled, workspace["indicators.off"])


def write_indicators(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    """Keep in the build what every number means."""
    rows = [
        (
            i.id, i.position, i.title, i.question, i.principle, i.lens, i.kind, i.unit, i.direction, i.numerator,
            i.denominator, i.frame, ",".join(i.audiences), i.thresholds, i.known_bias, i.when_weak,
            ",".join(i.needs), i.main if i.part else None, i.disclosure, i.definition, catalogue()[i.main].sql,
        )
        for i in indicators
    ]  # fmt: skip
    append(con, "facts.indicators", rows)
    write_references(con)
