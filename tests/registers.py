"""What register does a folder of lists give? Small partner and public lists in, facts out. Shared by the register's tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pipelines.build import load
from pipelines.workspace import open_workspace
from tests.workspaces import TOML, write_csv

HEADINGS = {
    "name": "Organisation", "acronym": "Acronym", "other": "Other names", "former": "Former names",
    "fr": "Name in French", "ar": "Name in Arabic", "type": "Type", "hq": "HQ country", "affiliated": "Affiliated",
    "affiliated_to": "Affiliated to", "women": "Women-led", "source": "Who says so", "said_on": "Said on",
    "fts": "FTS id", "id": "Organisation id", "cluster": "Cluster", "level": "Level", "joined": "Joined", "updated": "Updated",
}  # fmt: skip


def write_list(folder: Path, rows: Sequence[Mapping[str, str]], name: str = "partners.csv") -> None:
    """A partner list: each row says what it says, the rest is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "workspace.toml").exists():
        (folder / "workspace.toml").write_text(TOML, encoding="utf-8")
    cells = [[{"cluster": "WASH", **row}.get(field, "") for field in HEADINGS] for row in rows]
    write_csv(folder / name, list(HEADINGS.values()), cells)


def write_map(folder: Path, rows: Sequence[Sequence[str]], name: str = "map.csv") -> None:
    """A public map: (country, spelling, canonical name, acronym, type code)."""
    write_csv(folder / name, ("Country Code", "Lookup", "Canonical Name", "Acronym", "Type Code"), rows)


def write_recipients(folder: Path, rows: Sequence[Sequence[str]], name: str = "recipients.csv") -> None:
    """A public list of FTS recipients: (name, type, NGO type, id)."""
    headings = ("Recipient", "destination_orgtype", "destination_ngotype", "destinationObjects_Organization.id")
    write_csv(folder / name, headings, rows)


def decide(folder: Path, *rows: tuple[str, str]) -> None:
    """Decisions: (name, organisation id)."""
    headings = ("decided_on", "decided_by", "name", "organisation_id", "reason")
    cells = [("2026-01-01", "a person", name, target, "known") for name, target in rows]
    write_csv(folder / "decisions" / "organisations.csv", headings, cells)


@contextmanager
def facts_of(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The facts of a folder, in memory; `found` holds the findings."""
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as facts")
        con.execute("use facts")
        for tables in sorted(files("pipelines.schema").iterdir(), key=lambda entry: entry.name):
            if tables.name.endswith(".sql"):
                con.execute(tables.read_text(encoding="utf-8"))
        con.execute("use memory")
        load(con, open_workspace(folder))
        yield con


def organisations(folder: Path, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of the register's organisations, by id."""
    with facts_of(folder) as con:
        return con.execute(f"select {', '.join(columns)} from facts.organisations order by organisation_id").fetchall()


def rules(folder: Path) -> list[tuple[str, str]]:
    """(rule, message) of every finding about a register."""
    with facts_of(folder) as con:
        return con.execute("select rule, message from found order by all").fetchall()
