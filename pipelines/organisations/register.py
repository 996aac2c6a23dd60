"""Which organisations are there? One register from the rows of all partner lists and public lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from pipelines.contracts.check import add_findings
from pipelines.organisations.attributes import settle
from pipelines.organisations.grouping import (
    WORLDWIDE,
    Decided,
    Group,
    derived_id,
    group_rows,
    id_of,
    own_former_names,
)
from pipelines.organisations.matching import Names
from pipelines.organisations.name_decisions import NO_ORGANISATION
from pipelines.organisations.names import decision_key, name_key
from pipelines.organisations.register_rows import RegisterRow, register_rows
from pipelines.sources.reading import Finding
from pipelines.workspace import Workspace, WorkspaceError


@dataclass(frozen=True)
class ListedName:
    """A name of an organisation as a list has it. `kind`: name, acronym, other or former."""

    name: str
    kind: str
    language: str | None = None


@dataclass
class Organisation:
    """One organisation with everything the lists say about it."""

    organisation_id: str
    name: str
    rows: list[RegisterRow]
    former_names: tuple[str, ...] = ()
    decided_away: frozenset[str] = frozenset()
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def partner(self) -> bool:
        """Whether a partner list names it; else only a public list does."""
        return any(row.partner for row in self.rows)

    @property
    def fts_ids(self) -> list[str]:
        """Its ids in FTS, where one organisation may have several."""
        return sorted({fts_id for row in self.rows for fts_id in row.fts_ids})

    # These two are asked for when nothing of the organisation changes any more.
    @cached_property
    def listed_names(self) -> list[ListedName]:
        """Every name a list gives it, but for those a person decided to be another's."""
        found = {ListedName(self.name, "name"): None}
        for row in self.rows:
            found |= {ListedName(row.name, "name" if row.name == self.name else "other"): None}
            found |= {ListedName(name, "name", language): None for language, name in row.translations}
            found |= {ListedName(name, "other"): None for name in row.other_names}
            found |= {ListedName(row.acronym, "acronym"): None} if row.acronym else {}
        found |= {ListedName(name, "former"): None for name in self.former_names}
        kept = (listed for listed in found if decision_key(listed.name) not in self.decided_away)
        order = ("name", "acronym", "other", "former")
        return sorted(kept, key=lambda listed: (order.index(listed.kind), listed.language or "", listed.name))

    @cached_property
    def names(self) -> Names:
        """What identifies it, for matching."""
        listed = self.listed_names
        others = (entry.name for entry in listed if entry.kind != "acronym" and entry.name != self.name)
        return Names(
            self.organisation_id,
            self.name,
            tuple(entry.name for entry in listed if entry.kind == "acronym"),
            tuple(dict.fromkeys(others)),
            tuple(sorted({domain for row in self.rows for domain in row.email_domains})),
            tuple(sorted({id_of(row) for row in self.rows} - {self.organisation_id})),
            self.partner,
            self.partner or self.attributes.get("type") in WORLDWIDE,
        )


def build_register(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, decisions: Mapping[str, str]
) -> list[Organisation]:
    """Merge the rows of every list into organisations. Reports contradictions as findings.

    The id of an organisation is the one a partner list gives it, else its oldest former name in small letters, else its
    name in small letters. So a partner that takes a new name keeps its id, and with it every decision, as long as its
    list tells the old name (several: the oldest first). Where every name of it was decided, the decided id stands.
    """
    decided = {decision_key(name): target for name, target in decisions.items()}
    rows = [row for row in register_rows(con, workspace) if not _is_set_aside(con, row, decided)]
    targets = {name: target for name, target in decided.items() if target != NO_ORGANISATION}
    groups = group_rows(rows, targets)
    organisations = [
        _organisation(group, former, decided)
        for group, former in zip(groups, own_former_names(groups), strict=True)
    ]  # fmt: skip
    _make_ids_unique(organisations)
    _check_targets(decisions, organisations)
    for organisation in organisations:
        organisation.attributes = settle(con, organisation.name, organisation.rows)
    _report_shared_fts_ids(con, organisations)
    return sorted(organisations, key=lambda organisation: organisation.organisation_id)


