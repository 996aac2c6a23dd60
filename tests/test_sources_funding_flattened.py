"""Flat tables of FTS API answers, as analysts make them."""

from __future__ import annotations

import pytest

from pipelines.sources import fts_flattened
from pipelines.sources.sheets import Sheet
from tests.readings import records, table, take

FLOW = {
    "id": "1001", "amountUSD": "2500", "status": "paid", "flowType": "Pass through", "boundary": "incoming",
    "onBoundary": "single", "newMoney": "TRUE", "date": "2000-01-01T00:00:00Z", "updatedAt": "2001-04-23T00:00:00Z",
    "contributionType": "in kind", "method": "Traditional aid", "parentFlowId": "NA", "childFlowIds": "NA",
    "grandBargainEarmarkingType": "NA", "description": "For Ms Jane Roe", "originalAmount": "2e+06",
    "sourceObjects_Organization.id": "9", "sourceObjects_Organization.name": "Nandoria, Government of",
    "sourceObjects_Organization.organizationTypes": "Governments",
    "sourceObjects_Organization.organizationSubTypes": "National Governments",
    "sourceObjects_Location.name": "Nandoria", "destinationObjects_Organization.id": "42",
    "destinationObjects_Organization.name": "Anta Relief", "destinationObjects_Organization.organizationTypes": "NGOs",
    "destinationObjects_Organization.organizationSubTypes": "National NGOs/CSOs",
    "destinationObjects_Organization.organizationLevels": "Local and National Non-State Actors",
    "destinationObjects_Location.name": "Nandoria", "destinationObjects_GlobalCluster.name": "Health",
    "destinationObjects_Plan.name": "NA", "destinationObjects_Plan.id": "NA", "destinationObjects_UsageYear.name": "2000",
}  # fmt: skip
SIDE = "destinationObjects_Organization"


def flat(*rows: dict[str, str]) -> Sheet:
    return table(list(FLOW), *({**FLOW, **row} for row in rows))


def test_a_flow_is_read_with_our_codes() -> None:
    (flow,) = records(take(fts_flattened, flat({})))
    assert (flow["flow_id"], flow["amount_usd"], flow["flow_type"], flow["new_money"]) == (
        "1001",
        "2500",
        "pass_through",
        "TRUE",
    )
    assert (flow["date"], flow["updated_on"], flow["contribution_type"]) == ("2000-01-01", "2001-04-23", "in kind")
    assert (flow["source_organisation"], flow["source_fts_id"]) == ("Nandoria, Government of", "9")
    assert (flow["destination_organisation"], flow["destination_organisations"]) == ("Anta Relief", "1")
    assert (flow["destination_subtype"], flow["destination_level"]) == (
        "National NGOs/CSOs", "Local and National Non-State Actors",
    )  # fmt: skip
    assert "jane" not in repr(flow).lower()


def test_na_and_null_are_nothing() -> None:
    row = {f"{SIDE}.organizationTypes": "NULL; NULL", "destinationObjects_GlobalCluster.name": "NA; Health"}
    (flow,) = records(take(fts_flattened, flat(row)))
    assert not [flow.get(column) for column in ("plan", "plan_id", "parent_flow_id", "earmarking") if flow.get(column)]
    assert (flow["destination_type"], flow["clusters"]) == ("", "Health")


def test_several_recipients_are_counted_by_their_ids_and_none_is_named() -> None:
    row = {
        f"{SIDE}.id": "42; 43", f"{SIDE}.name": "Anta Relief; Beka Aid", f"{SIDE}.organizationTypes": "NGOs; NGOs",
        "destinationObjects_UsageYear.name": "2002; 2000; 2001",
    }  # fmt: skip
    (flow,) = records(take(fts_flattened, flat(row)))
    assert (flow["destination_organisation"], flow["destination_fts_id"]) == ("", "")
    assert (flow["destination_organisations"], flow["destination_type"]) == ("2", "NGOs")
    assert (flow["usage_year_start"], flow["usage_year_end"]) == ("2000", "2002")


def test_a_name_with_a_semicolon_stays_whole() -> None:
    (flow,) = records(take(fts_flattened, flat({f"{SIDE}.name": "Bread; Butter & Co"})))
    assert (flow["destination_organisation"], flow["destination_organisations"]) == ("Bread; Butter & Co", "1")


@pytest.mark.parametrize(
    ("written", "meant"), [("1e+05", "100000"), ("100000.0", "100000"), ("100001", "100001"), ("149198X", "149198X")]
)
def test_an_id_that_was_taken_for_a_number_is_an_id_again(written: str, meant: str) -> None:
    (flow,) = records(take(fts_flattened, flat({"id": written})))
    assert flow["flow_id"] == meant


def test_chains_are_read() -> None:
    (flow,) = records(take(fts_flattened, flat({"parentFlowId": "1000", "childFlowIds": "2001; 2e+05"})))
    assert (flow["parent_flow_id"], flow["child_flow_ids"]) == ("1000", "2001|200000")


def test_an_amount_in_scientific_notation_is_passed_on() -> None:
    (flow,) = records(take(fts_flattened, flat({"amountUSD": "2e+06"})))
    assert flow["amount_usd"] == "2e+06"


def test_columns_may_come_in_any_order_and_those_no_flow_has_may_be_absent() -> None:
    headings = [name for name in reversed(FLOW) if "Plan" not in name and "Level" not in name and "Cluster" not in name]
    (flow,) = records(take(fts_flattened, table(headings, FLOW)))
    assert (flow["flow_id"], flow["destination_organisation"], flow["destination_countries"]) == (
        "1001", "Anta Relief", "Nandoria",
    )  # fmt: skip


@pytest.mark.parametrize("lost", ["amountUSD", f"{SIDE}.id", "destinationObjects_UsageYear.name"])
def test_without_a_needed_column_it_is_near_and_says_which(lost: str) -> None:
    claim = fts_flattened.recognise(table([name for name in FLOW if name != lost], FLOW))
    assert not claim.accepted
    assert lost in claim.evidence
