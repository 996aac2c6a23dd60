"""How do checked rows become facts? Names find their organisation, texts their cluster, reports their meeting."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files

import duckdb

from pipelines.bulk import append
from pipelines.contracts.check import filled
from pipelines.facts.meetings import link_meetings
from pipelines.facts.organisations import find_organisations
from pipelines.facts.plain import fill_plain
from pipelines.organisations.clusters import Clusters
from pipelines.schema import plain_contracts
from pipelines.staging.counted import settle_counts, write_counted
from pipelines.workspace import Workspace

STATEMENTS = files("pipelines.facts")


def assemble(
    con: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    clusters: Clusters,
    decisions: dict[str, str],
    name_people: Callable[[str], None],
) -> dict[str, str]:
    """Fill every table of `facts` from `typed` and `counted`. `name_people`: see settle_counts.

    Returns the former ids of organisations (see find_organisations).
    """
    _write_clusters(con, clusters)
    former_ids = find_organisations(con, workspace, decisions)
    _match_clusters(con, clusters)
    link_meetings(con, clusters)
    settle_counts(con, name_people)
    _write_facts(con)
    write_counted(con)
    return former_ids


def _write_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Run the statement of every fact that has one, and copy the other staged tables as they are."""
    held = {contract.table for contract in filled(con, "typed")}
    for statement in sorted(entry.name for entry in STATEMENTS.iterdir() if entry.name.endswith(".sql")):
        sql = STATEMENTS.joinpath(statement).read_text(encoding="utf-8")
        if _has_work(sql, held):
            con.execute(sql)
    for contract in plain_contracts():
        if contract.table in held:
            fill_plain(con, contract)


def _has_work(sql: str, held: set[str]) -> bool:
    """Whether a statement has any row to read, or makes something for others. To plan one takes longer than to run it."""
    return "create " in sql or not held.isdisjoint(re.findall(r"\btyped\.(\w+)", sql))


def _write_clusters(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    append(con, "facts.clusters", [(cluster.id, cluster.name, cluster.lead or None) for cluster in clusters.all])


def _match_clusters(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    """Which cluster the texts of money name. A flow that names several belongs to none of them: it is never split."""

    def cluster(text: str) -> str | None:
        return None if "|" in text else clusters.named(text)

    _map_texts(con, "flow_clusters (text varchar, cluster_id varchar)", "funding_flows", "clusters", cluster)
    _map_texts(con, "allocation_clusters (text varchar, cluster_id varchar)", "allocations", "cluster", clusters.named)


def _map_texts(
    con: duckdb.DuckDBPyConnection, mapping: str, table: str, column: str, meaning: Callable[[str], str | None]
) -> None:
    """A table from each distinct text of a column to what it means."""
    con.execute(f"create table {mapping}")
    texts = con.execute(f"select distinct {column} from typed.{table}").fetchall()
    append(con, mapping.split()[0], [(text, meaning(text or "")) for (text,) in texts])