def _is_set_aside(con: duckdb.DuckDBPyConnection, row: RegisterRow, decided: Decided) -> bool:
    """Whether a person decided that this name is no organisation that counts; said on partner lists."""
    if decided.get(decision_key(row.name)) != NO_ORGANISATION:
        return False
    if row.partner:
        add_findings(con, row.file, [_set_aside(row)])
    return True


def _organisation(rows: Group, former: Sequence[str], decided: Decided) -> Organisation:
    """One organisation from its rows; of several names and ids always the same ones, whatever the order of files."""
    ours = [row for row in rows if row.partner] or rows
    undecided = [row for row in ours if decision_key(row.name) not in decided]
    older = {name_key(name) for row in ours for name in (*row.other_names, *row.former_names)}
    name = min(
        {row.name for row in undecided or ours}, key=lambda name: (name_key(name) in older, name_key(name), name)
    )
    given = sorted({row.organisation_id for row in undecided if row.organisation_id})
    derived = [derived_id(text) for text in (*former, name)]
    targets = sorted({decided[decision_key(row.name)] for row in ours if row not in undecided})
    organisation_id = (given or derived if undecided else targets)[0]
    own_ids = {organisation_id, *given, *derived, *targets, *(id_of(row) for row in rows)}
    names_of_others = frozenset(key for key, target in decided.items() if target not in own_ids)
    return Organisation(organisation_id, name, list(rows), tuple(former), names_of_others)


def _make_ids_unique(organisations: Iterable[Organisation]) -> None:
    """Number ids that two organisations have; those of partners and those a list gives come first."""
    taken: set[str] = set()

    def order(organisation: Organisation) -> tuple[bool, bool, str, str]:
        given = any(row.organisation_id == organisation.organisation_id for row in organisation.rows)
        return (not organisation.partner, not given, organisation.organisation_id, organisation.name)

    for organisation in sorted(organisations, key=order):
        base, number = organisation.organisation_id, 2
        while organisation.organisation_id in taken:
            organisation.organisation_id = f"{base}-{number}"
            number += 1
        taken.add(organisation.organisation_id)


def _check_targets(decisions: Mapping[str, str], organisations: Sequence[Organisation]) -> None:
    """Refuse a decision for an organisation that is on no list; without any list there is nothing to check against."""
    known = {id_ for o in organisations for id_ in (o.organisation_id, *(id_of(row) for row in o.rows))}
    for name, target in decisions.items():
        if known and target != NO_ORGANISATION and target not in known:
            raise WorkspaceError(
                f"decisions/organisations.csv: “{name}” is decided to be {target!r}, but no partner list holds that organisation, nor any public list. "
                "Correct the id, or add the organisation to a partner list."
            )


def _report_shared_fts_ids(con: duckdb.DuckDBPyConnection, organisations: Sequence[Organisation]) -> None:
    owners = fts_owners(organisations)
    for organisation in (organisation for organisation in organisations if organisation.partner):
        for row in organisation.rows:
            for fts_id in row.fts_ids if row.partner else ():
                others = [other.name for other in owners[fts_id] if other is not organisation and other.partner]
                if others:
                    add_findings(con, row.file, [_shared_fts_id(row, fts_id, others)])


def fts_owners(organisations: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    """Who has each FTS id: the partners that have it, else the others."""
    owners: dict[str, list[Organisation]] = {}
    for organisation in organisations:
        for fts_id in organisation.fts_ids:
            owners.setdefault(fts_id, []).append(organisation)
    return {fts_id: [o for o in found if o.partner] or found for fts_id, found in owners.items()}


def _set_aside(row: RegisterRow) -> Finding:
    return Finding(
        row.sheet, row.row, "name", row.name, "decided_no_organisation", "info",
        f"“{row.name}” was left out: decisions/organisations.csv says that it is no organisation that counts.",
        "To count it, take the decision back with a new row that leaves organisation_id empty.",
    )  # fmt: skip


def _shared_fts_id(row: RegisterRow, fts_id: str, others: Sequence[str]) -> Finding:
    return Finding(
        row.sheet, row.row, "fts_id", fts_id, "shared_fts_id", "warning",
        f"{row.name} has the FTS id {fts_id}, but so has {' and '.join(others)}; flows with that id count for neither by id.",
        "Correct the id on one of the lists.",
    )  # fmt: skip
