"""What do the questionnaires say? Every statement, label and choice in four languages, as data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "instruments"
LANGUAGES = {"en": "English (en)", "fr": "French (fr)", "es": "Spanish (es)", "ar": "Arabic (ar)"}

Texts = dict[str, str]


@dataclass(frozen=True)
class Item:
    """One statement respondents agree or disagree with, in every language."""

    id: str
    principle: str
    texts: Texts


@dataclass(frozen=True)
class Word:
    """Any other text of a form: a label, a hint, a message, a choice of a list."""

    part: str
    list: str
    name: str
    texts: Texts


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """The 27 items of the partnership survey in the order they are asked."""
    return tuple(Item(row["item"], row["principle"], texts_of(row)) for row in rows("partnership_survey.csv"))


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """Every other text of the partnership survey and of the pulse made of it."""
    return read_words("partnership_survey_words.csv")


def choices(list_name: str) -> list[Word]:
    """The choices of one list of the partnership survey, in order."""
    return [word for word in words() if word.part == "choice" and word.list == list_name]


def read_words(file_name: str) -> tuple[Word, ...]:
    """The words of one file of data/instruments."""
    return tuple(Word(row["part"], row["list"], row["name"], texts_of(row)) for row in rows(file_name))


def texts_of(row: dict[str, str]) -> Texts:
    """The four texts of a row; nothing where it has none."""
    return {language: row[language] for language in LANGUAGES if row[language]}


def rows(file_name: str) -> list[dict[str, str]]:
    """A table of data/instruments."""
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
