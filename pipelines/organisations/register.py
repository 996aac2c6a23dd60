"""Which organisations are there? Merges the rows of all partner lists into one register."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.check import add_findings
from pipelines.organisations.locality import locality
from pipelines.organisations.matching import Names
from pipelines.organisations.names import name_key
from pipelines.sources.reading import Finding
from pipelines.workspace import Workspace, WorkspaceError, country_code, slug

DECISION_COLUMNS = ("decided_on", "decided_by", "name", "organisation_id", "reason")
ATTRIBUTES = ("type", "hq_country", "affiliated", "women_led", "refugee_led", "disability_led", "fts_id")


@dataclass
class RegisterRow:
    """One row of one partner list."""

    file: str
    sheet: str
    row: int
    name: str
    organisation_id: str | None
    acronym: str | None
    other_names: tuple[str, ...]
    email_domains: tuple[str, ...]
    updated_on: str
    attributes: dict[str, Any]


@dataclass
class Organisation:
    """One organisation with everything the partner lists say about it."""

    organisation_id: str
    name: str
    rows: list[RegisterRow] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """What identifies it, for matching."""
        return Names(
            self.organisation_id,
            self.name,
            tuple(sorted({row.acronym for row in self.rows if row.acronym})),
            tuple(sorted({name for row in self.rows for name in (row.name, *row.other_names)} - {self.name})),
            tuple(sorted({domain for row in self.rows for domain in row.email_domains})),
        )


def read_decisions(files: Iterable[Path]) -> dict[str, str]:
    """Names that a person has decided, from `decisions/organisations.csv`; the last row on a name counts.

    An empty organisation_id takes a decision back.
    """
    decisions: dict[str, str] = {}
    for path in files:
        if path.name != "organisations.csv":
            continue
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            if missing := set(DECISION_COLUMNS) - set(reader.fieldnames or ()):
                raise WorkspaceError(
                    f"decisions/{path.name} lacks the column {sorted(missing)[0]}. It needs: {', '.join(DECISION_COLUMNS)}."
                )
            for row in reader:
                decisions[row["name"].strip()] = (row["organisation_id"] or "").strip()
    return {name: target for name, target in decisions.items() if name and target}


def build_register(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, decisions: dict[str, str]
) -> list[Organisation]:
    """Merge the register rows of every file and judge locality. Reports contradictions as findings."""
    rows = _rows(con)
    organisations = [_merge(group, decisions) for group in _same_organisation(rows, decisions)]
    _make_ids_unique(organisations)
    known = {organisation.organisation_id for organisation in organisations}
    for name, target in decisions.items():
        if target not in known and known:
            raise WorkspaceError(
                f"decisions/organisations.csv: “{name}” is decided to be {target!r}, but no partner list holds that organisation. "
                "Correct the id, or add the organisation to a partner list."
            )
    for organisation in organisations:
        _settle(con, organisation, workspace)
    return sorted(organisations, key=lambda organisation: organisation.organisation_id)


def _rows(con: duckdb.DuckDBPyConnection) -> list[RegisterRow]:
    found = con.execute(
        'select file, sheet, "row", name, organisation_id, acronym, other_names, email_domains,'
        " coalesce(cast(updated_on as varchar), ''), type, hq_country, affiliated, women_led, refugee_led, disability_led, fts_id"
        ' from typed.organisations order by name, file, sheet, "row"'
    ).fetchall()
    return [
        RegisterRow(
            file, sheet, row, name, organisation_id, acronym, _several(other_names), _several(email_domains), updated_on,
            dict(zip(ATTRIBUTES, attributes, strict=True)),
        )
        for file, sheet, row, name, organisation_id, acronym, other_names, email_domains, updated_on, *attributes in found
    ]  # fmt: skip


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _same_organisation(rows: list[RegisterRow], decisions: dict[str, str]) -> list[list[RegisterRow]]:
    """Group rows that share an id, a name, an other name, or a decision. Acronyms prove nothing."""
    decided = {name_key(name): target for name, target in decisions.items()}
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        leader.setdefault(key, key)
        while leader[key] != key:
            key = leader[key]
        return key

    def keys(row: RegisterRow) -> list[str]:
        names = [name_key(name) or name for name in (row.name, *row.other_names)]
        ids = [row.organisation_id or slug(row.name), *(decided[name] for name in names if name in decided)]
        return [*(f"name {name}" for name in names), *(f"id {id_}" for id_ in ids)]

    for row in rows:
        first, *others = (find(key) for key in keys(row))
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in rows:
        groups[find(keys(row)[0])].append(row)
    return list(groups.values())


def _merge(rows: list[RegisterRow], decisions: dict[str, str]) -> Organisation:
    """One organisation from its rows. Its name is one that no row calls an "other name" and no decision gave away."""
    demoted = {name_key(name) for row in rows for name in row.other_names} | {name_key(name) for name in decisions}
    names = sorted({row.name for row in rows}, key=lambda name: (name_key(name) in demoted, name_key(name), name))
    ids = sorted({row.organisation_id for row in rows if row.organisation_id})
    return Organisation(ids[0] if ids else slug(names[0]), names[0], rows)


def _make_ids_unique(organisations: list[Organisation]) -> None:
    taken: set[str] = set()
    for organisation in sorted(organisations, key=lambda o: (o.organisation_id, o.name)):
        base, number = organisation.organisation_id, 2
        while organisation.organisation_id in taken:
            organisation.organisation_id = f"{base}-{number}"
            number += 1
        taken.add(organisation.organisation_id)


def _settle(con: duckdb.DuckDBPyConnection, organisation: Organisation, workspace: Workspace) -> None:
    """One value an attribute: the row updated last wins; a contradiction is reported."""
    for attribute in ATTRIBUTES:
        said = [
            (row.updated_on, str(row.attributes[attribute]), row)
            for row in organisation.rows
            if row.attributes[attribute] is not None
        ]
        if not said:
            organisation.attributes[attribute] = None
            continue
        newest = max(updated_on for updated_on, _, _ in said)
        chosen = min((text, index) for index, (updated_on, text, _) in enumerate(said) if updated_on == newest)[1]
        organisation.attributes[attribute] = said[chosen][2].attributes[attribute]
        for _, text, row in said:
            if text != said[chosen][1]:
                add_findings(
                    con,
                    row.file,
                    [_contradiction(organisation, attribute, text, said[chosen][1], row, said[chosen][2])],
                )
    hq = organisation.attributes["hq_country"]
    organisation.attributes["hq_country"] = country_code(hq, workspace) if hq else None
    if hq and organisation.attributes["hq_country"] is None:
        row = organisation.rows[0]
        add_findings(con, row.file, [_unknown_country(row, hq)])
    judged = locality(
        organisation.attributes["type"] or "unknown",
        organisation.attributes["hq_country"],
        organisation.attributes["affiliated"],
        workspace["response.country"] or None,
    )
    organisation.attributes |= {"locality": judged.code, "locality_basis": judged.basis}


def _contradiction(
    organisation: Organisation, attribute: str, text: str, used: str, row: RegisterRow, other: RegisterRow
) -> Finding:
    return Finding(
        row.sheet, row.row, attribute, text, "contradiction", "warning",
        f"{organisation.name}: {attribute} is “{text}” here but “{used}” in {other.file} row {other.row}; “{used}” was used.",
        "Make the partner lists agree.",
    )  # fmt: skip


def _unknown_country(row: RegisterRow, text: str) -> Finding:
    return Finding(
        row.sheet, row.row, "hq_country", text, "country", "warning",
        f"Headquarters country “{text}” is not a country name or code known here, so {row.name} stays unclassified.",
        "Write the country's English name or its three-letter ISO code.",
    )  # fmt: skip
