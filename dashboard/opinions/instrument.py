"""What did the questionnaires ask, in the reader's language, and where are the forms?

The wording is that of the forms in `data/instruments`, which has all languages: it is written once, there.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard import languages

INSTRUMENTS = Path(__file__).resolve().parents[2] / "data" / "instruments"
FORMS = {
    "partnership": "data/instruments/partnership_survey.xlsx",
    "ccpm": "data/instruments/ccpm.xlsx",
}
# Numbers with a name of their own that are made of the answers to one statement; others end with its code.
STATEMENTS = {
    "constructive_dissent": "eq2",
    "pop_equality_score.input_changed_decision": "eq4",
    "shared_ownership_score": "cl3",
    "neutrality_score": "cl4",
    "added_value_score": "cl5",
    "shared_ownership_score.joint_purpose": "cl7",
}


@dataclass(frozen=True)
class Statement:
    """One statement that partners agree or disagree with: its code in the form, the principle, and its words."""

    code: str
    principle: str
    words: str


def statements(principle: str = "") -> list[Statement]:
    """Return the statements of the partnership survey, of one principle or of all, in the order of the form."""
    language = languages.current()
    return [
        Statement(row["item"], row["principle"], row[language])
        for row in _rows("partnership_survey.csv")
        if principle in ("", row["principle"])
    ]


def statement(indicator: str) -> str:
    """Return the words of the statement a number is made of; empty where it is made of several."""
    return next((found.words for found in statements() if found.code == code(indicator)), "")


def code(indicator: str) -> str:
    """Return the code of the statement a number is made of; of no statement where it is made of several."""
    return STATEMENTS.get(indicator, indicator.rpartition(".")[2])


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (INSTRUMENTS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
