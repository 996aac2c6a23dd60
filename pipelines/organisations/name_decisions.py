"""What have people decided about names? Rows of decisions/organisations.csv; the last one on a name counts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipelines.decision_files import decision_rows
from pipelines.organisations.names import decision_key

COLUMNS = ("decided_on", "decided_by", "name", "organisation_id", "reason")
# Decided: this is no organisation that counts, so that it is not suggested again.
NO_ORGANISATION = "-"
# Decided: this is the name of a person, which must not enter a build.
PERSON = "person"
# How these answers may be written.
WORDS = dict.fromkeys(("-", "–", "none", "no organisation"), NO_ORGANISATION) | dict.fromkeys(
    ("person", "a person"), PERSON
)


def read_decisions(files: Iterable[Path]) -> dict[str, str]:
    """Names that a person has decided, with the organisation's id; the last row on a name counts.

    An empty organisation_id takes a decision back; `-` (or `none`) says that the name is no organisation, `person`
    that it is somebody's own name.
    """
    decided: dict[str, tuple[str, str]] = {}
    for path in files:
        if path.name == "organisations.csv":
            for _, row in decision_rows(path, COLUMNS):
                target = row["organisation_id"]
                decided[decision_key(row["name"])] = (row["name"], WORDS.get(target.casefold(), target))
    return {name: target for name, target in decided.values() if name and target}
