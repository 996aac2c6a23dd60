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
# Numbers that are made of the answers to one statement.
STATEMENTS = {
    "constructive_dissent": "eq2",
    "pop_equality_score.input_changed_decision": "eq4",
    "shared_ownership_score": "cl3",
    "neutrality_score": "cl4",
    "added_value_score": "cl5",
    "shared_ownership_score.joint_purpose": "cl7",
}
# How many statements of a set its score is made of: CL7 came later and stands alone.
IN_THE_SCORE = {"collaborative_leadership": 6}


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


def in_the_score(principle: str) -> list[Statement]:
    """Return the statements whose mean is the score of a principle."""
    return statements(principle)[: IN_THE_SCORE.get(principle)]


def statement(indicator: str) -> str:
    """Return the words of the statement a number is made of; empty where it is made of several."""
    code = STATEMENTS.get(indicator)
    return next((found.words for found in statements() if found.code == code), "")


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (INSTRUMENTS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
