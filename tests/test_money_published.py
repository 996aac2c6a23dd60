"""Money against figures nobody here wrote: the pooled funds' own export by type, and FTS's tables against its interface."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.sources import cbpf_projects, cbpf_totals_by_type, fts_api, fts_csv
from pipelines.sources.reading import Record
from tests.readings import real_sheet, records, take, total

PAGES = ("page1", "page2", "page3_last")
SAME = (
    "status", "flow_type", "boundary", "source_organisation", "destination_organisation", "usage_year_start",
    "usage_year_end", "date",
)  # fmt: skip
By = dict[str, dict[str, Decimal]]


@pytest.fixture(scope="module")
def by_projects(real: Path) -> By:
    """Budgets of 2025 by fund and type of partner, project by project."""
    with (real / "cbpf/cbpf_MstPooledFund.csv").open(encoding="utf-8-sig", newline="") as handle:
        names = {row[0]: row[1] for row in csv.reader(handle)}
    rows = records(take(cbpf_projects, real_sheet(real, "cbpf/cbpf_ProjectSummaryV2_2025.csv")))
    return summed((names[str(row["fund"])], str(row["type"]), Decimal(str(row["budget_usd"]))) for row in rows)


@pytest.fixture(scope="module")
def totals(real: Path) -> list[Record]:
    rows = records(take(cbpf_totals_by_type, real_sheet(real, "cbpf/cbpf_AllocationsByOrgType_2026-04.csv")))
    return [row for row in rows if row["year"] == "2025"]


@pytest.fixture(scope="module")
def by_export(totals: list[Record]) -> By:
    """The same from the export of allocations by type of organisation."""
    return of_modality(totals, "all")


def of_modality(rows: Iterable[Record], modality: str) -> By:
    chosen = [row for row in rows if row["modality"] == modality]
    return summed((str(row["fund"]), str(row["type"]), Decimal(str(row["amount_usd"]))) for row in chosen)


def summed(rows: Iterable[tuple[str, str, Decimal]]) -> By:
    found: By = defaultdict(lambda: defaultdict(Decimal))
    for fund, type_, amount in rows:
        found[fund][type_] += amount
    return found


def share(amounts: By, funds: Iterable[str]) -> Decimal:
    """Per cent that goes to national NGOs."""
    chosen = [amounts[fund] for fund in funds]
    local = sum((types["national_ngo"] for types in chosen), Decimal(0))
    return 100 * local / sum(map(whole, chosen), Decimal(0))


def whole(types: Mapping[str, Decimal]) -> Decimal:
    return sum(types.values(), Decimal(0))


def test_project_by_project_45_75_per_cent_go_to_national_ngos(by_projects: By) -> None:
    assert round(share(by_projects, by_projects), 2) == Decimal("45.75")


def test_the_export_by_type_says_54_79_per_cent(by_export: By) -> None:
    assert round(share(by_export, by_export), 2) == Decimal("54.79")


def test_both_speak_of_the_same_funds_and_for_21_of_24_of_the_same_money(by_projects: By, by_export: By) -> None:
    assert by_projects.keys() == by_export.keys()
    apart = {fund for fund in by_projects if abs(whole(by_projects[fund]) - whole(by_export[fund])) > 10}
    assert apart == {"oPt", "Sudan", "DRC"}


def test_the_three_other_funds_had_money_under_approval_or_later_projects(
    totals: list[Record], by_projects: By, by_export: By
) -> None:
    """The first difference, 20 million of 1,031: the export of April 2026 leaves out what was not approved yet."""
    waiting = of_modality(totals, "under_approval")
    more = {fund: whole(by_projects[fund]) - whole(by_export[fund]) for fund in ("oPt", "Sudan", "DRC")}
    assert all(amount > 0 for amount in more.values())
    assert abs(more["Sudan"] - whole(waiting["Sudan"])) < 2_000
    assert more["oPt"] < whole(waiting["oPt"])
    assert more["DRC"] < 100_000  # 0.2 % of that fund's money, not explained by any column


def test_the_rest_of_the_difference_is_the_same_money_under_another_type(by_projects: By, by_export: By) -> None:
    """The second, larger difference: with equal totals the export moves money from the types of the partners to others.

    In all funds but Somalia it moves to national NGOs or not at all, and it comes from international NGOs and UN
    agencies: what one would see if it counted money for the type that it is sub-granted to. So its share is net of
    sub-grants, and not the direct share, though its columns do not say so.
    """
    same = [fund for fund in by_projects if fund not in ("oPt", "Sudan", "DRC")]
    moved = {fund: by_export[fund]["national_ngo"] - by_projects[fund]["national_ngo"] for fund in same}
    assert sum(amount > 1 for amount in moved.values()) == 18
    assert [fund for fund, amount in moved.items() if amount < -1] == ["Somalia"]
    for fund in same:
        given = sum(
            by_projects[fund][type_] - by_export[fund][type_] for type_ in ("international_ngo", "un_agency", "other")
        )
        assert abs(given - moved[fund] - by_export[fund]["red_cross_society"]) < 10


@pytest.fixture(scope="module")
def interface(real: Path) -> dict[str, Record]:
    """Afghanistan 2020 as FTS's interface gave it in March 2021, by flow."""
    sheets = [real_sheet(real, f"fts/fts_api_flow_afg_2020_{page}.json") for page in PAGES]
    return {str(row["flow_id"]): row for sheet in sheets for row in records(take(fts_api, sheet))}


