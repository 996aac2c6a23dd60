"""Pooled-fund projects in their other layouts: the first version, JSON, and projects split by place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.sources import cbpf_project_places, cbpf_project_summary, cbpf_projects
from pipelines.sources.sheets import Sheet
from tests.readings import finding, records, rules, table, take

OLD: dict[str, Any] = {
    "PooledFundName": "Nandoria", "PooledFundId": 99, "ChfProjectCode": "XND-16/9/SA1/P/UN/213",
    "AllocationType": "2016 1st Standard Allocation", "AllocationYear": 2016, "OrganizationName": "World Relief Agency",
    "OrganizationType": "UN Agency", "Budget": 1535993.56, "TotalDirectCost": 1259088.0, "TotalSupportCost": None,
    "ActualStartDate": "2016-03-04T00:00:00", "ActualEndDate": None, "ProjectStatus": "Project Closed",
    "ApprovedDate": "2016-02-30T23:02:00",
}  # fmt: skip
PLACE_HEADINGS = ["PFId", "PrjCode", "ClstAgg", "ClstPrct", "AdmLoc1", "AdmLocClustBdg1", "AdmLocClustBdg2", "AYr"]
PLACE = {
    "PFId": "99", "PrjCode": "CBPF-XND-25-S-NGO-90001", "ClstAgg": "7", "ClstPrct": "100.00", "AdmLoc1": "North",
    "AdmLocClustBdg1": "100.50", "AdmLocClustBdg2": "100.50", "AYr": "2025",
}  # fmt: skip


def document(payload: Any) -> Sheet:
    return Sheet("money/answer.json", "", [], "utf-8", json.loads(json.dumps(payload)))


def places(*rows: dict[str, str]) -> Sheet:
    return table(PLACE_HEADINGS, *({**PLACE, **row} for row in rows))


def test_a_project_of_the_first_version_is_read_from_json() -> None:
    reading = take(cbpf_project_summary, document({"odata.metadata": "…", "value": [OLD]}))
    (project,) = records(reading)
    assert reading.record_rows == [1]
    assert (project["project_code"], project["fund"], project["year"]) == ("XND-16/9/SA1/P/UN/213", "Nandoria", "2016")
    assert (project["organisation"], project["masked"], project["type"]) == ("World Relief Agency", "no", "un_agency")
    assert (project["budget_usd"], project["direct_cost_usd"], project["support_cost_usd"]) == (
        "1535993.56",
        "1259088.0",
        "",
    )
    assert (project["starts_on"], project["ends_on"]) == ("2016-03-04", "")
    assert project["approved_on"] == "2016-02-30T23:02:00"  # no such day: left for the contract to report
    assert (project["cluster"], project["round"]) == ("Protection", "2016 1st Standard Allocation")


def test_the_same_as_a_table_with_tags() -> None:
    row = {key: str(value) for key, value in OLD.items() if value is not None}
    reading = take(cbpf_project_summary, table(list(OLD), row, tags=True))
    (project,) = records(reading)
    assert (reading.record_rows, project["budget_usd"]) == ([3], "1535993.56")


def test_a_masked_partner_of_the_first_version() -> None:
    (project,) = records(take(cbpf_project_summary, document([{**OLD, "OrganizationName": "UN Agency"}])))
    assert (project["organisation"], project["masked"]) == ("", "yes")


def test_the_second_version_is_read_from_json_too() -> None:
    headings = [*cbpf_projects.READ.values()]
    reading = take(cbpf_projects, document({"value": [dict.fromkeys(headings, "1")]}))
    assert [project["project_code"] for project in records(reading)] == ["1"]


def test_an_entry_that_is_no_project_is_an_error_of_that_entry() -> None:
    reading = take(cbpf_project_summary, document([OLD, "?"]))
    told = finding(reading, "not_a_record")
    assert (told.row, told.severity, reading.record_rows) == (2, "error", [1, 2])


def test_a_page_of_several_is_said() -> None:
    assert "one_page_of_several" in rules(take(cbpf_project_summary, document({"value": [OLD], "odata.nextLink": "…"})))
    assert "one_page_of_several" not in rules(take(cbpf_project_summary, document({"value": [OLD]})))


def test_places_add_up_to_one_project() -> None:
    reading = take(cbpf_project_places, places({}, {"AdmLocClustBdg1": "9.5", "AdmLocClustBdg2": ""}, {"PrjCode": "B"}))
    first, second = records(reading)
    assert (first["row"], first["budget_usd"], first["summed_up"]) == (2, "110.00", "yes")
    assert (first["type"], first["cluster"], first["approximate"]) == ("national_ngo", "Health", "no")
    assert (second["row"], second["budget_usd"], second["type"]) == (4, "100.50", "unknown")
    assert reading.record_rows == [2, 3, 4]
    assert "3 places were added up to 2 projects" in finding(reading, "summed_up").message


@pytest.mark.parametrize(
    ("clusters", "cluster"),
    [("11", "Water, Sanitation and Hygiene"), ("10|||10", "Protection"), ("7|||9", ""), ("99", "99"), ("", "")],
)
def test_a_cluster_is_known_where_one_is_named(clusters: str, cluster: str) -> None:
    (project,) = records(take(cbpf_project_places, places({"ClstAgg": clusters, "AdmLocClustBdg2": "40|||60.5"})))
    assert (project["cluster"], project["budget_usd"]) == (cluster, "100.5")


def test_a_rounded_part_makes_the_sum_approximate() -> None:
    (project,) = records(take(cbpf_project_places, places({"AdmLocClustBdg2": "1.2E+07"})))
    assert (project["approximate"], float(str(project["budget_usd"]))) == ("yes", 12_000_000)


@pytest.mark.parametrize(
    "wrong", [{"AdmLocClustBdg2": "TBC"}, {"AdmLocClustBdg2": "5|||-7"}, {"AYr": "next"}, {"AdmLocClustBdg1": "", "AdmLocClustBdg2": ""}]
)  # fmt: skip
def test_a_project_with_an_unreadable_place_is_set_aside_whole(wrong: dict[str, str]) -> None:
    reading = take(cbpf_project_places, places({}, wrong, {"PrjCode": "B"}))
    assert [project["project_code"] for project in records(reading)] == ["B"]
    errors = {found.row: found.rule for found in reading.findings if found.severity == "error"}
    assert errors == {2: "project_incomplete", 3: "place_of_project"}


def test_places_without_a_project_are_set_aside_each() -> None:
    reading = take(cbpf_project_places, places({"PrjCode": ""}, {"PrjCode": ""}, {}))
    assert [project["row"] for project in records(reading)] == [4]
    assert {found.row for found in reading.findings if found.severity == "error"} == {2, 3}


def test_places_are_no_project_summary() -> None:
    assert not cbpf_projects.recognise(places({})).accepted
    assert not cbpf_project_places.recognise(table([*cbpf_projects.READ.values()])).accepted


@pytest.mark.parametrize("payload", [{}, [], {"value": {}}, {"value": [1]}, [["PrjCode"]], "text", {"data": None}])
def test_other_documents_are_nobodys(payload: Any) -> None:
    for source in (cbpf_projects, cbpf_project_summary, cbpf_project_places):
        assert not source.recognise(document(payload)).accepted
