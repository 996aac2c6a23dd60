"""FTS exports and FTS API answers: what is read, what is refused, and what is said about it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts.tables import CONTRACTS
from pipelines.sources import cbpf_projects, fts_api, fts_csv, kobo_survey
from pipelines.sources.fts_words import split_clusters, split_countries
from pipelines.sources.sheets import Sheet, open_document
from tests.readings import finding, real_sheet, records, rules, table, take, total

FTS_HEADINGS = [
    "date", "budgetYear", "description", "amountUSD", "srcOrganization", "srcOrganizationTypes", "srcLocations",
    "srcUsageYearStart", "srcUsageYearEnd", "destPlan", "destPlanCode", "destPlanId", "destOrganization",
    "destOrganizationTypes", "destGlobalClusters", "destLocations", "destProject", "destProjectCode",
    "destEmergency", "destUsageYearStart", "destUsageYearEnd", "contributionType", "flowType", "method",
    "boundary", "onBoundary", "status", "firstReportedDate", "decisionDate", "keywords", "originalAmount",
    "originalCurrency", "exchangeRate", "id", "refCode", "createdAt", "updatedAt",
]  # fmt: skip
FLOW = {
    "date": "2025-02-01", "amountUSD": "1000", "srcOrganization": "Nandoria, Government of",
    "srcOrganizationTypes": "Governments", "destOrganization": "Anta Relief", "destOrganizationTypes": "NGOs",
    "destUsageYearStart": "2025", "destUsageYearEnd": "2026", "contributionType": "financial", "flowType": "Standard",
    "boundary": "incoming", "onBoundary": "single", "status": "paid", "id": "900001", "updatedAt": "2025-03-04",
    "description": "Asked for by Ms Jane Roe", "refCode": "JANE-ROE", "keywords": "Jane Roe",
}  # fmt: skip


def flows(*rows: dict[str, str], tags: bool = False) -> Sheet:
    return table(FTS_HEADINGS, *({**FLOW, **row} for row in rows), tags=tags)


# FTS flow export


def test_a_flow_is_read_with_our_codes() -> None:
    (flow,) = records(
        take(fts_csv, flows({"flowType": "Pass through", "onBoundary": "Shared", "status": "Commitment"}))
    )
    assert flow["flow_type"] == "pass_through"
    assert (flow["on_boundary"], flow["status"], flow["boundary"]) == ("shared", "commitment", "incoming")
    assert (flow["flow_id"], flow["amount_usd"], flow["row"]) == ("900001", "1000", 2)
    assert (flow["date"], flow["updated_on"]) == ("2025-02-01", "2025-03-04")
    assert (flow["usage_year_start"], flow["usage_year_end"], flow["new_money"]) == ("2025", "2026", "")


def test_a_word_fts_does_not_have_is_passed_on_as_found() -> None:
    (flow,) = records(take(fts_csv, flows({"status": "Promised"})))
    assert flow["status"] == "Promised"


def test_the_tag_row_is_not_a_record() -> None:
    reading = take(fts_csv, flows({}, tags=True))
    assert reading.record_rows == [3]


def test_columns_are_found_by_heading_in_any_order() -> None:
    (flow,) = records(take(fts_csv, table(FTS_HEADINGS[::-1], FLOW)))
    assert (flow["flow_id"], flow["destination_organisation"]) == ("900001", "Anta Relief")


def test_texts_that_may_name_people_are_left_behind() -> None:
    reading = take(fts_csv, flows({}))
    assert "jane" not in (repr(records(reading)) + repr(reading.findings)).lower()


def test_names_are_never_split() -> None:
    (flow,) = records(take(fts_csv, flows({"destOrganization": "Relief, Hope & Co, The"})))
    assert flow["source_organisation"] == "Nandoria, Government of"
    assert flow["destination_organisation"] == "Relief, Hope & Co, The"


@pytest.mark.parametrize(
    ("recipient", "name", "how_many"),
    [("Anta Relief", "Anta Relief", "1"), ("", "", ""), ("Multiple", "", "2")],
)
def test_how_many_recipients_a_flow_names(recipient: str, name: str, how_many: str) -> None:
    (flow,) = records(take(fts_csv, flows({"destOrganization": recipient})))
    assert (flow["destination_organisation"], flow["destination_organisations"]) == (name, how_many)


@pytest.mark.parametrize(
    ("cell", "names", "unknown"),
    [
        ("", [], []),
        ("Health", ["Health"], []),
        ("Health,Nutrition", ["Health", "Nutrition"], []),
        ("Health, Nutrition", ["Health", "Nutrition"], []),
        ("Protection - Housing, Land and Property", ["Protection - Housing, Land and Property"], []),
        ("Housing, Land and Property,Protection", ["Housing, Land and Property", "Protection"], []),
        (
            "Health,Protection - Housing, Land and Property,Protection",
            ["Health", "Protection - Housing, Land and Property", "Protection"],
            [],
        ),
        ("Bread, Butter and Health", ["Bread, Butter and Health"], ["Bread, Butter and Health"]),
        ("Health,Bread, Butter", ["Health", "Bread, Butter"], ["Bread, Butter"]),
        ("Bread, Butter,Health", ["Bread, Butter", "Health"], ["Bread, Butter"]),
        ("Health,Health", ["Health"], []),
    ],
)
def test_clusters_are_split_by_known_names_only(cell: str, names: list[str], unknown: list[str]) -> None:
    assert split_clusters(cell) == (names, unknown)


def test_an_unknown_cluster_is_said_once_with_its_number_of_rows() -> None:
    reading = take(
        fts_csv, flows({"destGlobalClusters": "Bread, Butter"}, {"destGlobalClusters": "Health,Bread, Butter"})
    )
    told = finding(reading, "unknown_cluster")
    assert (told.severity, told.value, told.row) == ("info", "Bread, Butter", 2)
    assert "2 rows" in told.message


@pytest.mark.parametrize(
    ("cell", "joined"), [("AFG,PAK", "AFG|PAK"), ("AFG", "AFG"), ("", ""), ("Korea, Republic of", "Korea, Republic of")]
)
def test_country_codes_are_joined_and_names_stay_whole(cell: str, joined: str) -> None:
    assert split_countries(cell) == joined


def test_repeated_flows_are_all_emitted_and_counted_in_one_finding() -> None:
    reading = take(fts_csv, flows({"id": "1"}, {"id": "1"}, {"id": "1"}, {"id": "2"}, {"id": "3"}, {"id": "3"}))
    assert len(records(reading)) == 6
    told = finding(reading, "repeated_flows")
    assert told.severity == "info"
    assert told.message.startswith("3 rows repeat 2 flows")


def test_a_negative_amount_is_passed_on() -> None:
    (flow,) = records(take(fts_csv, flows({"amountUSD": "-12000"})))
    assert flow["amount_usd"] == "-12000"


def test_a_row_longer_than_its_headings_is_an_error() -> None:
    sheet = flows({}, {})
    sheet.rows[2].append("moved")  # type: ignore[attr-defined]
    told = finding(take(fts_csv, sheet), "row_longer_than_headings")
    assert (told.severity, told.row) == ("error", 3)


def test_dates_from_a_spreadsheet_are_read_by_evidence_and_said() -> None:
    reading = take(fts_csv, flows({"date": "25/02/2025"}, {"date": "03/04/2025"}))
    assert [flow["date"] for flow in records(reading)] == ["2025-02-25", "2025-04-03"]
    assert "date_order" in rules(reading)
    assert "date_order" not in rules(take(fts_csv, flows({})))


@pytest.mark.parametrize("lost", ["amountUSD", "id", "destOrganization", "onBoundary", "updatedAt"])
def test_a_file_without_a_needed_column_is_near_but_refused(lost: str) -> None:
    claim = fts_csv.recognise(table([h for h in FTS_HEADINGS if h != lost], FLOW))
    assert not claim.accepted
    assert "36 of 37" in claim.evidence
    assert f"missing: {lost}" in claim.evidence


def test_a_file_whose_descriptions_were_taken_out_is_still_read() -> None:
    reading = take(fts_csv, table([h for h in FTS_HEADINGS if h not in ("description", "keywords")], FLOW))
    assert reading.rows_read == 1


# FTS API


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


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"status": "ok", "data": {"report1": {}, "report3": {}}}, "report of totals"),
        ({"status": "ok", "data": {"totals": {}, "plans": []}}, "plan overview"),
        ({"status": "ok", "data": [{"id": 1, "name": "A", "categories": []}]}, "list of organisations"),
        ({"status": "ok", "data": [{"id": 1, "name": "Health", "code": "H", "type": "global"}]}, "list of clusters"),
    ],
)
def test_other_answers_of_the_api_are_refused_by_name(payload: Any, said: str) -> None:
    claim = fts_api.recognise(Sheet("a.json", "", [], payload=payload))
    assert not claim.accepted
    assert claim.closeness > 0
    assert said in claim.evidence


def test_any_other_json_is_not_near() -> None:
    assert fts_api.recognise(Sheet("a.json", "", [], payload=[{"x": 1}])).closeness == 0
    assert fts_api.recognise(Sheet("a.json", "", [], payload={"value": []})).closeness == 0


# Files published by others


def plain_csv(real: Path, name: str) -> list[dict[str, str]]:
    """The file as Python's csv module reads it, without the tag row: an independent reading."""
    with (real / name).open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if not next(iter(row.values())).startswith("#")]


