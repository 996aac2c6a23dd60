"""What plans need: FTS files of every year, HDX HAPI, and answers of the FTS API."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipelines.sources import fts_requirements, fts_requirements_api, fts_requirements_hapi
from pipelines.sources.sheets import Sheet
from tests.readings import finding, real_sheet, records, rules, table, take, total

TODAY = (
    "countryCode", "id", "name", "code", "typeId", "typeName", "startDate", "endDate", "year", "requirements", "funding",
    "percentFunded",
)  # fmt: skip
CLUSTERS = (*TODAY[:4], *TODAY[6:9], "clusterCode", "cluster", *TODAY[9:])
COVID = (*TODAY[:11], "covidFunding", "covidPercentageOfFunding")
EMERGENCY = ("emergency_id", *TODAY[1:4], *TODAY[6:])
PLAN = {
    "countryCode": "AFG", "id": "929", "name": "Afghanistan 2020", "code": "HAFG20", "typeId": "4",
    "typeName": "Humanitarian response plan", "startDate": "2020-01-01", "endDate": "2020-12-31", "year": "2020",
    "requirements": "1000", "funding": "400", "percentFunded": "40",
}  # fmt: skip
NO_PLAN = dict.fromkeys(TODAY, "") | {"countryCode": "AFG", "name": "Not specified", "year": "2028", "funding": "38"}


def plans(*rows: dict[str, str], headings: Sequence[str] = TODAY, tags: bool = False) -> Sheet:
    return table(headings, *({**PLAN, **row} for row in rows), tags=tags)


# Files of FTS


@pytest.mark.parametrize("tags", [True, False])
def test_a_plan_is_read(tags: bool) -> None:
    (plan,) = records(take(fts_requirements, plans({}, tags=tags)))
    assert (plan["level"], plan["country"], plan["plan_id"], plan["plan_code"]) == ("plan", "AFG", "929", "HAFG20")
    assert (plan["plan"], plan["plan_type"]) == ("Afghanistan 2020", "Humanitarian response plan")
    assert (plan["starts_on"], plan["ends_on"], plan["year"]) == ("2020-01-01", "2020-12-31", "2020")
    assert (plan["requirements_usd"], plan["funding_usd"]) == ("1000", "400")
    assert "40" not in plan.values()


@pytest.mark.parametrize(
    "names",
    [
        {"countryCode": "country", "requirements": "revisedRequirements", "funding": "totalFunding"},
        {
            "countryCode": "country",
            "requirements": "Requirements",
            "funding": "Funding",
            "percentFunded": "Percent Funded",
        },
        {"requirements": "Requirements", "funding": "Funding", "percentFunded": "Percent Funded"},
        {},
    ],
)
def test_headings_of_every_year_are_read(names: dict[str, str]) -> None:
    headings = [names.get(heading, heading) for heading in TODAY if not heading.startswith("type")]
    row = {names.get(heading, heading): text for heading, text in PLAN.items()}
    row |= {"country": "Afghanistan"} if "country" in headings else {}
    (plan,) = records(take(fts_requirements, table(headings, row)))
    assert (plan["country"], plan["requirements_usd"], plan["funding_usd"]) == ("AFG", "1000", "400")


def test_money_for_no_plan_has_no_id_and_no_requirements() -> None:
    (row,) = records(take(fts_requirements, table(TODAY, NO_PLAN)))
    assert (row["plan"], row["plan_id"], row["plan_code"], row["requirements_usd"]) == ("Not specified", "", "", "")
    assert (row["year"], row["funding_usd"], row["starts_on"]) == ("2028", "38", "")


def test_words_for_no_id_and_no_year_are_empty() -> None:
    (row,) = records(take(fts_requirements, table(TODAY, NO_PLAN | {"id": "undefined", "year": "Not specified"})))
    assert (row["plan_id"], row["year"]) == ("", "")


def test_a_negative_sum_is_passed_on() -> None:
    (row,) = records(take(fts_requirements, plans({"funding": "-120"})))
    assert row["funding_usd"] == "-120"


def test_the_covid_part_is_read() -> None:
    (row,) = records(take(fts_requirements, plans({"covidFunding": "60"}, headings=COVID)))
    assert (row["level"], row["funding_usd"], row["covid_funding_usd"]) == ("plan", "400", "60")


def test_a_file_of_an_emergency_has_no_country() -> None:
    (row,) = records(take(fts_requirements, plans({"emergency_id": "911"}, headings=EMERGENCY)))
    assert (row["emergency_id"], row["country"], row["plan_id"]) == ("911", "", "929")


@pytest.mark.parametrize(
    ("codes", "level"),
    [
        ([("8833", "Health"), ("8835", "Protection"), ("", "Not specified")], "cluster"),
        ([("7", "Health"), ("26480", "Coordination and support services"), ("", "Not specified")], "global_cluster"),
        ([("7", "Health"), ("3", "Education"), ("30001", "Something of 2031")], "global_cluster"),
        ([("", "Not specified")], "cluster"),
    ],
)
def test_cluster_codes_tell_which_clusters_a_file_is_about(codes: list[tuple[str, str]], level: str) -> None:
    sheet = plans(*({"clusterCode": code, "cluster": name} for code, name in codes), headings=CLUSTERS)
    rows = records(take(fts_requirements, sheet))
    assert {row["level"] for row in rows} == {level}
    assert [(row["cluster_code"], row["cluster"]) for row in rows] == codes


def test_dates_from_a_spreadsheet_are_read_by_evidence_and_said() -> None:
    reading = take(fts_requirements, plans({"startDate": "01/02/2020", "endDate": "31/12/2020"}))
    (row,) = records(reading)
    assert (row["starts_on"], row["ends_on"]) == ("2020-02-01", "2020-12-31")
    assert rules(reading) == ["date_order"]


def test_a_row_longer_than_its_headings_is_an_error() -> None:
    sheet = plans({})
    sheet.rows[1].append("moved")  # type: ignore[attr-defined]
    assert finding(take(fts_requirements, sheet), "row_longer_than_headings").severity == "error"


@pytest.mark.parametrize("lost", ["countryCode", "code", "startDate", "requirements"])
def test_a_file_without_a_needed_column_is_near_and_says_which(lost: str) -> None:
    claim = fts_requirements.recognise(plans({}, headings=[heading for heading in TODAY if heading != lost]))
    assert not claim.accepted
    assert claim.closeness > 0.5
    assert lost in claim.evidence


def test_an_empty_sheet_is_not_near() -> None:
    assert fts_requirements.recognise(Sheet("a.csv", "", [])).closeness == 0
    assert not fts_requirements_hapi.recognise(Sheet("a.csv", "", [])).accepted


# HDX HAPI

HAPI = {
    "location_code": "AFG", "has_hrp": "Y", "in_gho": "Y", "appeal_code": "HAFG20", "appeal_name": "Afghanistan 2020",
    "appeal_type": "Humanitarian response plan", "requirements_usd": "1000", "funding_usd": "400", "funding_pct": "40",
    "reference_period_start": "2020-01-01", "reference_period_end": "2020-12-31", "dataset_hdx_id": "12",
    "resource_hdx_id": "34", "warning": "", "error": "",
}  # fmt: skip


def hapi(**cells: str) -> Sheet:
    return table(list(HAPI), HAPI | cells)


def test_a_plan_of_hapi_is_read() -> None:
    reading = take(fts_requirements_hapi, hapi())
    (plan,) = records(reading)
    assert (plan["level"], plan["country"], plan["plan_code"], plan["year"]) == ("plan", "AFG", "HAFG20", "2020")
    assert (plan["requirements_usd"], plan["funding_usd"]) == ("1000", "400")
    assert (plan["starts_on"], plan["plan_type"]) == ("2020-01-01", "Humanitarian response plan")
    assert reading.findings == []


def test_money_for_no_plan_in_hapi_has_no_code() -> None:
    (row,) = records(take(fts_requirements_hapi, hapi(appeal_code="Not specified", appeal_name="Not specified")))
    assert (row["plan"], row["plan_code"]) == ("Not specified", "")


def test_a_plan_over_new_year_has_no_year() -> None:
    (row,) = records(take(fts_requirements_hapi, hapi(reference_period_end="2021-03-31")))
    assert row["year"] == ""


def test_what_hdx_says_about_a_row_is_a_finding() -> None:
    reading = take(fts_requirements_hapi, hapi(warning="Funding is negative"))
    assert finding(reading, "hapi_warning").severity == "warning"
    told = finding(take(fts_requirements_hapi, hapi(error="Duplicate row")), "hapi_error")
    assert (told.severity, told.row) == ("error", 2)
    assert "Duplicate row" in told.message


# The FTS API


def overview(*listed: Any) -> Sheet:
    return Sheet("money/plans.json", "", [], payload={"status": "ok", "data": {"totals": {}, "plans": list(listed)}})


def api_plan(**changes: Any) -> dict[str, Any]:
    return {
        "id": 929, "name": "Afghanistan 2020", "code": "HAFG20", "startDate": "2020-01-01", "endDate": "2020-12-31",
        "countries": [{"iso3": "AFG"}], "planType": {"name": "Humanitarian response plan"}, "usageYears": [{"year": "2020"}],
        "requirements": {"origRequirements": 700, "revisedRequirements": 1000},
        "funding": {"totalFunding": 400, "progress": 40}, **changes,
    }  # fmt: skip


def test_the_overview_of_plans_is_read() -> None:
    (plan,) = records(take(fts_requirements_api, overview(api_plan())))
    assert (plan["row"], plan["level"], plan["country"], plan["plan_id"]) == (1, "plan", "AFG", "929")
    assert (plan["plan_code"], plan["plan_type"], plan["year"]) == ("HAFG20", "Humanitarian response plan", "2020")
    assert (plan["requirements_usd"], plan["funding_usd"]) == ("1000", "400")


def test_a_plan_for_several_countries_or_years_belongs_to_none() -> None:
    several = api_plan(
        countries=[{"iso3": "JOR"}, {"iso3": None}, {"iso3": "LBN"}], usageYears=[{"year": "2020"}, {"year": "2021"}]
    )
    (plan,) = records(take(fts_requirements_api, overview(several)))
    assert (plan["country"], plan["year"]) == ("", "")


def test_what_is_missing_in_a_plan_stays_empty() -> None:
    (plan,) = records(take(fts_requirements_api, overview(api_plan(requirements={}, planType=None, countries=None))))
    assert (plan["requirements_usd"], plan["plan_type"], plan["country"]) == ("", "", "")


def test_an_entry_that_is_no_plan_is_an_error_at_its_place() -> None:
    reading = take(fts_requirements_api, overview(api_plan(), None))
    assert reading.record_rows == [1, 2]
    assert finding(reading, "not_a_plan").row == 2


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Plan", ("totals by plan", "which year", "fts_requirements_funding")),
        ("Cluster", ("totals by cluster", "which plan", "fts_requirements_funding_cluster")),
        ("GlobalCluster", ("totals by global cluster", "which plan", "fts_requirements_funding_globalcluster")),
    ],
)
def test_totals_are_refused_with_what_to_add_instead(kind: str, said: tuple[str, ...]) -> None:
    totals = {"report3": {"fundingTotals": {"objects": [{"type": kind}]}}, "requirements": {"objects": []}}
    claim = fts_requirements_api.recognise(Sheet("a.json", "", [], payload={"status": "ok", "data": totals}))
    assert claim.refused
    assert not claim.accepted
    assert all(words in claim.evidence for words in said)


def test_other_json_is_not_near() -> None:
    others: list[Any] = [[], {"value": []}, {"data": {"flows": []}}, {"data": []}, {"data": {"plans": []}}]
    for payload in others:
        assert fts_requirements_api.recognise(Sheet("a.json", "", [], payload=payload)).closeness == 0


# Files published by others


def test_the_world_file_of_requirements(real: Path) -> None:
    reading = take(fts_requirements, real_sheet(real, "fts/fts_requirements_funding_global_2026-04_nohxl.csv"))
    rows = records(reading)
    assert reading.rows_read == 3805
    assert sum(not row["requirements_usd"] for row in rows) == 2607
    assert sum(not row["plan_id"] for row in rows) == 2554
    assert sum(str(row["funding_usd"]).startswith("-") for row in rows) == 7
    assert reading.findings == []


def test_the_overview_of_2020(real: Path) -> None:
    rows = records(take(fts_requirements_api, real_sheet(real, "fts/fts_api_plan_overview_progress_2020.json")))
    assert (
        total(rows, "funding_usd") == 295_077_912 + 564_467_765 + 2_219_513_358 + 418_503_286 + 37_000_000 + 18_604_280
    )
    assert [row["country"] for row in rows] == ["PSE", "AFG", "", "", "", "JOR"]
