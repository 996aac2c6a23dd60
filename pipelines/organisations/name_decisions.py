"""What have people decided about names? Rows of decisions/organisations.csv; the last one on a name counts."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from pipelines.organisations.names import decision_key
from pipelines.workspace import WorkspaceError

COLUMNS = ("decided_on", "decided_by", "name", "organisation_id", "reason")
# Decided: this is no organisation that counts, so that it is not suggested again.
NO_ORGANISATION = "-"
FORMULA_SIGNS = ("=", "+", "-", "@")
NO_ORGANISATION_WORDS = {"-", "–", "none", "no organisation"}


def read_decisions(files: Iterable[Path]) -> dict[str, str]:
    """Names that a person has decided, with the organisation's id; the last row on a name counts.

    An empty organisation_id takes a decision back; `-` (or `none`) says that the name is no organisation.
    """
    decided: dict[str, tuple[str, str]] = {}
    for path in files:
        if path.name == "organisations.csv":
            for name, target in _rows(path):
                none = target.casefold() in NO_ORGANISATION_WORDS
                decided[decision_key(name)] = (name, NO_ORGANISATION if none else target)
    return {name: target for name, target in decided.values() if name and target}


def _rows(path: Path) -> Iterable[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            raise WorkspaceError(
                f"decisions/{path.name} lacks the column {sorted(missing)[0]}. It needs: {', '.join(COLUMNS)}."
            )
        for row in reader:
            yield as_decided(row["name"]), as_decided(row["organisation_id"])


def as_decided(cell: str | None) -> str:
    """What a cell says, without the apostrophe that keeps a spreadsheet from taking `=…` or `@…` for a formula."""
    text = (cell or "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS else text
