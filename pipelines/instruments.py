"""What does the partnership survey ask? Its items and words as data, and the XLSForm made of them."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "data" / "instruments"
FORM = FOLDER / "partnership_survey.xlsx"
VERSION = "1"
LANGUAGES = {"en": "English (en)", "fr": "French (fr)", "es": "Spanish (es)", "ar": "Arabic (ar)"}
# The answers to an item, in order, and what each is counted as.
AGREEMENT = {
    "strongly_disagree": "1", "disagree": "2", "neither": "3", "agree": "4", "strongly_agree": "5",
    "dont_know": "dont_know",
}  # fmt: skip

Texts = dict[str, str]


@dataclass(frozen=True)
class Item:
    """One statement respondents agree or disagree with, in every language it has been translated to."""

    id: str
    principle: str
    texts: Texts


@dataclass(frozen=True)
class Word:
    """Any other text of the form: a label, a hint, a choice of a list."""

    part: str
    list: str
    name: str
    texts: Texts


@dataclass(frozen=True)
class Question:
    """One row of the form's survey sheet; `cells` holds columns that are not texts."""

    type: str
    name: str
    cells: dict[str, str] = field(default_factory=dict)


ABOUT = (
    Question("begin_group", "about", {"appearance": "field-list"}),
    Question("select_one cluster", "cluster", {"required": "yes", "appearance": "minimal"}),
    Question("text", "cluster_other", {"required": "yes", "relevant": "${cluster} = 'other'"}),
    Question("text", "organisation"),
    Question("select_one organisation_type", "organisation_type", {"required": "yes"}),
    Question("select_one level", "level", {"required": "yes"}),
    Question("select_one role", "role"),
    Question("select_one language", "language_preferred"),
    Question("select_one attendance", "attendance"),
    Question("select_multiple reason", "rarely_attend_why", {"relevant": "${attendance} = 'rarely'"}),
    Question("end_group", ""),
)
COMMENTS = (
    Question("begin_group", "comments", {"appearance": "field-list"}),
    Question("text", "what_works", {"appearance": "multiline"}),
    Question("text", "what_does_not", {"appearance": "multiline"}),
    Question("end_group", ""),
)


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """The 26 items in the order they are asked."""
    return tuple(
        Item(row["item"], row["principle"], _texts(row))
        for row in _rows("partnership_survey.csv")
    )  # fmt: skip


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """Every other text of the form."""
    return tuple(
        Word(row["part"], row["list"], row["name"], _texts(row))
        for row in _rows("partnership_survey_words.csv")
    )  # fmt: skip


def questions() -> list[Question]:
    """The whole form in order: who answers, one matrix of items for each principle, comments."""
    asked = [Question("start", "start"), Question("end", "end"), Question("note", "welcome"), *ABOUT]
    for principle in dict.fromkeys(item.principle for item in items()):
        asked.append(Question("begin_group", principle, {"appearance": "table-list"}))
        asked += [
            Question("select_one agreement", item.id, {"required": "yes"})
            for item in items()
            if item.principle == principle
        ]
        asked.append(Question("end_group", ""))
    return [*asked, *COMMENTS]


def choices(list_name: str) -> list[Word]:
    """The choices of one list, in order."""
    return [word for word in words() if word.part == "choice" and word.list == list_name]


def languages() -> list[str]:
    """The languages in which every text exists: a form half translated is not offered."""
    texts = [item.texts for item in items()] + [word.texts for word in words()]
    return [language for language in LANGUAGES if all(language in text for text in texts)]


def write_partnership_survey(path: Path) -> None:
    """Write the survey as an XLSForm, ready to upload to KoBoToolbox or ODK Central."""
    import xlsxwriter  # only the writer needs it

    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": dt.datetime(2025, 1, 1)})  # same content, same file
        heading = book.add_format({"bold": True})
        for name, rows in _sheets().items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.write_row(0, 0, columns, heading)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [row.get(column, "") for column in columns])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns) - 1, 28)


def _sheets() -> dict[str, list[dict[str, str]]]:
    return {
        "survey": [_survey_row(question) for question in questions()],
        "choices": [
            {"list_name": word.list, "name": word.name, **_columns("label", word.texts)}
            for word in words()
            if word.part == "choice"
        ],
        "settings": [
            {
                "form_title": _word("title", "partnership_survey")["en"],
                "form_id": "partnership_survey",
                "version": VERSION,
                "default_language": LANGUAGES["en"],
                "style": "pages",
            }
        ],
    }


def _survey_row(question: Question) -> dict[str, str]:
    item = next((item for item in items() if item.id == question.name), None)
    message = "agreement" if item else question.name
    return {
        "type": question.type,
        "name": question.name,
        **_columns("label", item.texts if item else _word("label", question.name)),
        **_columns("hint", _word("hint", question.name)),
        **{column: question.cells.get(column, "") for column in ("required", "relevant", "appearance")},
        **_columns("required_message", _word("required_message", message)),
    }


def _columns(part: str, texts: Texts) -> dict[str, str]:
    """`label::English (en)` and so on: one column for each complete language."""
    return {f"{part}::{LANGUAGES[language]}": texts.get(language, "") for language in languages()}


def _word(part: str, name: str) -> Texts:
    return next((word.texts for word in words() if (word.part, word.name) == (part, name)), {})


def _texts(row: dict[str, str]) -> Texts:
    return {language: row[language] for language in LANGUAGES if row.get(language)}


def _rows(file_name: str) -> list[dict[str, str]]:
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    write_partnership_survey(FORM)
