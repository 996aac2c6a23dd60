"""FTS flow exports from HDX, of every year: what is read and what is said about it."""

from __future__ import annotations

import csv
import io

import pytest

from pipelines.sources import fts_csv
from pipelines.sources.delimited import parse_csv
from pipelines.sources.fts_words import split_clusters, split_countries
from pipelines.sources.organisation_types import type_code
from pipelines.sources.sheets import Sheet
from tests.readings import finding, records, rules, table, take
from tests.workspaces import FTS_HEADINGS

FLOW = {
    "date": "2025-02-01", "amountUSD": "1000", "srcOrganization": "Nandoria, Government of",
    "srcOrganizationTypes": "Governments", "destOrganization": "Anta Relief", "destOrganizationTypes": "NGOs",
    "destUsageYearStart": "2025", "destUsageYearEnd": "2026", "contributionType": "financial", "flowType": "Standard",
    "boundary": "incoming", "onBoundary": "single", "status": "paid", "id": "900001", "updatedAt": "2025-03-04",
    "description": "Asked for by Ms Jane Roe", "refCode": "JANE-ROE", "keywords": "Jane Roe",
}  # fmt: skip


def flows(*rows: dict[str, str], tags: bool = False) -> Sheet:
    return table(FTS_HEADINGS, *({**FLOW, **row} for row in rows), tags=tags)


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


def test_a_negative_amount_is_passed_on_and_told() -> None:
    reading = take(fts_csv, flows({"id": "7", "amountUSD": "-12000"}, {"id": "8", "amountUSD": "5"}))
    assert [flow["amount_usd"] for flow in records(reading)] == ["-12000", "5"]
    assert finding(reading, "negative_amount").message.startswith("Flows with an amount below zero: 1 (7).")


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


@pytest.mark.parametrize("lost", ["amountUSD", "id", "destOrganization", "destGlobalClusters", "updatedAt"])
def test_a_file_without_a_needed_column_is_near_but_refused(lost: str) -> None:
    claim = fts_csv.recognise(table([h for h in FTS_HEADINGS if h != lost], FLOW))
    assert not claim.accepted
    assert "36 of 37" in claim.evidence
    assert f"missing: {lost}" in claim.evidence


def test_a_file_whose_descriptions_were_taken_out_is_still_read() -> None:
    reading = take(fts_csv, table([h for h in FTS_HEADINGS if h not in ("description", "keywords")], FLOW))
    assert reading.rows_read == 1


# Layouts of earlier years


def older(drop: tuple[str, ...] = (), **renamed: str) -> list[str]:
    """The headings of today without some, and with others under their former name."""
    return [renamed.get(heading, heading) for heading in FTS_HEADINGS if heading not in drop]


PLAN = ("destPlan", "destPlanCode", "destPlanId")
LAYOUTS = {
    36: older(("onBoundary",)),
    35: older(("onBoundary", "destEmergency")),
    3200: older(("onBoundary", "destEmergency", *PLAN)),
    32: older(("onBoundary", "destEmergency", *PLAN), destGlobalClusters="destClusters"),
    30: older(
        ("onBoundary", "destEmergency", *PLAN, "srcUsageYearEnd", "destUsageYearEnd"),
        srcOrganization="srcOrganizations", srcUsageYearStart="srcUsageYears", destOrganization="destOrganizations",
        destGlobalClusters="destClusters", destProject="destProjects", destProjectCode="destProjectCodes",
        destUsageYearStart="destUsageYears",
    ),
}  # fmt: skip
SHORT = [
    "date", "budgetYear", "description", "amountUSD", "contributionType", "flowType", "method", "boundary", "status",
    "firstReportedDate", "decisionDate", "keywords", "originalAmount", "originalCurrency", "exchangeRate", "id", "refCode",
    "createdAt", "updatedAt",
]  # fmt: skip
SIDES = [f"{side}Organization{what}" for side in ("source", "destination") for what in ("Name", "Types", "Id")]
LAYOUTS |= {25: [*SHORT, *SIDES], 22: [*SHORT, "organizationName", "organizationTypes", "organizationId"]}


@pytest.mark.parametrize(("columns", "headings"), LAYOUTS.items())
@pytest.mark.parametrize("tags", [True, False])
def test_every_layout_since_2018_is_read_with_or_without_its_tag_row(
    columns: int, headings: list[str], tags: bool
) -> None:
    (flow,) = records(take(fts_csv, table(headings, FLOW, tags=tags)))
    assert (flow["flow_id"], flow["amount_usd"], flow["status"], flow["date"]) == (
        "900001",
        "1000",
        "paid",
        "2025-02-01",
    )
    assert len(headings) == (32 if columns == 3200 else columns)
    assert flow["row"] == (3 if tags else 2)


