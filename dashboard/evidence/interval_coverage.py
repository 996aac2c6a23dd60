"""How often does each interval hold the truth? Reads the list that `python -m pipelines.statistics.coverage --write` makes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.languages import N_

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "interval_coverage.csv"
NOT_PUBLISHED = "(not published)"
BIASED = "What happens when those who agree answer more often"
# Titles of the study's tables, and what they are called here.
KINDS = {
    "Share of a membership that says yes": N_("Share of partners"),
    "Median score of a membership": N_("Median of scores"),
    "Mean score of a membership": N_("Mean of scores"),
    "Change between two periods": N_("Change of the same partners"),
    "Cliff's delta between two groups": N_("Difference of two groups"),
}
# How the study's columns about one-sided answers begin and end.
# Short enough to stand beside a number on a phone.
ONE_SIDED = {
    ("share", "1"): N_("Share: all alike"),
    ("share", "2"): N_("Share: twice"),
    ("share", "4"): N_("Share: four times"),
    ("median", "1"): N_("Median: all alike"),
    ("median", "2"): N_("Median: twice"),
    ("median", "4"): N_("Median: four times"),
    ("mean", "1"): N_("Mean: all alike"),
    ("mean", "2"): N_("Mean: twice"),
    ("mean", "4"): N_("Mean: four times"),
}
BOUNDS = "bounds hold, worst of all"


@dataclass(frozen=True)
class Cell:
    """Of 100 surveys of such a membership, how many have an interval that holds the truth; None: there is no interval."""

    table: str
    members: int
    response: int
    answers: int
    column: str
    covered: float | None


@cache
def cells() -> tuple[Cell, ...]:
    """Return every cell of the study whose interval is published. Raises OSError where the list is missing."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return tuple(_cell(row) for row in csv.DictReader(handle) if NOT_PUBLISHED not in row["column"])


def _cell(row: dict[str, str]) -> Cell:
    covered = float(row["covered"]) if row["covered"] else None
    return Cell(
        row["table"], int(row["members"]), int(row["response"]), int(row["answers"]), row["column"], covered
    )  # fmt: skip


def of_table(table: str, members: int = 0, response: int = 0) -> list[float]:
    """Return how often the intervals of a table hold the truth: of one size of membership and response, or of all."""
    return _known(
        cell for cell in cells()
        if cell.table == table and members in (0, cell.members) and response in (0, cell.response)
    )  # fmt: skip


def biased(column: str, members: int = 0, response: int = 0) -> list[float]:
    """Return the same for a column of the table about one-sided answers: 'share, odds 4'."""
    return _known(
        cell for cell in cells()
        if (cell.table, cell.column) == (BIASED, column) and members in (0, cell.members) and response in (0, cell.response)
    )  # fmt: skip


def sizes() -> list[int]:
    """Return the sizes of membership that were studied."""
    return sorted({cell.members for cell in cells()})


def responses() -> list[int]:
    """Return the responses in per cent that were studied, but for everybody."""
    return sorted({cell.response for cell in cells() if cell.response < 100})


def _known(found: Iterable[Cell]) -> list[float]:
    return [cell.covered for cell in found if cell.covered is not None]
