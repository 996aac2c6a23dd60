"""Totals of pooled funds: by type of partner, agency, marker and round; what partners pass on; who contributes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.sources import (
    cbpf_allocation_rounds,
    cbpf_contributions,
    cbpf_gender_marker,
    cbpf_net_funding,
    cbpf_totals_by_agency,
    cbpf_totals_by_type,
)
from pipelines.sources.sheets import Sheet
from tests.readings import finding, real_sheet, records, rules, table, take, total

TYPES = ("INGO", "NNGO", "Red Cross", "UN")
WIDE = {
    "Year": "2025", "CBPF Name": "Nandoria", "Total Allocation": "100",
    "Allocation (INGO)": "40", "Allocation (NNGO)": "30", "Allocation (Red Cross)": "20", "Allocation (UN)": "10",
    "Reserve Allocation (INGO)": "40", "Reserve Allocation (NNGO)": "5", "Reserve Allocation (Red Cross)": "0",
    "Reserve Allocation (UN)": "10", "Standard Allocation (INGO)": "0", "Standard Allocation (NNGO)": "25",
    "Standard Allocation (Red Cross)": "20", "Standard Allocation (UN)": "0", "Total Reserve Allocation": "55",
    "Total Standard Allocation": "45", "Total Under Approval Allocation": "7", "Under Approval Allocation (INGO)": "0",
    "Under Approval Allocation (NNGO)": "0", "Under Approval Allocation (Red)": "7", "Under Approval Allocation (UN)": "0",
}  # fmt: skip
NET = {"source": "23", "target": "NGO", "value": "5", "fund": "23", "targetType": "1", "year": "2019"}


def test_every_type_and_modality_is_a_total() -> None:
    rows = records(take(cbpf_totals_by_type, table(list(WIDE), WIDE)))
    amounts = {(row["type"], row["modality"]): row["amount_usd"] for row in rows}
    assert len(rows) == len(amounts) == 16
    assert amounts["national_ngo", "all"] == "30"
    assert (amounts["national_ngo", "standard"], amounts["national_ngo", "reserve"]) == ("25", "5")
    assert amounts["red_cross_society", "under_approval"] == "7"
    assert {(row["fund"], row["year"], row["published_as"]) for row in rows} == {("Nandoria", "2025", "by_type")}


def test_totals_that_agree_need_no_word() -> None:
    assert rules(take(cbpf_totals_by_type, table(list(WIDE), WIDE))) == []


def test_a_total_that_its_parts_do_not_add_up_to_is_said() -> None:
    reading = take(cbpf_totals_by_type, table(list(WIDE), {**WIDE, "Total Standard Allocation": "46"}))
    told = finding(reading, "totals_disagree")
    assert (told.severity, told.row, told.column) == ("warning", 2, "Total Standard Allocation")
    assert "reads 46, but the amounts by type of partner add up to 45" in told.message


def test_an_unreadable_total_is_left_to_the_contract() -> None:
    reading = take(cbpf_totals_by_type, table(list(WIDE), {**WIDE, "Allocation (UN)": "ten"}))
    assert "ten" in {row["amount_usd"] for row in records(reading)}


def test_a_total_that_is_no_number_disagrees_with_nothing() -> None:
    assert rules(take(cbpf_totals_by_type, table(list(WIDE), {**WIDE, "Allocation (UN)": "NaN"}))) == []


def test_allocations_by_type_on_the_real_file(real: Path) -> None:
    sheet = real_sheet(real, "cbpf/cbpf_AllocationsByOrgType_2026-04.csv")
    reading = take(cbpf_totals_by_type, sheet)
    rows = records(reading)
    assert (reading.rows_read, len(rows)) == (175, 175 * 16)
    headings = list(sheet.rows[0])
    for modality, heading in (
        ("all", "Total Allocation"),
        ("reserve", "Total Reserve Allocation"),
        ("standard", "Total Standard Allocation"),
    ):
        stated = sum(Decimal(row[headings.index(heading)]) for row in sheet.rows[1:])
        assert abs(total([row for row in rows if row["modality"] == modality], "amount_usd") - stated) < 1
    # Three totals of what is under approval count one partner twice; the file itself contradicts itself there.
    assert rules(reading) == ["totals_disagree"] * 3


def test_by_agency_needs_its_four_columns_alone() -> None:
    row = {"Year": "2026", "Cluster": "Health", "Agency": "WHO", "Budget": "375000"}
    (record,) = records(take(cbpf_totals_by_agency, table(list(row), row)))
    assert (record["organisation"], record["cluster"], record["amount_usd"]) == ("WHO", "Health", "375000")
    assert (record["published_as"], record["type"]) == ("by_agency", "unknown")
    assert not cbpf_totals_by_agency.recognise(table([*row, "Activity"], row)).accepted
    assert not cbpf_totals_by_agency.recognise(table(["Year", "Cluster", "Agency"], row)).accepted


def test_the_gender_marker_stays_as_found() -> None:
    row = {"AllocationYear": "2021", "CountryCode": "XND", "Budget": "2E+07", "GenderMarker": "", "FundType": "CERF"}
    (record,) = records(take(cbpf_gender_marker, table(list(row), row)))
    assert (record["fund_type"], record["country"], record["gender_marker"]) == ("CERF", "XND", "")
    assert (record["amount_usd"], record["approximate"], record["type"]) == ("2E+07", "yes", "all")


def rounds(*rows: dict[str, str]) -> Sheet:
    usual = {
        "AllocationTitle": "2025 first", "AllocationSource": "Standard", "PooledFundName": "Nandoria",
        "AllocationYear": "2025", "TotalUnderApprovalBudget": "0", "TotalApprovedBudget": "5", "FundTypeId": "1",
    }  # fmt: skip
    return table(list(usual), *({**usual, **row} for row in rows))


def test_a_round_gives_what_it_approved_and_what_it_has_under_approval() -> None:
    rows = records(take(cbpf_allocation_rounds, rounds({}, {"TotalUnderApprovalBudget": "3"})))
    assert [(row["row"], row["modality"], row["amount_usd"]) for row in rows] == [
        (2, "standard", "5"),
        (3, "standard", "5"),
        (3, "under_approval", "3"),
    ]


@pytest.mark.parametrize(
    ("source", "fund", "modality", "fund_type"),
    [("Reserve", "1", "reserve", "CBPF"), ("Rapid Response", "2", "rapid_response", "CERF"), ("Odd", "7", "Odd", "7")],
)
def test_rounds_of_both_kinds_of_funds(source: str, fund: str, modality: str, fund_type: str) -> None:
    (row,) = records(take(cbpf_allocation_rounds, rounds({"AllocationSource": source, "FundTypeId": fund})))
    assert (row["modality"], row["fund_type"]) == (modality, fund_type)


def test_rounded_rounds_are_marked_and_said_once() -> None:
    sheet = rounds({"TotalApprovedBudget": "2E+07"}, {"TotalApprovedBudget": "1.5E+07"}, {})
    reading = take(cbpf_allocation_rounds, sheet)
    assert [row["approximate"] for row in records(reading)] == ["yes", "yes", "no"]
    assert "2 of 3 amounts read like 2E+07" in finding(reading, "approximate_amount").message


def test_the_first_step_is_from_the_fund_to_its_partners() -> None:
    facts = take(cbpf_net_funding, table(list(NET), NET, {**NET, "target": "O"})).facts
    assert [(row["fund"], row["type"], row["amount_usd"]) for row in facts["allocation_totals"]] == [
        ("23", "national_ngo", "5"),
        ("23", "other", "5"),
    ]
    assert facts["subgrant_totals"] == []


@pytest.mark.parametrize(
    ("target", "receiver"),
    [("NGO", "national_ngo"), ("OG", "authority"), ("PC", "private_sector"), ("O", "red_cross_society"), ("?", "?")],
)
def test_the_second_step_keeps_authorities_and_contractors_apart(target: str, receiver: str) -> None:
    row = {**NET, "source": "UN", "target": target, "targetType": "2"}
    facts = take(cbpf_net_funding, table(list(NET), row)).facts
    ((giver, got),) = [(found["giver_type"], found["receiver_type"]) for found in facts["subgrant_totals"]]
    assert (giver, got) == ("un_agency", receiver)
    assert facts["allocation_totals"] == []


def test_a_third_step_is_an_error() -> None:
    reading = take(cbpf_net_funding, table(list(NET), {**NET, "targetType": "3"}))
    assert (finding(reading, "choice").severity, reading.facts["subgrant_totals"]) == ("error", [])


def test_net_funding_on_the_real_file(real: Path) -> None:
    reading = take(cbpf_net_funding, real_sheet(real, "cbpf/cbpf_net_funding_flow_by_org_type.csv"))
    given, passed_on = reading.facts["allocation_totals"], reading.facts["subgrant_totals"]
    assert (len(given), len(passed_on), reading.rows_read) == (343, 539, 882)
    assert total(passed_on, "amount_usd") == Decimal("472848169.61")
    assert sum(row["receiver_type"] == "authority" for row in passed_on) == 106


PER_FUND = {
    "FiscalYear": "2014",
    "GMSDonorName": "Norway",
    "PooledFundName": "Nandoria",
    "PaidAmt": "5",
    "PledgeAmt": "2",
}


def test_contributions_by_fund() -> None:
    (row,) = records(take(cbpf_contributions, table(list(PER_FUND), PER_FUND)))
    assert (row["fund"], row["year"], row["donor"]) == ("Nandoria", "2014", "Norway")
    assert (row["paid_usd"], row["pledged_usd"]) == ("5", "2")


def test_contributions_to_all_funds_have_no_fund() -> None:
    given = {"Year": "2018", "Donor": "Norway", "Donor type": "Member State", "Paid": "5", "Pledged": "0", "Total": "5"}
    rows = records(take(cbpf_contributions, table(list(given), given, given)))
    assert len(rows) == 2  # equal rows are two contributions
    assert (rows[0].get("fund"), rows[0]["donor_type"], rows[0]["paid_usd"]) == (None, "Member State", "5")


@pytest.mark.parametrize(("paid", "pledged"), [("5.0", "0"), ("0.0", "2"), ("", "2")])
def test_a_single_contribution_repeats_its_pledge_once_paid(paid: str, pledged: str) -> None:
    single = {**PER_FUND, "ContributionCode": "CHF/1", "PaidAmt": paid}
    (row,) = records(take(cbpf_contributions, table(list(single), single)))
    assert (row["paid_usd"], row["pledged_usd"]) == (paid, pledged)


def test_a_contribution_of_nobody_counts_with_a_warning() -> None:
    reading = take(cbpf_contributions, table(list(PER_FUND), {**PER_FUND, "GMSDonorName": ""}))
    assert (finding(reading, "donor_not_named").severity, len(records(reading))) == ("warning", 1)
