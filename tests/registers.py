"""What register does a folder of lists give? Small partner and public lists in, facts out. Shared by the register's tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.workspaces import TOML, facts, write_csv

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


def organisations(folder: Path, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of the register's organisations, by id."""
    return facts(folder, f"select {', '.join(columns)} from organisations order by organisation_id")


def rules(folder: Path) -> list[tuple[str, str]]:
    """(rule, message) of every finding about a register."""
    return facts(folder, "select rule, message from found order by all")
