"""The questionnaires as forms: what they ask, of whom, and that KoBoToolbox and ODK can take them."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.contracts.survey import (
    ANSWERS,
    ATTENDS,
    BENEFITS,
    CCPM_SCALES,
    LATER_ITEMS,
    REASONS,
    SURVEY_ITEMS,
    SURVEY_RESPONSES,
)
from pipelines.instruments import (
    AGREEMENT,
    FOLDER,
    LANGUAGES,
    PULSE_ITEMS,
    Form,
    ccpm,
    choices,
    forms,
    items,
    partnership_pulse,
    partnership_survey,
    xlsform,
)
from pipelines.instruments.ccpm import ccpm_items
from pipelines.instruments.xlsform import write_form

Rows = list[dict[str, str]]
EACH_FORM = pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)


def sheets(path: Path) -> dict[str, Rows]:
    """The workbook as an independent reader sees it."""
    book = openpyxl.load_workbook(path)
    tables = {}
    for sheet in book.worksheets:
        head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        tables[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return tables


def survey(form: Form) -> Rows:
    return sheets(FOLDER / f"{form.id}.xlsx")["survey"]


def question(form: Form, name: str) -> dict[str, str]:
    (row,) = [row for row in survey(form) if row["name"] == name]
    return row


@EACH_FORM
def test_pyxform_converts_it_without_a_warning(form: Form) -> None:
    result = convert(FOLDER / f"{form.id}.xlsx")
    assert result.warnings == []
    asked = [asked.name for asked in form.questions if asked.name]
    assert all(f"/{name}" in result.xform for name in asked)
    assert all(f'<translation lang="{language}"' in result.xform for language in ("French (fr)", "Arabic (ar)"))


@EACH_FORM
def test_the_form_in_the_repository_is_the_one_the_data_make(form: Form, tmp_path: Path) -> None:
    write_form(form, tmp_path / "form.xlsx")
    assert sheets(FOLDER / f"{form.id}.xlsx") == sheets(tmp_path / "form.xlsx")


@EACH_FORM
def test_the_first_screen_says_who_sees_what(form: Form) -> None:
    first = next(row for row in survey(form) if row["type"] not in ("start", "end"))
    assert first["type"] == "note"
    assert "Who sees what" in first["label::English (en)"]
    assert "fewer than 5 organisations are never shown" in first["label::English (en)"]


@EACH_FORM
def test_the_organisation_may_stay_empty_and_no_person_is_asked_for(form: Form) -> None:
    row = question(form, "organisation")
    assert row["required"] == ""
    assert "anonymous" in row["hint::English (en)"]
    asked = {row["type"] for row in survey(form)} | {row["name"] for row in survey(form)}
    assert not asked & {"username", "email", "phonenumber", "deviceid", "name", "respondent"}


@EACH_FORM
def test_every_item_must_be_answered_and_dont_know_is_an_answer(form: Form) -> None:
    scales = {"agreement", *CCPM_SCALES}
    asked = [row for row in survey(form) if row["type"].removeprefix("select_one ") in scales]
    assert len(asked) >= 6
    assert {row["required"] for row in asked} == {"yes"}
    assert all("Don't know" in row["required_message::English (en)"] for row in asked)
    for list_name in {row["type"].removeprefix("select_one ") for row in asked}:
        assert form.choices(list_name)[-1].name == "dont_know"


@EACH_FORM
def test_choice_names_hold_no_spaces_and_are_unique(form: Form) -> None:
    names = [(row["list_name"], row["name"]) for row in sheets(FOLDER / f"{form.id}.xlsx")["choices"]]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z_-]*", name) for _, name in names)


def test_the_survey_asks_every_item_once_in_the_group_of_its_principle() -> None:
    group, placed = "", []
    for row in survey(partnership_survey()):
        if row["type"] == "begin_group":
            group = row["name"]
        elif row["type"] == "select_one agreement":
            placed.append((row["name"], group))
    assert placed == [(item.id, item.principle) for item in items()]
    assert tuple(name for name, _ in placed) == SURVEY_ITEMS


def test_the_items_of_a_principle_form_a_matrix() -> None:
    principles = {item.principle for item in items()}
    matrices = {row["name"] for row in survey(partnership_survey()) if row["appearance"] == "table-list"}
    assert matrices == principles
    assert len(principles) == 6


def test_every_answer_has_a_value_of_the_contract_in_order() -> None:
    assert [choice.name for choice in choices("agreement")] == list(AGREEMENT)
    assert tuple(AGREEMENT.values()) == ANSWERS


def test_types_levels_and_reasons_are_those_of_the_contract() -> None:
    (level,) = [column for column in SURVEY_RESPONSES.columns if column.name == "level"]
    assert {choice.name for choice in choices("organisation_type")} <= set(ORGANISATION_TYPES)
    assert tuple(choice.name for choice in choices("level")) == level.choices
    assert tuple(choice.name for choice in choices("reason")) == REASONS
    assert tuple(choice.name for choice in choices("attendance")) == ATTENDS
    assert tuple(choice.name for choice in choices("benefit")) == BENEFITS


def test_the_standard_clusters_and_areas_of_responsibility_can_be_chosen() -> None:
    names = [choice.name for choice in choices("cluster")]
    assert len(names) == 11 + 4 + 1
    assert {"wash", "health", "gbv", "child_protection", "mine_action", "hlp"} < set(names)
    assert names[-1] == "other"


def test_why_is_asked_of_those_who_come_rarely() -> None:
    row = question(partnership_survey(), "rarely_attend_why")
    assert row["type"] == "select_multiple reason"
    assert row["relevant"] == "${attendance} = 'rarely'"


def test_who_used_no_service_can_say_so_and_nothing_else() -> None:
    row = question(partnership_survey(), "benefits")
    assert row["type"] == "select_multiple benefit"
    assert row["constraint"] == "not(selected(., 'none') and count-selected(.) > 1)"
    assert all(row[f"constraint_message::{language}"] for language in LANGUAGES.values())
    assert choices("benefit")[-1].name == "none"


def test_what_was_added_later_is_not_in_the_pulse() -> None:
    assert set(LATER_ITEMS) < set(SURVEY_ITEMS)
    assert not {*LATER_ITEMS, "benefits"} & {asked.name for asked in partnership_pulse().questions}


@pytest.mark.parametrize("form", [partnership_survey(), ccpm()], ids=lambda form: form.id)
def test_two_open_questions_come_last(form: Form) -> None:
    asked = [row["name"] for row in survey(form) if not row["type"].endswith("group")]
    assert asked[-2:] == ["what_works", "what_does_not"]


def test_the_pulse_asks_one_item_of_each_principle_as_the_survey_does() -> None:
    asked = [row for row in survey(partnership_pulse()) if row["type"] == "select_one agreement"]
    assert tuple(row["name"] for row in asked) == PULSE_ITEMS
    assert len({item.principle for item in items() if item.id in PULSE_ITEMS}) == 6
    for row in asked:
        whole = question(partnership_survey(), row["name"])
        assert {key: row[key] for key in row if key.startswith("label")} == {
            key: whole[key] for key in whole if key.startswith("label")
        }


def test_ccpm_asks_partners_and_the_coordinator_about_every_sub_function() -> None:
    functions = {"1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "5", "6.1", "6.2"}
    for respondent in ("partner", "coordinator"):
        asked = {item.sub_function for item in ccpm_items() if item.respondent == respondent and item.texts}
        assert asked == functions | {"7.1", "7.2"}


def test_ccpm_knows_every_code_of_the_forms_in_use() -> None:
    counts = {
        "P_SS01a": 6, "P_SS02": 3, "P_SS03": 5, "P_SS04": 3, "P_IS01": 7, "P_IS03": 5, "P_IS04": 10, "P_IS05": 2,
        "P_PS01b": 4, "P_PS02": 6, "P_AD01": 5, "P_PR01": 5, "P_AA01": 4,
    }  # fmt: skip
    codes = {f"{prefix}_{number:02}" for prefix, count in counts.items() for number in range(1, count + 1)}
    assert codes | {"P_IS02", "P_MR01_01"} <= {item.id for item in ccpm_items()}
    of = {item.id: item.sub_function for item in ccpm_items()}
    assert [of[f"P_PS02_{number:02}"] for number in range(1, 7)] == ["3.2", "3.2", "3.3", "3.3", "3.3", "3.3"]


def test_ccpm_asks_what_follows_from_an_earlier_answer_only_then() -> None:
    assert question(ccpm(), "P_MR01_04")["relevant"] == "${P_MR01_03} = 'yes'"
    assert question(ccpm(), "partner")["relevant"] == "${type_of_survey} = 'partner'"
    names = [row["name"] for row in survey(ccpm())]
    for row in survey(ccpm()):
        for name in re.findall(r"\$\{(\w+)\}", row["relevant"] + row["constraint"]):
            assert names.index(name) < names.index(row["name"])


def test_ccpm_counts_partners_by_ten_types_and_active_ones_among_them() -> None:
    counts = [row for row in survey(ccpm()) if row["type"] == "integer"]
    assert len(counts) == 20
    assert question(ccpm(), "C_CP01_01")["constraint"] == ". >= 0 and . <= 10000"
    assert question(ccpm(), "C_CP02_10")["constraint"] == ". >= 0 and (${C_CP01_10} = '' or . <= ${C_CP01_10})"
    assert all(row["constraint_message::Spanish (es)"] for row in counts)


def test_a_text_that_starts_like_a_formula_stays_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["=1+1", "+A1", "-A1", "@SUM(A1)", "https://example.org"]
    monkeypatch.setattr(xlsform, "sheets", lambda form: {"survey": [{"label": text} for text in texts]})
    xlsform.write_form(ccpm(), tmp_path / "form.xlsx")
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "form.xlsx")["survey"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in texts]
