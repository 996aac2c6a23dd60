"""Flows as the FTS API answers: old and new shape, pages, refusals and answers that break off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.sources import fts_api
from pipelines.sources.sheets import Sheet
from tests.readings import finding, real_sheet, records, take


def api(*listed: Any, **meta: Any) -> Sheet:
    return Sheet("money/page.json", "", [], payload={"status": "ok", "data": {"flows": list(listed)}, "meta": meta})


def organisation(name: str, number: str, kind: str = "NGOs", sub: str = "National NGOs/CSOs") -> dict[str, Any]:
    return {
        "type": "Organization", "id": number, "name": name, "organizationTypes": [kind], "organizationSubTypes": [sub],
        "organizationLevels": ["Local and National Non-State Actors"],
    }  # fmt: skip


def api_flow(*destinations: dict[str, Any], **scalars: Any) -> dict[str, Any]:
    return {
        "id": "700001", "amountUSD": 5000, "status": "paid", "flowType": "Standard", "boundary": "internal",
        "onBoundary": "single", "newMoney": False, "contributionType": "in kind", "date": "2025-02-01T00:00:00Z",
        "updatedAt": "2025-03-04T14:49:37.282Z", "description": "For Ms Jane Roe", "refCode": None, "keywords": None,
        "sourceObjects": [organisation("Nandoria, Government of", "9", "Governments", "National Governments")],
        "destinationObjects": list(destinations), **scalars,
    }  # fmt: skip


def named(kind: str, *names: str) -> list[dict[str, Any]]:
    return [{"type": kind, "id": str(index), "name": name} for index, name in enumerate(names)]


def test_a_flow_of_the_api_is_read() -> None:
    listed = api_flow(
        organisation("Anta Relief", "42"),
        *named("Location", "Nandoria", "Korea, Republic of"), *named("UsageYear", "2027", "2025", "2026"),
        *named("GlobalCluster", "Health", "Protection - Housing, Land and Property"), *named("Cluster", "Local name"),
        *named("Plan", "Nandoria 2025", "Regional plan 2025"),
    )  # fmt: skip
    (flow,) = records(take(fts_api, api(listed)))
    assert (flow["row"], flow["flow_id"], flow["amount_usd"], flow["new_money"]) == (1, "700001", "5000", "no")
    assert (flow["destination_organisation"], flow["destination_fts_id"]) == ("Anta Relief", "42")
    assert (flow["destination_type"], flow["destination_subtype"]) == ("NGOs", "National NGOs/CSOs")
    assert flow["destination_countries"] == "Nandoria|Korea, Republic of"
    assert (flow["usage_year_start"], flow["usage_year_end"]) == ("2025", "2027")
    assert flow["clusters"] == "Health|Protection - Housing, Land and Property"
    assert flow["plan"] == "Nandoria 2025|Regional plan 2025"
    assert (flow["source_organisation"], flow["source_type"]) == ("Nandoria, Government of", "Governments")
    assert (flow["date"], flow["updated_on"], flow["contribution_type"]) == ("2025-02-01", "2025-03-04", "in kind")
    assert "jane" not in repr(flow).lower()


def test_several_recipients_are_counted_and_none_is_named() -> None:
    two = api_flow(organisation("Anta Relief", "42"), organisation("Beka Aid", "43", "NGOs", "International NGOs"))
    (flow,) = records(take(fts_api, api(two)))
    assert (flow["destination_organisation"], flow["destination_fts_id"]) == ("", "")
    assert flow["destination_organisations"] == "2"
    assert (flow["destination_type"], flow["destination_subtype"]) == ("NGOs", "National NGOs/CSOs|International NGOs")


def test_a_flow_without_recipient_has_none() -> None:
    (flow,) = records(take(fts_api, api(api_flow(newMoney=True, flowType="Pass through"))))
    assert (flow["destination_organisation"], flow["destination_organisations"]) == ("", "")
    assert (flow["new_money"], flow["flow_type"], flow["usage_year_start"]) == ("yes", "pass_through", "")


def test_old_pages_have_no_levels_and_un_agencies_no_subtype() -> None:
    agency = {"type": "Organization", "id": "7", "name": "An Agency", "organizationTypes": ["UN agency"]}
    (flow,) = records(take(fts_api, api(api_flow(agency))))
    assert (flow["destination_type"], flow["destination_subtype"]) == ("UN agency", "")


def test_a_page_of_several_says_so() -> None:
    told = finding(take(fts_api, api(api_flow(), count=484, nextLink="next")), "one_page_of_several")
    assert told.severity == "info"
    assert "1 of 484 flows" in told.message
    assert not take(fts_api, api(api_flow(), count=1)).findings


def test_a_list_of_flows_joined_from_pages_is_read() -> None:
    sheet = Sheet("money/all.json", "", [], payload=[api_flow(), api_flow(id="700002")])
    assert [flow["flow_id"] for flow in records(take(fts_api, sheet))] == ["700001", "700002"]


def test_an_entry_that_is_no_flow_is_an_error_at_its_place() -> None:
    reading = take(fts_api, api(api_flow(), None, api_flow(id="700003")))
    assert reading.record_rows == [1, 2, 3]
    told = finding(reading, "not_a_flow")
    assert (told.row, told.severity) == (2, "error")


def test_a_refusal_of_the_api_is_an_error_of_the_file() -> None:
    sheet = Sheet("money/page.json", "", [], payload={"status": "error", "message": "Invalid plan id"})
    reading = take(fts_api, sheet)
    assert reading.rows_read == 0
    told = finding(reading, "api_error")
    assert (told.severity, told.row) == ("error", 0)
    assert "Invalid plan id" in told.message


@pytest.mark.parametrize("indent", [None, 2])
def test_an_answer_that_breaks_off_is_an_error_of_the_file(tmp_path: Path, indent: int | None) -> None:
    text = json.dumps(api(*[api_flow()] * 20).payload, indent=indent)
    (tmp_path / "page.json").write_text(text[: len(text) // 2], encoding="utf-8")
    reading = take(fts_api, real_sheet(tmp_path, "page.json"))
    told = finding(reading, "cut_short")
    assert (reading.rows_read, told.severity, told.row) == (0, "error", 0)


def test_any_other_json_is_not_near() -> None:
    assert fts_api.recognise(Sheet("a.json", "", [], payload=[{"x": 1}])).closeness == 0
    assert fts_api.recognise(Sheet("a.json", "", [], payload={"value": []})).closeness == 0


def test_what_only_the_api_knows_is_read() -> None:
    listed = api_flow(
        organisation("Anta Relief", "42"), {"type": "Plan", "id": 544, "name": "Nandoria 2025"},
        parentFlowId=600001, childFlowIds=[800001, 800002], method="Traditional aid",
        grandBargainEarmarkingType=["softly earmarked"],
    )  # fmt: skip
    (flow,) = records(take(fts_api, api(listed)))
    assert (flow["parent_flow_id"], flow["child_flow_ids"]) == ("600001", "800001|800002")
    assert (flow["method"], flow["earmarking"], flow["plan_id"]) == ("Traditional aid", "softly earmarked", "544")
    assert (flow["source_fts_id"], flow["source_subtype"]) == ("9", "National Governments")
    assert flow["destination_level"] == "Local and National Non-State Actors"


def test_lists_that_are_null_or_one_word_are_read() -> None:
    listed = api_flow(organisation("Anta Relief", "42") | {"organizationTypes": "NGO", "organizationSubTypes": None})
    (flow,) = records(take(fts_api, api(listed | {"childFlowIds": None, "grandBargainEarmarkingType": "earmarked"})))
    assert (flow["destination_type"], flow["destination_subtype"]) == ("NGO", "")
    assert (flow["child_flow_ids"], flow["earmarking"], flow["parent_flow_id"]) == ("", "earmarked", "")
