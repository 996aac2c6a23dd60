"""From FTS rows to facts: every flow once, money passed on once, requirements of several files once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_sources_funding import FLOW
from tests.test_sources_funding_api import api_flow, organisation
from tests.test_sources_requirements import CLUSTERS, COVID, HAPI, NO_PLAN, PLAN, TODAY, api_plan, overview
from tests.workspaces import FTS_HEADINGS, facts, partner, write_csv, write_partners


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_partners(tmp_path, [partner("Anta Relief")])
    return tmp_path


def write_flows(folder: Path, *rows: dict[str, str], name: str = "flows.csv") -> None:
    write_csv(
        folder / name, FTS_HEADINGS, [[(FLOW | row).get(heading, "") for heading in FTS_HEADINGS] for row in rows]
    )


def write_api(folder: Path, *flows: dict[str, Any], name: str = "flows.json") -> None:
    (folder / name).write_text(json.dumps({"status": "ok", "data": {"flows": flows}, "meta": {}}), encoding="utf-8")


def write_rows(folder: Path, name: str, headings: tuple[str, ...], *rows: dict[str, str]) -> None:
    write_csv(folder / name, headings, [[row.get(heading, "") for heading in headings] for row in rows])


def incoming(number: str, **changes: Any) -> dict[str, Any]:
    return api_flow(organisation("Anta Relief", "42"), id=number, boundary="incoming", newMoney=True, **changes)


# Flows


def test_a_flow_in_files_of_every_boundary_and_in_the_api_is_one_flow(folder: Path) -> None:
    write_flows(folder, {"id": "1", "boundary": "internal", "updatedAt": "2026-01-01"}, name="internal.csv")
    write_flows(folder, {"id": "1"}, {"id": "1"}, name="incoming.csv")
    write_api(folder, incoming("1", amountUSD=1000, method="Traditional aid", grandBargainEarmarkingType=["earmarked"]))
    (flow,) = facts(
        folder,
        "select boundary, reports, new_money, destination_subtype, destination_level, earmarking, source_fts_id"
        " from funding_flows",
    )
    assert flow == (
        "incoming", 4, True, "National NGOs/CSOs", "Local and National Non-State Actors", "earmarked", "9",
    )  # fmt: skip


def test_words_stay_as_fts_wrote_them(folder: Path) -> None:
    write_flows(folder, {"srcOrganizationTypes": "Government,National government", "destPlanId": "544", "method": "X"})
    assert facts(folder, "select source_type, plan_id, method from funding_flows") == [
        ("Government,National government", "544", "X")
    ]


def chain(folder: Path, parent: dict[str, Any], child: dict[str, str]) -> dict[str, tuple[Any, ...]]:
    """A parent from the API, with children 2 and 3, of which only 2 is in a file, which does not tell new money."""
    write_api(folder, incoming("1", childFlowIds=[2, 3], **parent))
    write_flows(folder, {"id": "2"} | child)
    rows = facts(
        folder, "select flow_id, new_money, parent_flow_id, parent_reported, children_reported from funding_flows"
    )
    return {row[0]: row[1:] for row in rows}


def test_what_follows_from_a_flow_is_not_new_money(folder: Path) -> None:
    assert chain(folder, {"flowType": "Standard"}, {}) == {"1": (True, None, False, 1), "2": (False, "1", True, 0)}


def test_a_part_of_a_parked_flow_is_the_money_itself(folder: Path) -> None:
    found = chain(folder, {"flowType": "Parked", "amountUSD": 0}, {})
    assert found == {"1": (True, None, False, 1), "2": (True, "1", True, 0)}


def test_a_parent_that_is_in_no_file_decides_nothing(folder: Path) -> None:
    write_api(folder, api_flow(id="5", parentFlowId=4, newMoney=None), incoming("6", parentFlowId=4))
    assert facts(folder, "select flow_id, new_money, parent_flow_id, parent_reported from funding_flows") == [
        ("5", None, "4", False),
        ("6", True, "4", False),
    ]


def test_what_a_file_says_of_new_money_stands_before_the_chain(folder: Path) -> None:
    write_api(folder, incoming("1"), incoming("2", parentFlowId=1))
    assert facts(folder, "select new_money from funding_flows where flow_id = '2'") == [(True,)]


def test_passed_on_money_is_in_no_total_of_incoming_money(folder: Path) -> None:
    chain(folder, {"flowType": "Standard", "amountUSD": 5000}, {"amountUSD": "3000"})
    query = "select sum(amount_usd) from funding_flows where boundary = 'incoming' and coalesce(new_money, true)"
    assert facts(folder, query) == [(5000,)]


# Requirements


def test_a_plan_in_the_country_world_and_covid_file_and_in_hapi_is_one_plan(folder: Path) -> None:
    write_rows(folder, "country.csv", TODAY, PLAN | {"requirements": ""})
    write_rows(folder, "world.csv", TODAY, PLAN, PLAN | {"countryCode": "PAK", "requirements": "70"})
    write_rows(folder, "covid.csv", COVID, PLAN | {"funding": "500", "covidFunding": "60"})
    write_rows(folder, "hapi.csv", tuple(HAPI), HAPI | {"funding_usd": "300"})
    columns = "country, plan_id, requirements_usd, funding_usd, covid_funding_usd, reports, file"
    assert facts(folder, f"select {columns} from requirements") == [
        ("AFG", "929", 1000, 500, 60, 4, "covid.csv"),
        ("PAK", "929", 70, 400, None, 1, "world.csv"),
    ]


def test_stated_requirements_stand_before_greater_funding(folder: Path) -> None:
    write_rows(folder, "a.csv", TODAY, PLAN | {"requirements": "", "funding": "900"})
    write_rows(folder, "b.csv", TODAY, PLAN)
    assert facts(folder, "select requirements_usd, funding_usd from requirements") == [(1000, 400)]


def test_a_plan_over_new_year_takes_its_year_from_the_file_that_has_it(folder: Path) -> None:
    over = {"endDate": "2021-03-31", "year": "2021"}
    write_rows(folder, "fts.csv", TODAY, PLAN | over)
    write_rows(folder, "hapi.csv", tuple(HAPI), HAPI | {"reference_period_end": "2021-03-31"})
    assert facts(folder, "select year, reports from requirements") == [(2021, 2)]


def test_money_for_no_plan_is_kept_apart_by_year(folder: Path) -> None:
    undated = NO_PLAN | {"year": "Not specified", "funding": "5"}
    write_rows(folder, "fts.csv", TODAY, NO_PLAN, NO_PLAN | {"year": "2027", "funding": "-3"}, undated)
    assert facts(folder, "select year, funding_usd, requirements_usd, plan_id from requirements order by 1") == [
        (2027, -3, None, None),
        (2028, 38, None, None),
        (None, 5, None, None),
    ]


def test_clusters_of_a_plan_find_the_cluster_and_levels_stay_apart(folder: Path) -> None:
    row = {"clusterCode": "8836", "cluster": "Water, Sanitation and Hygiene"}
    write_rows(folder, "plan_clusters.csv", CLUSTERS, PLAN | row, PLAN | {"clusterCode": "8833", "cluster": "Health"})
    write_rows(
        folder, "global_clusters.csv", CLUSTERS, PLAN | {"clusterCode": "11", "cluster": "Water Sanitation Hygiene"}
    )
    write_rows(folder, "wash_plan.csv", TODAY, PLAN)
    assert facts(folder, "select level, cluster_code, cluster_id from requirements") == [
        ("cluster", "8833", None),
        ("cluster", "8836", "wash"),
        ("global_cluster", "11", "wash"),
        ("plan", None, None),
    ]


def test_the_whole_of_a_plan_for_several_countries_is_a_row_without_country(folder: Path) -> None:
    plan = api_plan(countries=[{"iso3": "AFG"}, {"iso3": "PAK"}], requirements={"revisedRequirements": 1070})
    (folder / "plans.json").write_text(json.dumps(overview(plan).payload), encoding="utf-8")
    write_rows(folder, "world.csv", TODAY, PLAN, PLAN | {"countryCode": "PAK", "requirements": "70"})
    assert facts(folder, "select country, requirements_usd from requirements") == [
        ("AFG", 1000),
        ("PAK", 70),
        (None, 1070),
    ]
