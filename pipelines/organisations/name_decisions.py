"""What have people decided about names? Rows of decisions/organisations.csv; the last one on a name counts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipelines.decision_files import decision_rows
from pipelines.organisations.names import decision_key

COLUMNS = ("decided_on", "decided_by", "name", "organisation_id", "reason")
# Decided: this is no organisation that counts, so that it is not suggested again.
NO_ORGANISATION = "-"
NO_ORGANISATION_WORDS = {"-", "–", "none", "no organisation"}


def read_decisions(files: Iterable[Path]) -> dict[str, str]:
    """Names that a person has decided, with the organisation's id; the last row on a name counts.

    An empty organisation_id takes a decision back; `-` (or `none`) says that the name is no organisation.
    """
    decided: dict[str, tuple[str, str]] = {}
    for path in files:
        if path.name == "organisations.csv":
            for _, row in decision_rows(path, COLUMNS):
                name, target = row["name"], row["organisation_id"]
                none = target.casefold() in NO_ORGANISATION_WORDS
                decided[decision_key(name)] = (name, NO_ORGANISATION if none else target)
    return {name: target for name, target in decided.values() if name and target}
