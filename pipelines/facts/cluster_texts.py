"""Which cluster does each staged row belong to? A cluster nobody knows quarantines the row."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipelines.bulk import append
from pipelines.contracts.check import add_findings
from pipelines.contracts.columns import Contract
from pipelines.organisations.clusters import Clusters
from pipelines.sources.reading import Finding
from pipelines.workspace import Cluster, Workspace

# Staged tables whose clusters, where workspace.toml names none, are the workspace's.
DEFINING = ("memberships", "meetings", "survey_responses", "ccpm_responses")


def find_clusters(con: duckdb.DuckDBPyConnection, workspace: Workspace, contracts: Iterable[Contract]) -> Clusters:
    """The workspace's clusters; one for everything where rows are there but no cluster is named anywhere.

    Logs name the clusters only where nothing else does: a slip of the pen in one of them must not found a cluster.
    """
    logs = [c.table for c in contracts if c.cluster in ("needed", "if_stated") and c.table not in DEFINING]
    clusters = Clusters(workspace, _texts(con, DEFINING) or _texts(con, logs))
    if not clusters.all and any(contract.cluster == "needed" for contract in contracts):
        clusters.all = (Cluster("cluster", workspace["response.name"]),)
    return clusters


def _texts(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> list[str]:
    """Every text that stands for a cluster in these staged tables."""
    listed = " union ".join(f'select cluster from staged."{table}"' for table in tables)
    return [text for (text,) in con.execute(listed).fetchall() if text] if listed else []


def place_rows(con: duckdb.DuckDBPyConnection, clusters: Clusters, contracts: Iterable[Contract]) -> None:
    """Make `cluster_of(file, sheet, text, cluster_id)`, and report texts that name no cluster."""
    con.execute("create table cluster_of (file varchar, sheet varchar, text varchar, cluster_id varchar)")
    placed: dict[tuple[str, str, str], str | None] = {}
    for contract in (contract for contract in contracts if contract.cluster):
        texts = con.execute(
            f"select distinct file, sheet, coalesce(cluster, '') from staged.{contract.table}"
        ).fetchall()
        for file, sheet, text in texts:
            cluster_id = clusters.named(text) if text else _from_surroundings(clusters, file, sheet)
            placed[file, sheet, text] = cluster_id
            if cluster_id is None and _is_wrong(contract, text):
                _report(con, clusters, contract.table, file, sheet, text)
    append(con, "cluster_of", [(*place, cluster_id) for place, cluster_id in placed.items()])


def _is_wrong(contract: Contract, text: str) -> bool:
    """Whether a row may not stay without a cluster. A meeting may: its title can still tell."""
    if contract.cluster == "needed":
        return bool(text) or contract.table != "meetings"
    return contract.cluster == "if_stated" and bool(text)


def _from_surroundings(clusters: Clusters, file: str, sheet: str) -> str | None:
    return clusters.mentioned(sheet) or clusters.mentioned(file) or clusters.only()


def _report(con: duckdb.DuckDBPyConnection, clusters: Clusters, table: str, file: str, sheet: str, text: str) -> None:
    rows = con.execute(
        f"select distinct \"row\" from staged.{table} where file = ? and sheet = ? and coalesce(cluster, '') = ? order by 1",
        [file, sheet, text],
    ).fetchall()
    names = ", ".join(cluster.name for cluster in clusters.all)
    found = (
        f"“{text}” is not a cluster of this workspace"
        if text
        else "No cluster is named, neither in the row nor in the sheet or file name"
    )
    add_findings(
        con, file,
        [
            Finding(
                sheet, row, "cluster", text, "cluster", "error", f"{found}. Expected one of: {names}.",
                "Correct the cell, or add this spelling to other_names of the cluster in workspace.toml.",
            )
            for (row,) in rows
        ],
    )  # fmt: skip
