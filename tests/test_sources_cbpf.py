"""Pooled-fund project summaries: what is read, what is refused, and what is said about it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.sources import cbpf_projects
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet
from tests.readings import finding, real_sheet, records, rules, table, take, total

PROJECT_HEADINGS = [
    "PFId", "AllNm", "PrjCode", "OPSCodeAgg", "EmgAgg", "AllYr", "AllSrc", "OrgNm", "OrgTypeId", "PrjTitle",
    "AStrDt", "AEndDt", "PrjDur", "PrgBdg", "BgdDC", "BdgSC", "PrjSubDt", "BenAgg", "PrjGM", "PrjStsNm",
    "PrjStsId", "PrjStsCode", "PartCode", "ApprDt",
]  # fmt: skip
PROJECT = {
    "PFId": "99", "AllNm": "First Standard Allocation 2025", "PrjCode": "CBPF-XND-25-S-NGO-90001", "AllYr": "2025",
    "OrgNm": "Anta Relief", "OrgTypeId": "1", "AStrDt": "6/1/2025 12:00:00 AM", "AEndDt": "11/30/2025 12:00:00 AM",
    "PrgBdg": "250000.5", "BgdDC": "220000", "BdgSC": "13645.3", "PrjStsNm": "Implementation", "ApprDt": "5/8/2025 5:45:18 PM",
}  # fmt: skip


def projects(*rows: dict[str, str]) -> Sheet:
    return table(PROJECT_HEADINGS, *({**PROJECT, **row} for row in rows))


def test_a_project_is_read() -> None:
    (project,) = records(take(cbpf_projects, projects({})))
    assert (project["project_code"], project["fund"], project["year"]) == ("CBPF-XND-25-S-NGO-90001", "99", "2025")
    assert (project["organisation"], project["masked"], project["type"]) == ("Anta Relief", "no", "national_ngo")
    assert (project["budget_usd"], project["approximate"]) == ("250000.5", "no")
    assert (project["direct_cost_usd"], project["support_cost_usd"]) == ("220000", "13645.3")
    assert (project["starts_on"], project["ends_on"], project["approved_on"]) == (
        "2025-06-01",
        "2025-11-30",
        "2025-05-08",
    )
    assert (project["round"], project["status"]) == ("First Standard Allocation 2025", "Implementation")
    assert project["cluster"] == ""


def test_a_file_without_approval_dates_is_read_too() -> None:
    (project,) = records(take(cbpf_projects, table(PROJECT_HEADINGS[:-1], PROJECT)))
    assert (project["approved_on"], project["starts_on"]) == ("", "2025-06-01")


def test_the_order_of_day_and_month_is_said_as_information() -> None:
    ambiguous = {"AStrDt": "6/1/2025 12:00:00 AM", "AEndDt": "11/3/2025 12:00:00 AM", "ApprDt": ""}
    told = finding(take(cbpf_projects, projects(ambiguous)), "date_order")
    assert told.severity == "info"
    assert "month first, then day" in told.message


def test_a_ruling_of_the_user_on_dates_wins() -> None:
    ambiguous = {"AStrDt": "6/1/2025", "AEndDt": "11/3/2025", "ApprDt": ""}
    dates = DateRules(per_file={"money/*.csv": "dmy"})
    (project,) = records(take(cbpf_projects, projects(ambiguous), dates))
    assert project["starts_on"] == "2025-01-06"


@pytest.mark.parametrize(
    ("number", "type_code"),
    [("1", "national_ngo"), ("2", "international_ngo"), ("3", "un_agency"), ("4", "other"), ("5", "5")],
)
def test_partner_types(number: str, type_code: str) -> None:
    (project,) = records(take(cbpf_projects, projects({"OrgTypeId": number})))
    assert project["type"] == type_code


@pytest.mark.parametrize("mask", ["International NGO", "National NGO", "UN Agency", "Others", "Red Cross/Red Crescent"])
def test_a_type_in_place_of_a_name_is_a_mask(mask: str) -> None:
    (project,) = records(take(cbpf_projects, projects({"OrgNm": mask})))
    assert (project["organisation"], project["masked"]) == ("", "yes")


def test_a_name_with_a_type_in_it_is_a_name() -> None:
    (project,) = records(take(cbpf_projects, projects({"OrgNm": "Anta NGO"})))
    assert (project["organisation"], project["masked"]) == ("Anta NGO", "no")


def test_a_budget_in_scientific_notation_is_approximate_and_said() -> None:
    reading = take(cbpf_projects, projects({}, {"PrjCode": "X", "PrgBdg": "1.2E+07"}))
    assert [project["approximate"] for project in records(reading)] == ["no", "yes"]
    assert records(reading)[1]["budget_usd"] == "1.2E+07"
    told = finding(reading, "approximate_amount")
    assert (told.severity, told.row, told.value) == ("warning", 3, "1.2E+07")


@pytest.mark.parametrize(
    ("project_code", "cluster"),
    [
        ("XND-18/HXN20/SA2/FSL/INGO/7820", "FSL"),
        ("XND-18/DDA-9999/RA1/NFI/ES/INGO/10209", "NFI/ES"),
        ("XND-18/9999/SA2/H/NGO/11079", "Health"),
        ("XND-18/9999/SA2/H-Nut-WASH/NGO/11079", "H-Nut-WASH"),
        ("CBPF-XND-25-R-INGO-35060", ""),
    ],
)
def test_old_project_codes_hold_the_cluster(project_code: str, cluster: str) -> None:
    (project,) = records(take(cbpf_projects, projects({"PrjCode": project_code})))
    assert project["cluster"] == cluster


def test_a_type_that_the_code_contradicts_is_said_once_and_used() -> None:
    reading = take(
        cbpf_projects,
        projects(
            {"PrjCode": "CBPF-XND-25-S-INGO-90001"},
            {"PrjCode": "XND-18/9/SA2/FSL/INGO/7820"},
            {"PrjCode": "CBPF-XND-25-S-NGO-90002"},
            {"PrjCode": "CBPF-XND-25-S-O-90003", "OrgTypeId": "4"},
        ),
    )
    told = finding(reading, "type_against_code")
    assert (told.severity, told.row) == ("warning", 0)
    assert told.message.startswith("2 projects name their partner a “national NGO” while the project code says")
    assert [project["type"] for project in records(reading)] == ["national_ngo"] * 3 + ["other"]


def test_a_repeated_project_is_emitted_with_a_warning() -> None:
    reading = take(cbpf_projects, projects({}, {"PrjCode": "other"}, {}))
    assert len(records(reading)) == 3
    told = finding(reading, "repeated_project")
    assert (told.severity, told.row) == ("warning", 4)
    assert "row 2" in told.message


def test_a_summary_without_budgets_is_near_but_refused() -> None:
    claim = cbpf_projects.recognise(table([h for h in PROJECT_HEADINGS if h != "PrgBdg"], PROJECT))
    assert not claim.accepted
    assert "missing: PrgBdg" in claim.evidence


def test_pooled_fund_projects_of_2025(real: Path) -> None:
    reading = take(cbpf_projects, real_sheet(real, "cbpf/cbpf_ProjectSummaryV2_2025.csv"))
    rows = records(reading)
    assert reading.rows_read == len({row["project_code"] for row in rows}) == 1436
    assert total(rows, "budget_usd") == Decimal("1030637088.28")
    assert total([row for row in rows if row["type"] == "national_ngo"], "budget_usd") == Decimal("471534004.69")
    assert sum(row["approximate"] == "yes" for row in rows) == 1
    masked = [row["type"] for row in rows if row["masked"] == "yes"]
    assert masked.count("national_ngo") + masked.count("international_ngo") == 224
    assert len(masked) == 224 + 3 + 3  # and three UN agencies and three others
    assert all(
        str(row["starts_on"])[4] == "-" and str(row["approved_on"])[:4] in ("2024", "2025", "2026") for row in rows
    )


def test_pooled_fund_projects_of_2018(real: Path) -> None:
    reading = take(cbpf_projects, real_sheet(real, "cbpf/cbpf_ProjectSummary_2018_named_orgs.csv"))
    rows = records(reading)
    assert reading.rows_read == 1451
    assert rules(reading).count("approximate_amount") == 3
    assert all(row["cluster"] for row in rows)
    assert {row["cluster"] for row in rows} > {"Health", "WASH", "NFI/ES", "FSEC-LOG"}
