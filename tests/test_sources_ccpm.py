"""CCPM questionnaires: items by name or label, both scale families and the newer one, partners and coordinators apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts.tables import CONTRACTS
from pipelines.instruments import ccpm
from pipelines.sources import ccpm_survey, kobo_survey
from pipelines.sources.reading import Reading, Record
from pipelines.sources.sheets import Sheet
from tests.readings import finding, take
from tests.survey_exports import Setting, export
from tests.workspaces import facts, partner, write_csv, write_partners

SENT = {"_uuid": "aaaa-1", "_submission_time": "2026-05-01T07:21:05"}
# Enough items of a form in use elsewhere, none of them asked by ours, so that a sheet is known for what it is.
OTHER = {f"P_IS04_{number:02}": "" for number in range(6, 11)} | dict.fromkeys(
    (*(f"P_IS01_{number:02}" for number in range(4, 8)), "P_AD01_04", "P_AD01_05"), ""
)


def sheet(*rows: dict[str, str]) -> Sheet:
    """An export with XML names: of these columns and some empty ones."""
    names = list(dict.fromkeys(name for row in rows for name in (*SENT, *row, *OTHER)))
    return Sheet("survey/ccpm.csv", "", [names, *([{**SENT, **row}.get(name, "") for name in names] for row in rows)])


def read(*rows: dict[str, str]) -> Reading:
    reading = take(ccpm_survey, sheet(*rows))
    for name, records in reading.facts.items():
        known = {"row", *(column.name for column in CONTRACTS[name].columns)}
        assert all(set(record) <= known for record in records)
    return reading


def answers(*rows: dict[str, str]) -> list[Record]:
    return read(*rows).facts["ccpm_answers"]


def only(row: dict[str, str]) -> tuple[Any, ...]:
    (record,) = answers(row)
    return record["scale"], record["answer"], record["score"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("yes", ("yes_no", "yes", "100")), ("No", ("yes_no", "no", "0")), ("Oui", ("yes_no", "yes", "100")),
        ("never", ("frequency", "never", "0")), ("Rarely", ("frequency", "rarely", "33.3")),
        ("fairly_often", ("frequency", "fairly_often", "66.7")), ("بانتظام شديد", ("frequency", "very_regularly", "100")),
        ("not_satisfied", ("satisfaction", "not_satisfied", "0")),
        ("Rather unsatisfied", ("satisfaction", "rather_unsatisfied", "33.3")),
        ("Plutôt satisfait", ("satisfaction", "fairly_satisfied", "66.7")),
        ("Muy satisfecho", ("satisfaction", "very_satisfied", "100")),
        ("strongly_disagree", ("agreement", "strongly_disagree", "0")), ("Disagree", ("agreement", "disagree", "25")),
        ("Neutral", ("agreement", "neither", "50")), ("D'accord", ("agreement", "agree", "75")),
        ("strongly_agree", ("agreement", "strongly_agree", "100")),
        ("1_strongly_disagree", ("agreement", "strongly_disagree", "0")), ("5 - Strongly agree", ("agreement", "strongly_agree", "100")),
        ("2_rarely", ("frequency", "rarely", "33.3")), ("4_tend_to_agree", ("agreement", "agree", "75")),
        ("3", ("agreement", "neither", "50")), ("0", ("agreement", "dont_know", "")), ("-1", ("agreement", "dont_know", "")),
        ("0_dont_know", ("agreement", "dont_know", "")), ("Don't know / Not applicable", ("agreement", "dont_know", "")),
        ("Not applicable", ("agreement", "not_applicable", "")), ("No sé", ("agreement", "dont_know", "")),
    ],
)  # fmt: skip
def test_answers_of_every_scale_have_a_score(found: str, expected: tuple[str, str, str]) -> None:
    assert only({"P_SS01a_05": found}) == expected


@pytest.mark.parametrize("found", ["mostly", "6", "99"])
def test_an_answer_of_no_scale_is_left_to_the_contract(found: str) -> None:
    assert only({"P_SS01a_05": found})[1:] == (found, "")


def test_dont_know_is_on_the_scale_of_the_other_answers_to_the_item() -> None:
    rows = ({"_uuid": "a", "P_SS01a_01": "dont_know"}, {"_uuid": "b", "P_SS01a_01": "agree"})
    assert [record["scale"] for record in answers(*rows)] == ["agreement", "agreement"]
    assert only({"P_SS01a_01": "dont_know"})[0] == "frequency"  # as the form declares


def test_bare_numbers_are_read_with_a_warning() -> None:
    told = finding(read({"P_SS01a_05": "3", "P_SS01a_06": "4"}), "answers_as_numbers")
    assert told.severity == "warning"
    assert told.message.startswith("2 answers are numbers")


@pytest.mark.parametrize("blank", ["", "n/a", "NA"])
def test_a_question_not_asked_has_no_row(blank: str) -> None:
    assert answers({"P_MR01_03": "no", "P_MR01_04": blank}) == answers({"P_MR01_03": "no"})


@pytest.mark.parametrize(
    ("item", "sub_function"),
    [
        ("P_SS01a_06", "1.1"), ("P_SS04_03", "1.2"), ("P_IS02", "2.1"), ("P_IS04_10", "2.2"), ("P_PS02_02", "3.2"),
        ("P_PS02_03", "3.3"), ("P_PS02_06", "3.3"), ("P_PR01_05", "5"), ("P_AA01_03", "7.2"),
    ],
)  # fmt: skip
def test_the_sub_function_comes_from_the_name_not_from_the_place(item: str, sub_function: str) -> None:
    (record,) = answers({item: "yes"})
    assert (record["item"], record["sub_function"]) == (item, sub_function)


def test_numbers_before_labels_and_groups_do_not_matter() -> None:
    row = {"grp/P_AD01_01": "yes", "4. Advocacy.P_MR01_01": "never", "g-P_PR01_01": "no"}
    assert [record["sub_function"] for record in answers(row)] == ["4.1", "5", "6.1"]


def test_partners_and_coordinators_are_kept_apart() -> None:
    partner_row = {"type_of_survey": "partner", "P_GI03": "national_org", "cluster": "wash", "P_SS01a_01": "rarely"}
    coordinator = {"_uuid": "b", "type_of_survey": "coordinator", "C_IS01": "yes", "C_CP01_01": "4"}
    reading = read(partner_row, coordinator)
    first, second = reading.facts["ccpm_responses"]
    assert (first["respondent"], first["organisation_type"], first["cluster"]) == ("partner", "national_ngo", "wash")
    assert (second["respondent"], second["organisation_type"]) == ("coordinator", "")
    assert [(row["row"], row["item"]) for row in reading.facts["ccpm_answers"]] == [(2, "P_SS01a_01"), (3, "C_IS01")]


@pytest.mark.parametrize(
    ("row", "respondent"),
    [
        ({"P_SS01a_01": "rarely", "C_IS01": ""}, "partner"), ({"C_IS01": "yes", "C_CP01_01": "3", "P_IS02": ""}, "coordinator"),
        ({"type_of_survey": "donors"}, "donors"), ({"type_of_survey": "Pour la coordination du cluster"}, "coordinator"),
    ],
)  # fmt: skip
def test_without_the_question_the_filled_items_tell_who_answers(row: dict[str, str], respondent: str) -> None:
    (response,) = read(row).facts["ccpm_responses"]
    assert response["respondent"] == respondent


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ("international_org", "international_ngo"), ("un_org", "un_agency"), ("academia_org", "academic"),
        ("observer_org", "other"), ("red_cross_org", "red_cross_society"), ("International NGO", "international_ngo"),
        ("وكالة تابعة للأمم المتحدة", "un_agency"), ("NNGO", "national_ngo"), ("Circus", "Circus"), ("", ""),
    ],
)  # fmt: skip
def test_types_of_partner_are_ours(found: str, kind: str) -> None:
    (response,) = read({"type_of_survey": "partner", "P_GI03": found}).facts["ccpm_responses"]
    assert response["organisation_type"] == kind


def test_partners_are_counted_by_type_all_and_active_ones() -> None:
    row = {"C_CP01_01": "12", "C_CP02_01": "9", "C_CP01_04": "0", "C_CP02_09": "2", "C_CP01_10": "1"}
    counts = [
        (count["organisation_type"], count["partners"], count["effective_partners"])
        for count in read(row).facts["ccpm_partner_counts"]
    ]
    assert counts == [
        ("international_ngo", "12", "9"), ("authority", "0", ""), ("other", "", "2"), ("red_cross_society", "1", ""),
    ]  # fmt: skip


def test_notes_of_a_coordinator_are_no_answers_and_are_not_shown() -> None:
    reading = read(
        {"C_SD01": "Weekly, chaired by Jane Roe", "C_SD03": "4", "C_IS01": "yes", "C_SD02": "Jane Roe again"}
    )
    assert [record["item"] for record in reading.facts["ccpm_answers"]] == ["C_IS01"]
    told = finding(reading, "coordinator_notes")
    assert told.message.startswith("2 cells")
    assert "Jane" not in repr(reading)


def test_whether_preparedness_is_a_task_is_not_scored() -> None:
    assert [record["item"] for record in answers({"C_PR02": "yes", "C_PR03": "no"})] == ["C_PR03"]


def test_labels_are_understood_as_names_are() -> None:
    given = {**SENT, "type_of_survey": "partner", "P_GI03": "un_org", "P_IS02": "yes", "P_IS04_01": "no"}
    names, labels = (
        take(ccpm_survey, export(ccpm(), [given], Setting(language))).facts for language in ("names", "fr")
    )
    assert names == labels
    assert [(row["item"], row["score"]) for row in labels["ccpm_answers"]] == [("P_IS02", "100"), ("P_IS04_01", "0")]


def test_nine_items_are_not_enough_and_the_partnership_survey_is_not_one() -> None:
    nine = ccpm_survey.recognise(Sheet("a.csv", "", [[*list(OTHER)[:9], "_uuid"]]))
    assert (nine.accepted, nine.evidence[:20]) == (False, "9 items for partners")
    assert ccpm_survey.recognise(Sheet("a.csv", "", [[*list(OTHER)[:9], "C_CP02_09"]])).accepted
    assert not kobo_survey.recognise(export(ccpm(), [SENT], Setting("en"))).closeness


def test_a_submission_not_approved_or_there_twice_is_not_counted() -> None:
    reading = read(
        {"P_IS02": "yes"}, {"P_IS02": "no"}, {"_uuid": "b", "_validation_status": "Not Approved", "P_IS02": "no"}
    )
    assert [row["row"] for row in reading.facts["ccpm_answers"]] == [2]
    assert {found.rule: found.row for found in reading.findings} == {"repeated_submission": 3, "not_approved": 4}
    assert reading.record_rows == [2, 3, 4]


# Through a build


def write(folder: Path, name: str, *rows: dict[str, str]) -> None:
    table = sheet(*({"cluster": "wash", **row} for row in rows)).rows
    write_csv(folder / name, table[0], table[1:])


def test_facts_of_a_build(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Anta Relief")])
    coordinator = {"_uuid": "b", "C_CP01_08": "2", "C_CP01_09": "3", "C_CP02_09": "1", "C_IS01": "yes"}
    write(tmp_path, "may.csv", {"organisation": "Anta Relief", "P_IS02": "no"}, coordinator)
    later = {
        "organisation": "Anta Relief",
        "P_IS02": "yes",
        "P_SS01a_01": "rarely",
        "_submission_time": "2026-05-09T07:00:00",
    }
    write(tmp_path, "june.csv", later, {"_uuid": "c", "P_IS02": "dont_know", "_submission_time": "2026-09-01T07:00:00"})
    responses = (
        "select respondent, round_end::varchar, cluster_id, organisation_id from ccpm_responses order by response_id"
    )
    assert facts(tmp_path, responses) == [
        ("partner", "2026-05-09", "wash", "anta-relief"), ("coordinator", "2026-05-09", "wash", None),
        ("partner", "2026-09-01", "wash", None),
    ]  # fmt: skip
    answered = "select response_id, item, answer, score from ccpm_answers order by all"
    assert facts(tmp_path, answered) == [
        ("aaaa-1", "P_IS02", "yes", 100.0), ("aaaa-1", "P_SS01a_01", "rarely", 33.3), ("b", "C_IS01", "yes", 100.0),
        ("c", "P_IS02", "dont_know", None),
    ]  # fmt: skip
    counted = "select organisation_type, partners, effective_partners from ccpm_partner_counts"
    assert facts(tmp_path, counted) == [("other", 5, 1)]


def test_a_strange_answer_quarantines_its_questionnaire_and_says_so(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Anta Relief")])
    write(tmp_path, "may.csv", {"P_IS02": "mostly"}, {"_uuid": "b", "P_IS02": "yes"})
    assert facts(tmp_path, "select response_id from ccpm_responses") == [("b",)]
    ((column, value, message),) = facts(
        tmp_path, "select \"column\", value, message from findings where severity = 'error'"
    )
    assert (column, value) == ("answer", "mostly")
    assert "Expected an answer of the form, such as Yes" in message
