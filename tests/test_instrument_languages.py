"""Every text is there in four languages, says the same references, and can be told from every other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from pipelines.instruments import FOLDER, LANGUAGES, Form, Texts, forms
from pipelines.instruments.texts import rows
from pipelines.sources.reading import heading_key

EACH_FORM = pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))


def texts(table: str) -> list[Texts]:
    """The four texts of every row that has any."""
    found = [{language: row[language] for language in LANGUAGES} for row in rows(table)]
    return [row for row in found if any(row.values())]


def labels(form: Form, language: str) -> dict[str, str]:
    """The label of every question and group, by name; notes are not exported."""
    return {
        question.name: form.texts("label", question.name).get(language, "")
        for question in form.questions
        if question.name and question.type not in ("start", "end", "note")
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_text_is_there_in_four_languages(table: str) -> None:
    assert len(TABLES) == 4
    assert not [row for row in texts(table) if not all(row.values())]


@pytest.mark.parametrize("table", TABLES)
def test_markdown_references_and_paragraphs_are_kept(table: str) -> None:
    for row in texts(table):
        marks = {(text.count("**"), tuple(re.findall(r"\$\{\w+\}", text)), text.count("\n\n")) for text in row.values()}
        assert len(marks) == 1, row["en"]


@pytest.mark.parametrize("table", TABLES)
def test_numbers_are_the_same_in_every_language(table: str) -> None:
    """`10,000` may be written `10 000`; small numbers may be words in Arabic, as in `الأشهر الستة`."""
    for row in texts(table):
        numbers = {
            language: re.findall(r"\d+", re.sub(r"(?<=\d)[,. ](?=\d{3}\b)", "", row[language]))
            for language in LANGUAGES
        }
        assert numbers["fr"] == numbers["es"] == numbers["en"], row["en"]
        assert set(numbers["ar"]) <= set(numbers["en"]), row["en"]


@EACH_LANGUAGE
@EACH_FORM
def test_every_question_has_a_label_no_other_has(form: Form, language: str) -> None:
    keys = Counter(heading_key(label) for label in labels(form, language).values())
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


@EACH_FORM
def test_no_label_means_one_question_here_and_another_there(form: Form) -> None:
    """Labels of all languages are read alike: no two names may share one, across languages either."""
    meanings: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for name, label in labels(form, language).items():
            meanings.setdefault(heading_key(label), set()).add(name)
            meanings.setdefault(heading_key(name), set()).add(name)
    assert [names for names in meanings.values() if len(names) > 1] == []


@EACH_FORM
def test_no_choice_means_one_thing_here_and_another_there(form: Form) -> None:
    for list_name in form.lists:
        meanings: dict[str, set[str]] = {}
        for choice in form.choices(list_name):
            for text in (choice.name, *choice.texts.values()):
                meanings.setdefault(heading_key(text), set()).add(choice.name)
        assert [names for names in meanings.values() if len(names) > 1] == [], list_name


def test_arabic_is_written_without_vowel_signs_and_stretching() -> None:
    """They are typed by some and left out by others, and a stretched word would not be recognised."""
    for table in TABLES:
        for row in texts(table):
            assert "ـ" not in row["ar"]
            assert not [sign for sign in row["ar"] if unicodedata.category(sign) == "Mn"], row["ar"]


@pytest.mark.parametrize(("one", "other"), [("نعم", "لا"), ("راض", "غير راض"), ("أوافق", "لا أوافق"), ("س", "ش")])
def test_a_key_keeps_arabic_letters_apart(one: str, other: str) -> None:
    assert heading_key(one) != heading_key(other) != ""


@pytest.mark.parametrize("table", TABLES)
def test_texts_are_in_the_script_of_their_language(table: str) -> None:
    for row in texts(table):
        assert re.search("[\u0600-\u06ff]", row["ar"]), row["en"]
        assert not re.search("[\u0600-\u06ff]", row["en"] + row["fr"] + row["es"]), row["en"]