def test_method_and_plan_id_are_read() -> None:
    (flow,) = records(take(fts_csv, flows({"method": "Cash transfer programming (CTP)", "destPlanId": "544"})))
    assert (flow["method"], flow["plan_id"]) == ("Cash transfer programming (CTP)", "544")


def test_years_of_use_in_one_cell_give_the_first_and_the_last() -> None:
    (flow,) = records(take(fts_csv, table(LAYOUTS[30], FLOW | {"destUsageYears": "2019,2017, 2018"})))
    assert (flow["usage_year_start"], flow["usage_year_end"]) == ("2017", "2019")


def test_names_of_the_layout_with_lists_stay_whole_and_it_is_said() -> None:
    row = FLOW | {"destOrganizations": "Relief, Hope & Co", "destClusters": "Health,Nutrition", "destLocations": "AFG"}
    reading = take(fts_csv, table(LAYOUTS[30], row))
    (flow,) = records(reading)
    assert (flow["destination_organisation"], flow["destination_organisations"]) == ("Relief, Hope & Co", "")
    assert flow["clusters"] == "Health|Nutrition"
    assert "commas" in finding(reading, "early_layout").message


def test_the_layout_of_27_november_2018_has_ids_of_both_sides() -> None:
    row = FLOW | dict(zip(SIDES, ("Nandoria", "Government", "9", "Anta Relief", "NGO", "42"), strict=True))
    (flow,) = records(take(fts_csv, table(LAYOUTS[25], row)))
    assert (flow["source_organisation"], flow["source_fts_id"]) == ("Nandoria", "9")
    assert (flow["destination_organisation"], flow["destination_fts_id"]) == ("Anta Relief", "42")
    assert (flow["destination_type"], flow["destination_countries"], flow["clusters"]) == ("NGO", "", "")


def test_the_one_organisation_of_february_2018_is_the_giver() -> None:
    row = FLOW | {"organizationName": "Nandoria, Government of", "organizationId": "9"}
    reading = take(fts_csv, table(LAYOUTS[22], row))
    (flow,) = records(reading)
    assert (flow["source_organisation"], flow["source_fts_id"]) == ("Nandoria, Government of", "9")
    assert (flow["destination_organisation"], flow["destination_organisations"]) == ("", "")
    told = finding(reading, "early_layout")
    assert told.severity == "info"
    assert "Who received the money is not in the file" in told.message


# Text as it comes


def written(row: dict[str, str], newline: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, FTS_HEADINGS, restval="", lineterminator=newline)
    writer.writeheader()
    writer.writerow(FLOW | row)
    return text.getvalue()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_breaks_and_tabs_inside_cells_do_not_move_anything(newline: str) -> None:
    row = {"description": "Type: Reserve\nRound\t\t\t\tone;;;|", "refCode": "A\tB\tC", "destPlan": "Two  spaces 2025"}
    reading = take(fts_csv, Sheet("money/file.csv", "", parse_csv(written(row, newline))[0]))
    (flow,) = records(reading)
    assert (flow["flow_id"], flow["plan"], flow["updated_on"]) == ("900001", "Two  spaces 2025", "2025-03-04")
    assert rules(reading) == []


# Words for types, of every year


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("Government,National government", "authority"),
        ("NGO,International", "international_ngo"),
        ("NGO,National", "national_ngo"),
        ("NGO,Affiliated", "international_ngo"),
        ("NGO,Uncategorized NGO", "unknown"),
        ("Red Cross/Red Crescent,International Society", "icrc_ifrc"),
        ("Red Cross/Red Crescent,National Society", "red_cross_society"),
        ("Pooled fund,Country-based", "pooled_fund"),
        ("UN agency", "un_agency"),
        ("NGO", "unknown"),
        ("NGOs", "unknown"),
        ("Multilateral Organizations", "international_organisation"),
        ("Other Pooled Funds", "pooled_fund"),
        ("Regional UN Pooled Funds", "pooled_fund"),
        ("Internationally Affiliated Organizations", "international_ngo"),
        ("Uncategorized Actors", "unknown"),
    ],
)
def test_words_of_every_year_have_one_meaning(word: str, ours: str) -> None:
    assert type_code(word) == ours


def test_the_types_of_several_recipients_are_no_type() -> None:
    assert type_code("Multilateral Organizations,NGOs") == "Multilateral Organizations,NGOs"