def test_the_world_file_of_fts(real: Path) -> None:
    name = "fts/fts_incoming_funding_global_2026-04_nohxl.csv"
    reading = take(fts_csv, real_sheet(real, name))
    rows = records(reading)
    assert reading.rows_read == len(plain_csv(real, name)) == 7990
    once = list({row["flow_id"]: row for row in rows}.values())
    assert len(once) == 7550
    assert total(once, "amount_usd") == 9_182_916_279
    assert total([row for row in once if row["status"] != "pledge"], "amount_usd") == 7_318_493_300
    assert finding(reading, "repeated_flows").message.startswith("440 rows repeat 85 flows")
    assert rules(reading) == ["repeated_flows"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("fts/fts_incoming_funding_afg_2020-10_hxl.csv", 230),
        ("fts/fts_incoming_funding_afg_format_2019-09.csv", 2),
        ("fts/fts_incoming_funding_pse_2026-01_hxl.csv", 167),
        ("fts/fts_internal_funding_afg_2021-03_hxl.csv", 156),
        ("fts/fts_internal_funding_global_2026-04_nohxl.csv", 675),
        ("fts/fts_internal_funding_pse_2026-01_hxl.csv", 238),
        ("fts/fts_outgoing_funding_global_2026-04_nohxl.csv", 3199),
        ("fts/fts_outgoing_funding_pse_2026-01_hxl.csv", 1),
    ],
)
def test_every_flow_export_is_read_as_a_plain_reader_reads_it(real: Path, name: str, count: int) -> None:
    reading = take(fts_csv, real_sheet(real, name))
    plain = plain_csv(real, name)
    assert reading.rows_read == len(plain) == count
    assert [row["flow_id"] for row in records(reading)] == [row["id"] for row in plain]
    assert [str(row["clusters"]).replace("|", ",") for row in records(reading)] == [
        row["destGlobalClusters"] for row in plain
    ]
    assert "unknown_cluster" not in rules(reading)
    for column in ("status", "flow_type", "boundary", "on_boundary"):
        (contract,) = [c for c in CONTRACTS["funding_flows"].columns if c.name == column]
        assert {row[column] for row in records(reading)} <= set(contract.choices)


