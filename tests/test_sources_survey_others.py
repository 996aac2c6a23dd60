"""Questionnaires and answers that are not ours: said what they are, and never loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts.survey import SURVEY_ITEMS
from pipelines.instruments import FOLDER, forms
from pipelines.sources import ccpm_survey, kobo_survey, other_surveys
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet, UnreadableFile, open_document

QUESTIONNAIRE, ANOTHER, PROJECT, REPEAT = (
    "a questionnaire", "export of another form", "project as JSON", "repeated questions",
)  # fmt: skip
# Every real survey file: what each of its sheets is refused as; empty: not recognised.
REAL = {
    "kobo_abidjan_2022_form_choices_sheet_semicolon.csv": [QUESTIONNAIRE],
    "kobo_abidjan_2022_form_survey_sheet_semicolon.csv": [QUESTIONNAIRE],
    "kobo_export_2020_labels.xlsx": [ANOTHER],
    "kobo_export_2020_xml_values.xlsx": [ANOTHER],
    "kobo_formpack_customer_satisfaction_v1.json": [PROJECT],
    "kobo_formpack_grouped_repeatable_v1.json": [PROJECT],
    "kobo_formpack_site_inspection_v1.json": [PROJECT],
    "kobo_formpack_site_inspection_v5.json": [PROJECT],
    "kobo_household_data_anonymised.csv": [ANOTHER],
    "kobo_kpi_transportation_export.csv": [ANOTHER],
    "kobo_kpi_transportation_export.xlsx": [ANOTHER],
    "kobo_likert_partner_planning_data.xlsx": [ANOTHER],
    "kobo_likert_partner_planning_form.xlsx": [QUESTIONNAIRE, QUESTIONNAIRE, QUESTIONNAIRE],
    "kobo_sample_export_with_repeat.xlsx": [ANOTHER, REPEAT],
    "kobo_sample_form_with_repeat.xlsx": [QUESTIONNAIRE, QUESTIONNAIRE, QUESTIONNAIRE],
    "ngo_survey_2014_likert_q19_q25.csv": [""],
    "ngo_survey_2014_multiselect_q18_q21.csv": [""],
}


def why(sheet: Sheet) -> str:
    """Why a sheet is refused as a survey that is not ours; empty where it is not."""
    claim = other_surveys.recognise(sheet)
    assert not claim.accepted
    return claim.evidence if claim.refused else ""


def table(*rows: list[str]) -> Sheet:
    return Sheet("a.csv", "", rows)


@pytest.mark.parametrize("name", REAL)
def test_every_real_survey_file_is_refused_for_what_it_is(name: str, real: Path) -> None:
    sheets = open_document(real / "survey" / name, name).sheets
    for sheet, expected in zip(sheets, REAL[name], strict=True):
        recognised = recognise(sheet)
        assert recognised.source is None
        assert recognised.claim.refused == bool(expected)
        assert expected in recognised.claim.evidence


def test_nothing_else_is_taken_for_a_survey(real: Path) -> None:
    """Neither among the real files of other kinds nor in the demo, but for its two exports."""
    demo = Path(__file__).parents[1] / "data" / "demo"
    paths = [path for path in (*real.rglob("*"), *demo.rglob("*")) if path.suffix in (".csv", ".xlsx", ".json")]
    taken = set()
    for path in (path for path in paths if path.parent.name != "survey"):
        try:
            sheets = open_document(path, path.name).sheets
        except UnreadableFile:
            continue
        claims = [source.recognise(sheet) for sheet in sheets for source in (other_surveys, kobo_survey, ccpm_survey)]
        if any(claim.accepted or claim.refused for claim in claims):
            taken.add(path.name)
    assert len(paths) > 100
    assert taken == set()


@pytest.mark.parametrize("form", [form.id for form in forms()])
def test_our_own_forms_are_questionnaires_not_answers(form: str) -> None:
    for sheet in open_document(FOLDER / f"{form}.xlsx", f"{form}.xlsx").sheets:
        assert QUESTIONNAIRE in recognise(sheet).claim.evidence
        assert f"a sheet “{sheet.name}” of an XLSForm" in recognise(sheet).claim.evidence


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        (["type", "name", "label::Français (fr)"], [["text", "q1", "Nom"], ["select_one yn", "q2", "Oui ?"]]),
        (["Type", "Name", "Label"], [["begin group", "a", ""], ["integer", "n", "How many?"], ["end group", "", ""]]),
        (["list name", "name", "label"], [["yn", "yes", "Yes"]]),
        (["form_title", "form_id", "default_language"], [["A", "a", "English (en)"]]),
    ],
)
def test_sheets_of_a_questionnaire(heading: list[str], rows: list[list[str]]) -> None:
    assert QUESTIONNAIRE in why(table(heading, *rows))


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        (["Type", "Name", "Label"], [["NGO", "Anta Relief", "ANT"], ["UN", "UNICEF", "UNI"]]),
        (["name", "type", "cluster"], [["text", "a", "b"]]),
        (["version", "style"], [["1", "2"]]),
        (["Organisation", "_index"], [["Anta Relief", "1"]]),
        (["KEY", "Organisation"], [["A-1", "Anta Relief"]]),
        (["Organisation", "Date"], [["Anta Relief", "2025-01-01"]]),
        ([], []),
    ],
)
def test_tables_that_look_a_little_like_one_are_left_alone(heading: list[str], rows: list[list[str]]) -> None:
    assert why(table(heading, *rows)) == ""


def test_an_export_of_another_form_says_its_columns_and_what_to_do() -> None:
    said = why(
        table(
            ["start", "end", "village", "village", "_id", "_uuid", "_submission_time"],
            ["", "", "Anta", "", "1", "a", "b"],
        )
    )
    assert "one row, with columns such as “village”)" in said
    assert "save a mapping profile" in said


def test_an_export_with_items_of_ours_is_not_called_another_form() -> None:
    assert ANOTHER in why(table([*SURVEY_ITEMS[:2], "_uuid", "_submission_time"], []))
    heading = [*SURVEY_ITEMS[:3], "_uuid", "_submission_time"]
    assert why(table(heading, [])) == ""
    assert "3 of 26 items" in recognise(table(heading, [])).claim.evidence


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"count": 1, "next": None, "results": [{"_uuid": "a", "_submission_time": "b", "q": "1"}]}, "columns such as “q”"),
        ([{"_uuid": "a", "meta/instanceID": "b", "g/q": "1"}], "columns such as “g/q”"),
        ({"count": 0, "next": None, "previous": None, "results": []}, "without any submission"),
        ({"content": {"survey": [], "choices": []}}, "0 submissions"),
        ({"content": "text"}, ""), ({"results": []}, ""), ({"data": {"flows": []}}, ""), ([{"#org": "a"}], ""), ({}, ""),
    ],
)  # fmt: skip
def test_json_of_another_form(payload: Any, said: str) -> None:
    found = why(Sheet("a.json", "", [], "utf-8", payload))
    assert said in found
    assert bool(found) == bool(said)
