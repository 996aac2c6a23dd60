"""Which answer of a template's drop-down list does this cell mean? The list shows words; facts hold codes."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from pipelines.sources.headings import Vocabulary
from pipelines.sources.reading import heading_key

ANSWERS = Path(__file__).resolve().parents[1] / "templates" / "answers.csv"


def shown(answers: str) -> dict[str, str]:
    """The codes of a list with the word the drop-down shows for each."""
    return {row["code"]: row["word"] for row in _rows() if row["list"] == answers}


def one_of(answers: str) -> str:
    """What is expected of a cell, in the words of its drop-down."""
    return f"one of: {', '.join(shown(answers).values())}"


@lru_cache
def words(answers: str) -> Vocabulary:
    """Every word that means a code of the list: the one shown, others people use in three languages, the code itself."""
    return {
        row["code"]: frozenset(
            heading_key(word) for word in (row["code"], row["word"], *row["also"].split("|")) if word
        )
        for row in _rows()
        if row["list"] == answers
    }


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
