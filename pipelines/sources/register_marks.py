"""Which columns of a register stand for one cluster each, with a mark where the organisation is a member?"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipelines.organisations.clusters import WORDS, Clusters
from pipelines.sources.columns import Numbered
from pipelines.sources.marks import presence
from pipelines.sources.reading import Finding
from pipelines.sources.sheets import Sheet
from pipelines.sources.words import MEMBERSHIP_LEVEL, answer, code
from pipelines.workspace import Workspace

FEWEST = 2  # one such column may mean something else


def cluster_columns(headings: Sequence[str], fields: Mapping[str, int], rows: Numbered) -> dict[int, str]:
    """The columns (position: heading) headed by a cluster's usual name and filled with marks."""
    named = {column: heading for column, heading in enumerate(headings) if heading and _usual_clusters().named(heading)}
    if len(named) < FEWEST:  # told from the headings alone: most tables are long, and no register
        return {}
    marked = _marked_columns(headings, fields, rows)
    found = {column: heading for column, heading in named.items() if column in marked}
    return found if len(found) >= FEWEST else {}


def marked_clusters(cells: Sequence[str], columns: Mapping[int, str]) -> list[tuple[str, str]]:
    """The clusters a row marks, with the level its mark says; no level where it only says yes."""
    marks = [(heading, cells[column]) for column, heading in columns.items() if column < len(cells)]
    return [(heading, _level(mark)) for heading, mark in marks if not _is_absent(mark)]


def unread_marks(
    sheet: Sheet, header: int, fields: Mapping[str, int], rows: Numbered, columns: Mapping[int, str]
) -> list[Finding]:
    """What to say of marks beside those of clusters, under headings that name no cluster."""
    marked = _marked_columns(sheet.rows[header], fields, rows) if columns else {}
    others = [heading for column, heading in marked.items() if column not in columns]
    if not others:
        return []
    return [
        Finding(
            sheet.name, header + 1, "", ", ".join(others), "marks_not_read", "info",
            f"{len(others)} columns hold marks like those of the clusters, but their headings name no cluster: {', '.join(others)}.",
            "If one is a cluster, write its usual name into the heading, such as WASH or Food Security.",
        )
    ]  # fmt: skip


def _marked_columns(headings: Sequence[str], fields: Mapping[str, int], rows: Numbered) -> dict[int, str]:
    """Columns that are none of a register's own and hold mostly marks."""
    taken = set(fields.values())
    return {
        column: heading
        for column, heading in enumerate(headings)
        if heading and column not in taken and _holds_marks([cells[column] for _, cells in rows if cells[column]])
    }


def _holds_marks(filled: Sequence[str]) -> bool:
    return bool(filled) and sum(map(_is_mark, filled)) > 0.5 * len(filled)


def _is_mark(text: str) -> bool:
    return _is_absent(text) or answer(text) == "yes" or code(text, MEMBERSHIP_LEVEL) in MEMBERSHIP_LEVEL


def _is_absent(text: str) -> bool:
    return answer(text) == "no" or presence(text) is False


def _level(mark: str) -> str:
    return "" if answer(mark) == "yes" else code(mark, MEMBERSHIP_LEVEL)


@lru_cache(maxsize=1)
def _usual_clusters() -> Clusters:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return Clusters(Workspace.without_settings(), [row["cluster"] for row in csv.DictReader(file)])
