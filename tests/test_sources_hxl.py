"""HXL tags: how they are read, JSON whose keys are tags, and tables only tags explain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.sources import fts_csv, hxl, presence
from pipelines.sources.hxl_tags import is_hxl_row, parse_tag, table_of
from pipelines.sources.presence_tags import meaning_of_tag
from pipelines.sources.reading import Claim
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet
from tests.readings import finding, real_sheet, records, take


def sheet(*rows: list[str], payload: Any = None) -> Sheet:
    return Sheet("tables/tagged.csv", "", list(rows), payload=payload)


# Tags


@pytest.mark.parametrize("text", ["#org+name+impl", "#org +impl +name", "# org+impl+name", "#Org+Name+Impl\t"])
def test_a_tag_is_the_same_in_any_order_case_and_spacing(text: str) -> None:
    assert parse_tag(text) == parse_tag("#org+impl+name")


@pytest.mark.parametrize("text", ["", "org", "#", "#1", "#N/A", "#REF!", "#GETTING_DATA", "# 4 boxes", "#org+"])
def test_other_texts_are_no_tags(text: str) -> None:
    assert parse_tag(text) is None


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#org", "organisation"),
        ("#org+es", "organisation"),
        ("#org+impl", "implementing"),
        ("#org+prog+name", "programme"),
        ("#org+leader", "programme"),
        ("#org+funder", "donor"),
        ("#org+code", ""),
        ("#sector+cluster+name", "cluster"),
        ("#sector+code", "cluster_code"),
        ("#sector+type", ""),
        ("#activity+comments", ""),
        ("#adm0+pcode", "country_code"),
        ("#country+iso3", "country_code"),
        ("#date+reported", "reported_on"),
        ("#date+end", "ends_on"),
        ("#reached+f", ""),
        ("#reached+total", "reached"),
        ("#loc+name", "place"),
        ("#geo+lat", ""),
    ],
)
def test_tags_name_fields_only_where_all_their_attributes_are_known(tag: str, field: str) -> None:
    assert meaning_of_tag(parse_tag(tag)) == field


def test_a_row_of_failed_formulas_is_no_row_of_tags() -> None:
    assert is_hxl_row(["#org", "", "#sector+es", "country"])
    assert not is_hxl_row(["#N/A", "#REF!", "#N/A"])
    assert not is_hxl_row(["#org", "Health", "Ghor"])


# JSON

OBJECTS = [
    {"#org": "Hope", "#sector": "WASH", "#adm1": "Ghor"},
    {"#org": "Aid", "#adm1": "Lal", "#reached+total": 12.0},
]
ARRAYS = [["Who", "What", "Where"], ["#org", "#sector", "#adm1"], ["Hope", "WASH", "Ghor"], ["Aid", "", "Lal"]]


@pytest.mark.parametrize(
    ("payload", "numbers"),
    [(OBJECTS, [1, 2]), ({"metadata": {"made": "today"}, "data": OBJECTS}, [1, 2]), (ARRAYS, [3, 4])],
)
def test_json_whose_keys_or_rows_are_tags_is_a_table(payload: Any, numbers: list[int]) -> None:
    reading = take(presence, sheet(payload=payload))
    assert reading.record_rows == numbers
    assert [(row["organisation"], row["cluster"], row["area1"]) for row in records(reading)] == [
        ("Hope", "WASH", "Ghor"),
        ("Aid", "", "Lal"),
    ]


def test_numbers_in_json_are_read_as_people_write_them() -> None:
    assert records(take(presence, sheet(payload=OBJECTS)))[1]["reached"] == "12"


@pytest.mark.parametrize(
    "payload", [[], {}, [1, 2], [{"name": "x"}], [["a", "b"]], {"a": OBJECTS, "b": OBJECTS}, "text"]
)
def test_other_json_is_no_table(payload: Any) -> None:
    assert table_of(sheet(payload=payload)) is None


# Lists of organisations


def test_a_tagged_list_of_organisations_gives_names_to_match_with() -> None:
    reading = take(
        hxl,
        sheet(
            ["Katha", "Chinha", "Thara"],
            ["#org +name", "#org+acronym", "#org+type"],
            ["Hope", "H", "NNGO"],
            ["Aid", "", ""],
        ),
    )
    assert reading.record_rows == [3, 4]
    assert records(reading) == [
        {
            "row": 3,
            "standing": "reference",
            "name": "Hope",
            "acronym": "H",
            "type_word": "NNGO",
            "type": "national_ngo",
        },
        {"row": 4, "standing": "reference", "name": "Aid", "acronym": "", "type_word": "", "type": ""},
    ]
    assert "nobody became a partner" in finding(reading, "reference_list").message


@pytest.mark.parametrize(
    "tags",
    [
        ["#org+name", "#org+acronym", "#sector"],
        ["#org+name", "#org+acronym", "#contact+email"],
        ["#org+name", "#org+code"],
        ["#org+acronym", "#org+type"],
        ["#org+name", "#org+type", "#date+start"],
        ["#value+usd", "#date"],
    ],
)
def test_tags_that_may_mean_several_things_are_left_alone(tags: list[str]) -> None:
    claim: Claim = hxl.recognise(sheet(tags, ["x"] * len(tags)))
    assert not claim.accepted
    assert "no kind of table for certain" in claim.evidence


def test_headings_that_say_what_a_table_is_go_before_its_tags() -> None:
    assert not hxl.recognise(sheet(["Organisation", "Acronym"], ["#org+name", "#org+acronym"], ["Hope", "H"])).accepted


# Funding


def test_fts_flows_without_headings_are_read_by_their_tags(real: Path) -> None:
    whole = real_sheet(real, "fts/fts_incoming_funding_pse_2026-01_hxl.csv")
    bare = sheet(*[list(row) for row in whole.rows[1:]])
    recognised = recognise(bare)
    assert recognised.source is not None, recognised.claim.evidence
    assert recognised.source.NAME == "hxl"
    flows = records(take(hxl, bare))
    expected = records(take(fts_csv, whole))
    assert [{**row, "row": 0} for row in flows] == [{**row, "row": 0} for row in expected]
    assert flows[0]["row"] == 2
