"""Shapes an export can have: several choices, the pulse, JSON from the API, ODK Central, cells too many."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.checking import check_paths
from pipelines.contracts.survey import SURVEY_ITEMS
from pipelines.instruments import PULSE_ITEMS, partnership_pulse, partnership_survey
from pipelines.sources import kobo_survey
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet, open_document
from tests.readings import finding, take
from tests.survey_exports import Setting, Submission, export

AGREED: Submission = {
    "_uuid": "aaaa-1", "_submission_time": "2026-05-01T07:21:05", "cluster": "wash", "attendance": "rarely",
    **dict.fromkeys(SURVEY_ITEMS, "agree"),
}  # fmt: skip
WHY = "about/rarely_attend_why"


def reasons(cells: dict[str, str]) -> list[Any]:
    """The reasons read from these cells, with every item agreed to."""
    row = {**AGREED, **cells}
    reading = take(kobo_survey, Sheet("survey/a.csv", "", [list(row), list(row.values())]))
    return [record["reason"] for record in reading.facts["survey_reasons"]]


@pytest.mark.parametrize(
    ("cells", "chosen"),
    [
        ({WHY: "security language"}, ["language", "security"]),
        ({WHY: "Security or access The language of the meetings"}, ["language", "security"]),
        ({WHY: "La sécurité ou l'accès, La langue des réunions"}, ["language", "security"]),
        ({f"{WHY}/language": "1", f"{WHY}/security": "0", f"{WHY}/time": ""}, ["language"]),
        ({f"{WHY}/language": "TRUE", f"{WHY}/security": "False"}, ["language"]),
        ({f"{WHY}/language": "n/a", f"{WHY}/security": "n/a"}, []),
        ({f"{WHY}/The language of the meetings": "True", f"{WHY}/Distance or cost of travel": "False"}, ["language"]),
        ({f"{WHY}/language": "language", f"{WHY}/time": "No staff or time for it"}, ["language", "time"]),
        ({WHY: "language", f"{WHY}/language": "1", f"{WHY}/security": "0"}, ["language"]),
        ({"about.rarely_attend_why.language": "1"}, ["language"]),
        ({"about-rarely_attend_why/language": "1"}, ["language"]),
        ({WHY: "language boredom"}, ["language boredom"]),
        ({f"{WHY}/boredom": "1"}, ["boredom"]),
        ({f"{WHY}/boredom": "0"}, []),
        ({f"{WHY}/language": "perhaps"}, ["perhaps"]),
        ({WHY: ""}, []),
    ],
)
def test_reasons_are_read_in_every_shape_and_strange_ones_are_left_to_the_contract(
    cells: dict[str, str], chosen: list[str]
) -> None:
    assert reasons(cells) == chosen


def test_a_very_long_cell_is_read_in_no_time() -> None:
    assert reasons({WHY: "time" * 2500}) == ["time"]
    assert reasons({WHY: "time" * 2500 + "x"}) == ["time" * 2500 + "x"]


def test_how_often_an_organisation_comes_is_kept() -> None:
    (response,) = take(kobo_survey, export(partnership_survey(), [AGREED], Setting("fr"))).facts["survey_responses"]
    assert response["attends"] == "rarely"


# The pulse


def test_the_pulse_is_known_by_its_six_items_alone() -> None:
    submission = {
        "_uuid": "p-1",
        "end": "2026-05-01T07:21:05",
        "cluster": "wash",
        **dict.fromkeys(PULSE_ITEMS, "agree"),
    }
    sheet = export(partnership_pulse(), [submission], Setting())
    assert kobo_survey.recognise(sheet).evidence == "all 6 items of the partnership pulse, and no other"
    facts = take(kobo_survey, sheet).facts
    assert [row["instrument"] for row in facts["survey_responses"]] == ["pulse"]
    assert {row["item"] for row in facts["survey_answers"]} == set(PULSE_ITEMS)


def test_one_item_less_or_more_is_not_the_pulse() -> None:
    for items in (PULSE_ITEMS[1:], (*PULSE_ITEMS, "eq1")):
        claim = kobo_survey.recognise(Sheet("a.csv", "", [["cluster", *items, "_uuid"]]))
        assert not claim.accepted
        assert f"{len(items)} of 26 items" in claim.evidence


def test_a_survey_holds_the_items_of_the_pulse_and_stays_a_survey() -> None:
    facts = take(kobo_survey, export(partnership_survey(), [AGREED], Setting())).facts
    assert [row["instrument"] for row in facts["survey_responses"]] == ["partnership"]


# JSON from the API


def api(*submissions: dict[str, Any]) -> dict[str, Any]:
    return {"count": len(submissions), "next": None, "previous": None, "results": list(submissions)}


def api_submission(**cells: Any) -> dict[str, Any]:
    grouped = {
        f"equality/{name}" if name in SURVEY_ITEMS else f"about/{name}": AGREED[name]
        for name in AGREED
        if name[0] != "_"
    }
    return {
        "_id": 7, "formhub/uuid": "f", "_uuid": "aaaa-1", "meta/instanceID": "uuid:aaaa-1", "_attachments": [],
        "_validation_status": {}, "_geolocation": [None, None], "_submission_time": "2026-05-01T07:21:05",
        "__version__": "v7", "_submitted_by": None, **grouped, **cells,
    }  # fmt: skip


def take_json(payload: Any) -> Any:
    return take(kobo_survey, Sheet("survey/kobo.json", "", [], "utf-8", payload))


@pytest.mark.parametrize("wrap", [api, lambda *submissions: list(submissions)])
def test_pages_of_the_api_and_plain_lists_load_as_an_export_does(wrap: Any) -> None:
    submission = api_submission(**{WHY: "language other"})
    reading = take_json(wrap(submission))
    table = export(
        partnership_survey(), [{**AGREED, "__version__": "v7", "rarely_attend_why": "language other"}], Setting()
    )
    same = take(kobo_survey, table)
    assert reading.record_rows == [1]
    for name, rows in same.facts.items():
        assert reading.facts[name] == [{**row, "row": 1} for row in rows]
    assert reading.findings == []


def test_a_question_left_out_of_one_submission_is_simply_not_answered_there() -> None:
    without = api_submission(_uuid="bbbb-2", **{"meta/instanceID": "uuid:bbbb-2"})
    del without["equality/eq1"]
    reading = take_json(api(api_submission(), without))
    assert [row["row"] for row in reading.facts["survey_answers"] if row["item"] == "eq1"] == [1]
    assert reading.record_rows == [1, 2]


def test_a_submission_not_approved_is_not_counted_and_an_entry_that_is_none_is_not_lost() -> None:
    refused = api_submission(
        _uuid="bbbb-2", _validation_status={"uid": "validation_status_not_approved", "label": "No"}
    )
    reading = take_json([api_submission(), refused, None])
    assert finding(reading, "not_approved").row == 2
    assert [row["row"] for row in reading.facts["survey_responses"]] == [1, 3]
    assert reading.facts["survey_responses"][1]["submitted_at"] == ""  # which the contract reports


def test_an_edited_submission_keeps_its_root_id() -> None:
    edited = api_submission(_uuid="edited", **{"meta/rootUuid": "uuid:aaaa-1", "meta/instanceID": "uuid:edited"})
    (response,) = take_json([edited]).facts["survey_responses"]
    assert response["response_key"] == "aaaa-1"


@pytest.mark.parametrize(
    "payload", [{}, [], {"results": 3}, {"results": [1, 2]}, "text", 5, [[1]], {"results": {"a": 1}}]
)
def test_other_json_is_left_alone(payload: Any) -> None:
    assert not kobo_survey.recognise(Sheet("a.json", "", [], "utf-8", payload)).accepted


# ODK Central, many versions, cells and sheets too many


def test_an_export_of_odk_central() -> None:
    row = {
        "SubmissionDate": "2026-05-01T07:21:05.123Z", "start": "", "end": "", "about-cluster": "wash",
        "about-rarely_attend_why": "time internet", **{f"equality-{item}": "agree" for item in SURVEY_ITEMS},
        "meta-instanceID": "uuid:aaaa-1", "KEY": "uuid:aaaa-1", "SubmitterID": "5", "SubmitterName": "Jane Roe",
        "AttachmentsPresent": "0", "AttachmentsExpected": "0", "Status": "", "ReviewState": "", "DeviceID": "",
        "Edits": "0", "FormVersion": "2",
    }  # fmt: skip
    reading = take(kobo_survey, Sheet("survey/odk.csv", "", [list(row), list(row.values())]))
    (response,) = reading.facts["survey_responses"]
    assert (response["response_key"], response["submitted_at"]) == ("aaaa-1", "2026-05-01 07:21:05")
    assert (response["cluster"], response["form_version"]) == ("wash", "2")
    assert [record["reason"] for record in reading.facts["survey_reasons"]] == ["internet", "time"]
    assert reading.findings == []
    assert "Jane" not in repr(reading)
    rejected = {**row, "ReviewState": "rejected"}
    refused = take(kobo_survey, Sheet("survey/odk.csv", "", [list(rejected), list(rejected.values())]))
    assert finding(refused, "not_approved").row == 2


def test_a_cell_beyond_the_headings_may_be_empty_but_not_filled() -> None:
    row = dict(AGREED)
    empty = take(kobo_survey, Sheet("a.csv", "", [list(row), [*row.values(), ""]]))
    filled = take(kobo_survey, Sheet("a.csv", "", [list(row), [*row.values(), "Jane Roe"]]))
    assert empty.findings == []
    told = finding(filled, "row_longer_than_headings")
    assert (told.row, told.severity) == (2, "error")
    assert "Jane" not in repr(told)


def test_other_sheets_of_an_export_are_passed_over_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in export(partnership_survey(), [AGREED], Setting("en")).rows:
        book.active.append(list(line))
    members = book.create_sheet("visits")
    members.append(["visits/day", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"])
    members.append(["Monday", "1", "Partnership survey", "1", "aaaa-1"])
    book.save(tmp_path / "export.xlsx")
    (report,) = check_paths([tmp_path / "export.xlsx"], None)
    assert report["recognised_as"] == "kobo_partnership_survey"
    assert (report["rows_read"], report["rows_accepted"]) == (1, 1)
    (told,) = [found for found in report["findings"] if found["sheet"] == "visits"]
    assert "repeated questions" in told["message"]
    assert told["severity"] == "info"


def test_the_sources_agree_on_who_reads_an_export(tmp_path: Path) -> None:
    sheet = export(partnership_survey(), [AGREED], Setting("es", "."))
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(sheet.rows)
    (tmp_path / "a.json").write_text(json.dumps(api(api_submission())), encoding="utf-8")
    for name in ("a.csv", "a.json"):
        (opened,) = open_document(tmp_path / name, name).sheets
        found = recognise(opened).source
        assert found is not None
        assert found.NAME == "kobo_partnership_survey"
