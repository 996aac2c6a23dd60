"""The partnership survey as a form: what it asks, of whom, and that KoBoToolbox and ODK can take it."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from pipelines import instruments
from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.contracts.survey import ANSWERS, SURVEY_ITEMS, SURVEY_RESPONSES
from pipelines.instruments import AGREEMENT, FORM, choices, items, languages, write_partnership_survey
from pipelines.sources.reading import heading_key

Rows = list[dict[str, str]]


def sheets(path: Path) -> dict[str, Rows]:
    """The workbook as an independent reader sees it."""
    book = openpyxl.load_workbook(path)
    tables = {}
    for sheet in book.worksheets:
        head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        tables[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return tables


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "survey.xlsx"
    write_partnership_survey(path)
    return path


@pytest.fixture(scope="module")
def survey(form: Path) -> Rows:
    return sheets(form)["survey"]


def question(survey: Rows, name: str) -> dict[str, str]:
    (row,) = [row for row in survey if row["name"] == name]
    return row


def test_pyxform_converts_it_without_a_warning(form: Path) -> None:
    result = convert(form)
    assert result.warnings == []
    assert all(f"/{item}" in result.xform for item in SURVEY_ITEMS)


def test_the_form_in_the_repository_is_the_one_the_data_make(form: Path) -> None:
    assert sheets(FORM) == sheets(form)


def test_it_asks_every_item_once_in_the_group_of_its_principle(survey: Rows) -> None:
    group, placed = "", []
    for row in survey:
        if row["type"] == "begin_group":
            group = row["name"]
        elif row["type"] == "select_one agreement":
            placed.append((row["name"], group))
    assert placed == [(item.id, item.principle) for item in items()]
    assert tuple(name for name, _ in placed) == SURVEY_ITEMS


def test_the_items_of_a_principle_form_a_matrix(survey: Rows) -> None:
    principles = {item.principle for item in items()}
    assert {row["name"] for row in survey if row["appearance"] == "table-list"} == principles
    assert len(principles) == 6


def test_every_answer_has_a_value_of_the_contract_in_order() -> None:
    assert [choice.name for choice in choices("agreement")] == list(AGREEMENT)
    assert tuple(AGREEMENT.values()) == ANSWERS


def test_an_item_must_be_answered_and_dont_know_is_an_answer(survey: Rows) -> None:
    row = question(survey, "eq1")
    assert row["required"] == "yes"
    assert "Don't know" in row["required_message::English (en)"]


def test_types_and_levels_are_those_of_the_contract() -> None:
    (level,) = [column for column in SURVEY_RESPONSES.columns if column.name == "level"]
    assert {choice.name for choice in choices("organisation_type")} <= set(ORGANISATION_TYPES)
    assert tuple(choice.name for choice in choices("level")) == level.choices


def test_the_standard_clusters_and_areas_of_responsibility_can_be_chosen() -> None:
    names = [choice.name for choice in choices("cluster")]
    assert len(names) == 11 + 4 + 1
    assert {"wash", "health", "gbv", "child_protection", "mine_action", "hlp"} < set(names)
    assert names[-1] == "other"


def test_the_first_screen_says_who_sees_what(survey: Rows) -> None:
    first = next(row for row in survey if row["type"] not in ("start", "end"))
    assert first["type"] == "note"
    assert "Who sees what" in first["label::English (en)"]
    assert "fewer than 5 organisations are never shown" in first["label::English (en)"]


def test_the_organisation_may_stay_empty_and_no_person_is_asked_for(survey: Rows) -> None:
    row = question(survey, "organisation")
    assert row["required"] == ""
    assert "anonymous" in row["hint::English (en)"]
    asked = {row["type"] for row in survey} | {row["name"] for row in survey}
    assert not asked & {"username", "email", "phonenumber", "deviceid", "name", "respondent"}


def test_why_is_asked_of_those_who_come_rarely(survey: Rows) -> None:
    row = question(survey, "rarely_attend_why")
    assert row["type"] == "select_multiple reason"
    assert row["relevant"] == "${attendance} = 'rarely'"
    assert "rarely" in {choice.name for choice in choices("attendance")}


def test_there_are_two_open_questions(survey: Rows) -> None:
    assert [row["name"] for row in survey if row["appearance"] == "multiline"] == ["what_works", "what_does_not"]


def test_choice_names_hold_no_spaces_and_are_unique() -> None:
    names = [(word.list, word.name) for word in instruments.words() if word.part == "choice"]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z_-]*", name) for _, name in names)


def test_no_two_headings_of_an_export_can_be_confused(survey: Rows) -> None:
    labelled = [row for row in survey if row["label::English (en)"]]
    keys = [heading_key(row["label::English (en)"]) for row in labelled]
    assert len(keys) == len(set(keys))


def test_a_language_is_offered_only_when_it_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    assert languages() == ["en"]
    translated = tuple(
        instruments.Item(item.id, item.principle, {**item.texts, "fr": "Phrase " + item.id}) for item in items()
    )
    monkeypatch.setattr(instruments, "items", lambda: translated)
    assert languages() == ["en"]
    complete = tuple(
        instruments.Word(word.part, word.list, word.name, {**word.texts, "fr": f"Mot {word.name}"})
        for word in instruments.words()
    )
    monkeypatch.setattr(instruments, "words", lambda: complete)
    assert languages() == ["en", "fr"]


def test_a_form_in_two_languages_converts_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def both(texts: dict[str, str]) -> dict[str, str]:
        return {**texts, "fr": "(fr) " + texts["en"]}

    in_two = tuple(instruments.Item(item.id, item.principle, both(item.texts)) for item in items())
    words = tuple(instruments.Word(w.part, w.list, w.name, both(w.texts)) for w in instruments.words())
    monkeypatch.setattr(instruments, "items", lambda: in_two)
    monkeypatch.setattr(instruments, "words", lambda: words)
    write_partnership_survey(tmp_path / "two.xlsx")
    assert convert(tmp_path / "two.xlsx").warnings == []
    assert "label::French (fr)" in sheets(tmp_path / "two.xlsx")["survey"][0]
