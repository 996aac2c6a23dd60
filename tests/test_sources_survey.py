"""Exports of the partnership survey from KoBoToolbox: every shape they come in, one reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from pipelines.contracts.survey import LATER_ITEMS, SURVEY_ITEMS
from pipelines.contracts.tables import CONTRACTS
from pipelines.instruments import choices, items, words
from pipelines.sources import kobo_survey
from pipelines.sources.reading import DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet, open_document

GROUP = {item.id: item.principle for item in items()}
ABOUT = ("cluster", "cluster_other", "organisation", "organisation_type", "level", "attendance", "rarely_attend_why")
TAIL_2020 = ("_id", "_uuid", "_submission_time", "_validation_status", "_index")
TAIL = (
    "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__",
    "_tags", "_index",
)  # fmt: skip
ANSWER = {
    "start": "2025-05-01T10:00:00.000+03:00", "end": "2025-05-01T10:20:00.000+03:00", "cluster": "wash",
    "organisation": "Anta Relief", "organisation_type": "national_ngo", "level": "sub-national", "_id": "501",
    "_uuid": "aaaa-1", "_submission_time": "2025-05-01T07:21:05", "__version__": "v7", "_submitted_by": "jane_roe",
    "_index": "1", **dict.fromkeys(SURVEY_ITEMS, "agree"),
}  # fmt: skip


def labels(item_or_word: str) -> str:
    texts = {item.id: item.texts for item in items()} | {w.name: w.texts for w in words() if w.part == "label"}
    return texts[item_or_word]["en"]


def as_name(question: str) -> str:
    return question


def with_slash(question: str) -> str:
    return f"{GROUP.get(question, 'about')}/{question}"


def with_dot(question: str) -> str:
    return f"{GROUP.get(question, 'about')}.{question}"


def as_label(question: str) -> str:
    return labels(question)


def as_label_with_group(question: str) -> str:
    return f"{labels(GROUP.get(question, 'about'))}/{labels(question)}"


def export(
    *answers: dict[str, str],
    heading: Callable[[str], str] = with_slash,
    tail: Sequence[str] = TAIL,
    asked: Sequence[str] = SURVEY_ITEMS,
    extra: Sequence[str] = (),
) -> Sheet:
    """An export with these answers on top of a complete one; `extra` are headings nobody expects."""
    system = ("start", "end")
    headings = [*system, *map(heading, (*ABOUT, *asked)), *extra, *tail]
    names = [*system, *ABOUT, *asked, *extra, *tail]
    rows = [[{**ANSWER, **answer}.get(name, "") for name in names] for answer in answers]
    return Sheet("survey/export.xlsx", "Partnership survey", [headings, *rows])


def take(sheet: Sheet) -> Reading:
    claim = kobo_survey.recognise(sheet)
    assert claim.accepted, claim.evidence
    return kobo_survey.read(sheet, claim, DateRules())


def responses(reading: Reading) -> list[Record]:
    known = {"row", *(column.name for column in CONTRACTS["survey_responses"].columns)}
    assert all(set(row) <= known for row in reading.facts["survey_responses"])
    return reading.facts["survey_responses"]


def answers_to(reading: Reading, item: str) -> list[str | int | None]:
    return [row["answer"] for row in reading.facts["survey_answers"] if row["item"] == item]


def finding(reading: Reading, rule: str) -> Finding:
    (only,) = [found for found in reading.findings if found.rule == rule]
    return only


HEADINGS = [as_name, with_slash, with_dot, as_label, as_label_with_group]


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_are_understood_in_every_form(heading: Callable[[str], str]) -> None:
    reading = take(export({}, heading=heading))
    (response,) = responses(reading)
    assert (response["organisation"], response["cluster"], response["row"]) == ("Anta Relief", "wash", 2)
    assert len(reading.facts["survey_answers"]) == 27
    assert not reading.findings


def test_a_response_is_read() -> None:
    (response,) = responses(take(export({})))
    assert response == {
        "row": 2, "response_key": "aaaa-1", "instrument": "partnership", "submitted_at": "2025-05-01 07:21:05", "cluster": "wash",
        "organisation": "Anta Relief", "organisation_type": "national_ngo", "level": "sub-national",
        "attends": "", "form_version": "v7",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        ("strongly_disagree", "1"), ("disagree", "2"), ("neither", "3"), ("agree", "4"), ("strongly_agree", "5"),
        ("dont_know", "dont_know"), ("Strongly disagree", "1"), ("Neither agree nor disagree", "3"),
        ("Don't know", "dont_know"), ("Don’t know", "dont_know"), ("maybe", "maybe"),
    ],
)  # fmt: skip
def test_answers_are_names_or_labels_and_anything_else_stays_as_found(found: str, answer: str) -> None:
    assert answers_to(take(export({"eq1": found})), "eq1") == [answer]


@pytest.mark.parametrize("blank", ["", "n/a", "NA"])
def test_an_item_not_answered_has_no_row(blank: str) -> None:
    reading = take(export({"eq1": blank}))
    assert answers_to(reading, "eq1") == []
    assert len(reading.facts["survey_answers"]) == 26


def test_answers_as_numbers_are_read_with_a_warning() -> None:
    reading = take(export({"eq1": "5", "eq2": "1"}))
    assert (answers_to(reading, "eq1"), answers_to(reading, "eq2")) == (["5"], ["1"])
    told = finding(reading, "answers_as_numbers")
    assert told.severity == "warning"
    assert told.message.startswith("2 answers are numbers")


@pytest.mark.parametrize(
    ("column", "found", "read"),
    [
        ("organisation_type", "International NGO", "international_ngo"), ("organisation_type", "NNGO", "national_ngo"),
        ("organisation_type", "Circus", "Circus"), ("organisation_type", "", ""),
        ("level", "Sub-national", "sub-national"), ("level", "sub_national", "sub-national"), ("level", "Both", "both"),
        ("cluster", "Water, Sanitation and Hygiene (WASH)", "wash"), ("cluster", "Telecoms", "Telecoms"),
    ],
)  # fmt: skip
def test_choices_are_names_or_labels(column: str, found: str, read: str) -> None:
    (response,) = responses(take(export({column: found})))
    assert response[column] == read


def test_another_cluster_is_taken_by_the_name_given() -> None:
    (response,) = responses(take(export({"cluster": "other", "cluster_other": "Refugee response"})))
    assert response["cluster"] == "Refugee response"
    (response,) = responses(take(export({"cluster": "Another cluster or sector"})))
    assert response["cluster"] == "other"


@pytest.mark.parametrize(
    ("found", "moment"),
    [
        ("2025-05-01T07:21:05", "2025-05-01 07:21:05"),
        ("2025-05-01 07:21:05", "2025-05-01 07:21:05"),
        ("2025-05-01T07:21:05+03:00", "2025-05-01 04:21:05"),
        ("2025-05-01T07:21:05.123Z", "2025-05-01 07:21:05"),
        ("2025-05-01", "2025-05-01 00:00:00"),
        ("31/05/2025 07:21", "2025-05-31 07:21:00"),
        ("soon", "soon"),
        ("", "2025-05-01 07:20:00"),
    ],
)
def test_the_moment_of_submission_is_utc_and_falls_back_to_the_end(found: str, moment: str) -> None:
    (response,) = responses(take(export({"_submission_time": found})))
    assert response["submitted_at"] == moment


def test_a_date_that_depends_on_its_order_is_said() -> None:
    assert finding(take(export({"_submission_time": "03/05/2025 07:21"})), "date_order").severity == "warning"


def test_old_exports_have_fewer_system_columns() -> None:
    (response,) = responses(take(export({}, tail=TAIL_2020)))
    assert (response["response_key"], response["form_version"]) == ("aaaa-1", "")


def test_without_uuid_the_id_is_the_key() -> None:
    reading = take(export({}, tail=("_id", "_submission_time")))
    assert responses(reading)[0]["response_key"] == "501"
    assert not reading.findings


def test_the_instance_id_is_the_same_key_as_the_uuid() -> None:
    reading = take(export({"meta/instanceID": "uuid:aaaa-1"}, tail=("meta/instanceID", "_submission_time")))
    assert responses(reading)[0]["response_key"] == "aaaa-1"


def test_without_any_id_the_row_is_the_key_with_a_warning() -> None:
    reading = take(export({}, {}, tail=("_submission_time",)))
    keys = [str(response["response_key"]) for response in responses(reading)]
    assert [key.split(" of ")[0] for key in keys] == ["row 2", "row 3"]
    assert "survey/export.xlsx" in keys[0]  # so that rows 2 of two files are two answers
    told = finding(reading, "no_submission_id")
    assert told.severity == "warning"
    assert "counted twice" in told.message


def test_a_repeated_submission_is_kept_once() -> None:
    reading = take(export({}, {"_uuid": "bbbb-2"}, {"eq1": "disagree"}))
    assert reading.record_rows == [2, 3, 4]
    assert [response["row"] for response in responses(reading)] == [2, 3]
    assert answers_to(reading, "eq1") == ["4", "4"]
    told = finding(reading, "repeated_submission")
    assert (told.severity, told.row) == ("error", 4)


@pytest.mark.parametrize("status", ["Not Approved", "validation_status_not_approved", "not approved"])
def test_an_answer_that_was_not_approved_is_not_counted(status: str) -> None:
    reading = take(export({"_validation_status": status}, {"_uuid": "bbbb-2", "_validation_status": "Approved"}))
    assert [response["response_key"] for response in responses(reading)] == ["bbbb-2"]
    assert (finding(reading, "not_approved").severity, finding(reading, "not_approved").row) == ("error", 2)


def test_items_missing_in_this_version_of_the_form_are_simply_not_answered() -> None:
    reading = take(export({}, asked=SURVEY_ITEMS[:13]))
    assert len(reading.facts["survey_answers"]) == 13


def test_an_export_of_an_older_form_is_whole_without_the_questions_added_later() -> None:
    older = export({}, asked=[item for item in SURVEY_ITEMS if item not in LATER_ITEMS])
    claim = kobo_survey.recognise(older)
    assert (claim.closeness, claim.evidence) == (1.0, "26 of 26 items of the partnership survey")
    reading = take(older)
    assert [len(records) for records in reading.facts.values()] == [1, 26, 0, 0]
    assert not reading.findings
    newer = kobo_survey.recognise(export({}))
    assert (newer.closeness, newer.evidence) == (1.0, "27 of 27 items of the partnership survey")


def test_an_answer_of_another_list_of_services_is_left_for_the_contract_to_report() -> None:
    reading = take(export({"services/benefits": "money information"}, extra=("services/benefits",)))
    assert [record["benefit"] for record in reading.facts["survey_benefits"]] == ["money information"]


def test_fewer_than_half_of_the_items_are_not_enough() -> None:
    claim = kobo_survey.recognise(export({}, asked=SURVEY_ITEMS[:12]))
    assert not claim.accepted
    assert "12 of 26 items" in claim.evidence
    assert "cl6" in claim.evidence


def test_a_question_that_stands_twice_is_read_from_the_filled_cell() -> None:
    sheet = export({"eq1": ""}, extra=("old_group/eq1",))
    sheet.rows[1][sheet.rows[0].index("old_group/eq1")] = "disagree"  # type: ignore[index]
    assert answers_to(take(sheet), "eq1") == ["2"]


def test_unexpected_columns_are_named_five_at_most_and_never_read() -> None:
    extra = ("respondent_name", "q2", "q3", "q4", "q5", "q6")
    reading = take(export({"respondent_name": "Jane Roe"}, extra=extra))
    told = finding(reading, "unexpected_columns")
    assert told.severity == "info"
    assert "respondent_name; q2; q3; q4; q5; and 1 more" in told.message
    assert "Jane" not in repr(reading)


def test_the_account_that_submitted_is_never_read() -> None:
    assert "jane_roe" not in repr(take(export({})))


def test_split_choices_of_a_question_are_expected() -> None:
    split = [f"about/rarely_attend_why/{choice.name}" for choice in choices("reason")]
    labelled = [f"{labels('rarely_attend_why')}/{choice.texts['en']}" for choice in choices("reason")]
    assert not take(export({}, extra=[*split, *labelled])).findings


def test_a_semicolon_file_with_a_byte_order_mark_and_long_rows(tmp_path: Path) -> None:
    sheet = export({}, {"_uuid": "bbbb-2", "eq1": "dont_know"})
    lines = [";".join(f'"{cell}"' for cell in row) + (";" if index else "") for index, row in enumerate(sheet.rows)]
    (tmp_path / "answers.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    (opened,) = open_document(tmp_path / "answers.csv", "answers.csv").sheets
    reading = take(opened)
    assert [response["response_key"] for response in responses(reading)] == ["aaaa-1", "bbbb-2"]
    assert answers_to(reading, "eq1") == ["4", "dont_know"]


def test_a_workbook_with_real_dates(tmp_path: Path) -> None:
    sheet = export({})
    book = openpyxl.Workbook()
    book.active.title = "Partnership survey"
    for row in sheet.rows:
        book.active.append(list(row))
    book.active.cell(2, sheet.rows[0].index("_submission_time") + 1).value = dt.datetime(2025, 5, 1, 7, 21, 5)
    book.save(tmp_path / "answers.xlsx")
    (opened,) = open_document(tmp_path / "answers.xlsx", "answers.xlsx").sheets
    assert responses(take(opened))[0]["submitted_at"] == "2025-05-01 07:21:05"


def test_a_genuine_export_of_another_form_is_not_near(real: Path) -> None:
    name = "survey/kobo_likert_partner_planning_data.xlsx"
    for sheet in open_document(real / name, name).sheets:
        assert kobo_survey.recognise(sheet).closeness == 0
