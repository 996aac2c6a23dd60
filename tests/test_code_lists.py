"""Code lists of publishers: which list it is, and what its codes mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.sources import code_lists
from pipelines.sources.sheets import Sheet
from tests.readings import real_sheet, records, table, take


def document(payload: Any) -> Sheet:
    return Sheet("lists/list.json", "", [], "utf-8", payload)


def codes(sheet: Sheet) -> list[tuple[Any, ...]]:
    return [(row["list"], row["code"], row["name"], row.get("belongs_to")) for row in records(take(code_lists, sheet))]


def test_rows_shorter_than_the_heading_are_read() -> None:
    sheet = Sheet("a.csv", "", [["PFId", "PFName", "PFAbbrv", "ParentPFId"], ["23", "Nandoria", "XND23"]])
    assert codes(sheet) == [("pooled_fund", "23", "Nandoria", "")]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("ClustId", "ClustNm", "ClustCode"), "cbpf_cluster"),
        (("OrgTypeId", "OrgTypeNm", "OrgTypeCode"), "cbpf_partner_type"),
        (("AllSrcId", "AllNm", "AllSrcCode"), "cbpf_allocation_source"),
        (("PublicSubIPCode", "PublicSubIPName", "GenericPartnerTypeName"), "cbpf_sub_partner_type"),
        (("Code", "Public SubIPName", "GenericPartnerTypeName"), "cbpf_sub_partner_type"),
    ],
)
def test_lists_of_the_pooled_funds(headings: tuple[str, ...], expected: str) -> None:
    ((name, code, meaning, _),) = codes(table(headings, {headings[0]: "7", headings[1]: "Seven"}))
    assert (name, code, meaning) == (expected, "7", "Seven")


def test_the_type_list_of_ocha_stands_under_a_tag_row() -> None:
    row = {"HR.info ID": "441", "Preferred Term": "National NGO", "RW API ID": "274", "RW Alt Term": "NGO"}
    assert codes(table(list(row), row, tags=True)) == [("ocha_organisation_type", "441", "National NGO", "NGO")]


def test_clusters_of_fts_belong_to_others() -> None:
    entry = {"id": 9, "name": "Seeds", "code": "SEE", "type": "custom", "parentId": 6}
    assert codes(document({"data": [entry], "status": "ok"})) == [("fts_global_cluster", "9", "Seeds", "6")]


def test_a_list_of_iati_says_its_own_name() -> None:
    payload = {"attributes": {"name": "Colour"}, "metadata": {}, "data": [{"code": "1", "name": "Red", "url": None}]}
    assert codes(document(payload)) == [("Colour", "1", "Red", None)]


def test_each_merged_number_gets_the_number_that_replaces_it() -> None:
    reading = take(code_lists, document([{"idsList": [4, 5], "changesTo": 3, "description": "Anta Relief"}]))
    assert [(row["row"], row["code"], row["belongs_to"]) for row in records(reading)] == [(1, "4", "3"), (1, "5", "3")]
    assert reading.record_rows == [1]


@pytest.mark.parametrize(
    "payload", [[], {}, {"data": []}, {"data": [{"id": 1, "name": "A"}]}, {"metadata": {}, "data": []}]
)
def test_a_document_that_is_no_code_list_is_not_taken(payload: Any) -> None:
    assert not code_lists.recognise(document(payload)).accepted


def test_a_table_that_is_no_code_list_is_not_taken() -> None:
    assert not code_lists.recognise(table(["Code", "Name"], {"Code": "1", "Name": "One"})).accepted
    assert not code_lists.recognise(Sheet("empty.csv", "", [])).accepted


@pytest.mark.parametrize(
    ("name", "rows", "entry"),
    [
        ("cbpf/cbpf_MstPooledFund.csv", 46, ("pooled_fund", "23", "Afghanistan")),
        ("cbpf/cbpf_MstClusters.csv", 17, ("cbpf_cluster", "11", "Water, Sanitation and Hygiene")),
        ("cbpf/cbpf_MstOrgType.csv", 4, ("cbpf_partner_type", "4", "Others")),
        ("cbpf/cbpf_sub_implementing_partner_types.csv", 6, ("cbpf_sub_partner_type", "OG", "Others/Government")),
        ("cbpf/cbpf_organizationIdsMap.json", 2, ("cbpf_merged_organisation", "1319", "International Rescue Committee")),
        ("orgs/fts_api_global_clusters.json", 22, ("fts_global_cluster", "26512", "Agriculture")),
        ("orgs/ocha_organization_types_beta.csv", 14, ("ocha_organisation_type", "447", "United Nations")),
        ("orgs/iati_organisation_identifier_codelist.json", 40, ("IATIOrganisationIdentifier", "XI-IATI-1002", "United Mission to Nepal")),
    ],
)  # fmt: skip
def test_published_lists(real: Path, name: str, rows: int, entry: tuple[str, str, str]) -> None:
    sheet = real_sheet(real, name)
    assert take(code_lists, sheet).rows_read == rows
    assert entry in [row[:3] for row in codes(sheet)]