def exported(real: Path, name: str) -> dict[str, Record]:
    rows = records(take(fts_csv, real_sheet(real, f"fts/{name}.csv")))
    found = {str(row["flow_id"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def amount(row: Record) -> Decimal:
    return Decimal(str(row["amount_usd"]))


def clusters(row: Record) -> set[str]:
    return set(str(row["clusters"]).split("|"))


def test_the_table_of_the_same_month_agrees_with_the_interface_flow_by_flow(
    real: Path, interface: dict[str, Record]
) -> None:
    table = exported(real, "fts_internal_funding_afg_2021-03_hxl")
    inside = {flow for flow, row in interface.items() if row["boundary"] == "internal"}
    assert table.keys() == inside
    assert len(table) == 156
    assert total(list(table.values()), "amount_usd") == 71_958_119
    for flow, row in table.items():
        assert amount(row) == amount(interface[flow])
        assert [row[column] for column in SAME] == [interface[flow][column] for column in SAME]
        assert clusters(row) == clusters(interface[flow])


def test_the_table_of_five_months_before_differs_only_where_fts_was_updated_since(
    real: Path, interface: dict[str, Record]
) -> None:
    table = exported(real, "fts_incoming_funding_afg_2020-10_hxl")
    both = table.keys() & interface.keys()
    last = max(str(row["updated_on"]) for row in table.values())
    assert (len(table), len(both), last) == (230, 225, "2020-10-05")
    other_amount = {flow for flow in both if amount(table[flow]) != amount(interface[flow])}
    other_words = {
        flow
        for flow in both
        if any(table[flow][column] != interface[flow][column] for column in ("status", "flow_type", "boundary", "date"))
    }
    assert (len(other_amount), len(other_amount | other_words)) == (21, 21)
    assert all(str(interface[flow]["updated_on"]) > last for flow in other_amount | other_words)
    assert sum(amount(table[flow]) for flow in both) == 453_941_351
    assert sum(amount(interface[flow]) for flow in both) == 474_685_754


def test_flows_that_one_side_lacks_were_taken_back_or_came_later(real: Path, interface: dict[str, Record]) -> None:
    table = exported(real, "fts_incoming_funding_afg_2020-10_hxl")
    gone = table.keys() - interface.keys()
    assert (len(gone), sum(amount(table[flow]) for flow in gone)) == (5, 28_756_953)
    incoming = {flow for flow, row in interface.items() if row["boundary"] == "incoming"}
    later = incoming - table.keys()
    assert len(later) == 103
    assert all(str(interface[flow]["updated_on"]) > "2020-10-05" for flow in later)
