"""Which words of organisations' names mean the same, in other forms and languages?"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pipelines.organisations.names import LITTLE_WORDS, latin_key

WORDS = Path(__file__).resolve().parents[2] / "data" / "reference" / "organisation_words.csv"


def meanings(name: str) -> list[str]:
    """What a name's words mean, without little words."""
    return [meaning(word) for word in latin_key(name).split() if word not in LITTLE_WORDS]


@cache
def meaning(word: str) -> str:
    """One word for a word's forms and translations: `enfants`, `children` and `niños` give `child`."""
    return _dictionary().get(word) or (word[:-1] if len(word) > 4 and word.endswith("s") else word)


@cache
def _dictionary() -> dict[str, str]:
    with WORDS.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {word: row["meaning"] for row in rows for word in (row["meaning"], *row["words"].split("|"))}