def test_the_three_pages_of_afghanistan_2020(real: Path) -> None:
    names = ("page1", "page2", "page3_last")
    readings = [take(fts_api, real_sheet(real, f"fts/fts_api_flow_afg_2020_{page}.json")) for page in names]
    rows = [row for reading in readings for row in records(reading)]
    assert [reading.rows_read for reading in readings] == [200, 200, 84]
    assert len({row["flow_id"] for row in rows}) == 484
    assert all("200 of 484" in finding(reading, "one_page_of_several").message for reading in readings[:2])
    years = next(row for row in rows if row["usage_year_start"] != row["usage_year_end"])
    assert str(years["usage_year_start"]) < str(years["usage_year_end"])


def test_the_newest_shape_of_the_api(real: Path) -> None:
    reading = take(fts_api, real_sheet(real, "fts/fts_api_flow_year2024_sample200.json"))
    rows = records(reading)
    assert reading.rows_read == 200
    assert [sum(row["destination_organisations"] == n for row in rows) for n in ("", "1", "2")] == [1, 197, 2]
    assert sum(row["new_money"] == "yes" for row in rows) == 196
    assert {row["status"] for row in rows} == {"paid", "commitment"}
    assert "200 of 35625" in finding(reading, "one_page_of_several").message


ACCEPTED = {
    "fts/fts_incoming_funding_afg_2020-10_hxl.csv", "fts/fts_incoming_funding_afg_format_2019-09.csv",
    "fts/fts_incoming_funding_global_2026-04_nohxl.csv", "fts/fts_incoming_funding_pse_2026-01_hxl.csv",
    "fts/fts_internal_funding_afg_2021-03_hxl.csv", "fts/fts_internal_funding_global_2026-04_nohxl.csv",
    "fts/fts_internal_funding_pse_2026-01_hxl.csv", "fts/fts_outgoing_funding_global_2026-04_nohxl.csv",
    "fts/fts_outgoing_funding_pse_2026-01_hxl.csv", "fts/fts_api_flow_afg_2020_page1.json",
    "fts/fts_api_flow_afg_2020_page2.json", "fts/fts_api_flow_afg_2020_page3_last.json",
    "fts/fts_api_flow_year2024_sample200.json", "cbpf/cbpf_ProjectSummaryV2_2025.csv",
    "cbpf/cbpf_ProjectSummary_2018_named_orgs.csv",
}  # fmt: skip


def test_no_other_real_file_is_taken_for_one_of_these(real: Path) -> None:
    sources = (fts_csv, fts_api, cbpf_projects, kobo_survey)
    taken = set()
    for path in sorted(real.rglob("*")):
        if path.suffix in (".csv", ".json", ".xlsx"):
            name = path.relative_to(real).as_posix()
            sheets = open_document(path, name).sheets
            if any(source.recognise(sheet).accepted for sheet in sheets for source in sources):
                taken.add(name)
    assert taken == ACCEPTED


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("fts/fts_incoming_funding_afg_format_2019-01.csv", ("onBoundary", "destEmergency")),
        ("fts/fts_funding_afg_format_2018-12.csv", ("destGlobalClusters", "destPlan", "onBoundary")),
        ("fts/fts_funding_afg_format_2018-11b.csv", ("srcOrganization", "destUsageYearStart")),
    ],
)
def test_older_exports_are_near_and_say_what_is_missing(real: Path, name: str, missing: tuple[str, ...]) -> None:
    claim = fts_csv.recognise(real_sheet(real, name))
    assert not claim.accepted
    assert claim.closeness > 0.5
    assert all(heading in claim.evidence for heading in missing)
