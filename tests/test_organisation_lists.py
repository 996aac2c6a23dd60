"""Public lists of organisations: what each layout says, and what the real ones hold."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.sources import organisation_lists as source
from pipelines.sources.organisation_types import type_code
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet
from tests.readings import finding, records, rules, take

RECIPIENTS = ["Recipient", "destination_orgtype", "destination_ngotype", "destinationObjects_Organization.id"]
MAP = ["Country Code", "Lookup", "Canonical Name", "Acronym", "Type Code"]
ALIASES = [
    "String pattern",
    "Canonical org name",
    "Acronym",
    "Org type",
    "Location filter",
    "Sector filter",
    "Location code",
]
HDX = ["acronym", "name", "org_type_code", "org_type_description"]


def sheet(*rows: list[str]) -> Sheet:
    return Sheet("lists/file.csv", "", list(rows))


def entry(**changes: Any) -> dict[str, Any]:
    place = {"name": "Norway"}
    kind = {"group": "organizationType", "name": "NGOs"}
    return {"id": 7, "name": "Hope", "abbreviation": "HFC", "categories": [kind], "locations": [place]} | changes


def test_recipients_with_types_of_analysts() -> None:
    reading = take(source, sheet(
        RECIPIENTS,
        ["Hope", "NGOs", "Internationally Affiliated NGO", "7"],
        ["Ministry", "National government", "", "NA"],
        ["Hope | Aid", "NGOs", "", "NA"],
    ))  # fmt: skip
    hope, ministry, _ = records(reading)
    assert (
        hope
        | {"name": "Hope", "type": "international_ngo", "affiliated": "yes", "fts_id": "7", "standing": "reference"}
        == hope
    )
    assert ministry | {"type": "authority", "affiliated": "", "fts_id": ""} == ministry
    assert finding(reading, "several_organisations").row == 4


def test_a_map_of_spellings() -> None:
    reading = take(source, sheet(
        MAP,
        ["", "Espoir; pour tous", "Hope for All", "HFA", "437"],
        ["TCD", "HOPE FOR ALL", "Hope for All", "Hope for", "441"],
        ["", "EPT", "Hope for All", "HFA", "445"],
    ))  # fmt: skip
    french, chad, acronym = records(reading)
    assert (french["other_names"], french["acronym"], french["applies_in"]) == ("Espoir, pour tous", "HFA", "")
    assert (chad["other_names"], chad["acronym"], chad["applies_in"]) == ("", "", "TCD")  # its "acronym" is a cut name
    assert (acronym["other_names"], acronym["acronym"], acronym["type"]) == ("", "EPT", "red_cross_society")
    assert rules(reading) == ["one_country_only"]


def test_rules_with_filters_and_a_tag_row() -> None:
    reading = take(source, sheet(
        ALIASES,
        ["#x_pattern", "#org+name", "#org+acronym", "#org+type", "#country+name", "#sector+name", "#country+code"],
        ["Espoir", "Hope", "HFC", "International NGO", "Mali", "", ""],
        ["Hopes", "Hope", "HFC", "International NGO", "", "Health", ""],
    ))  # fmt: skip
    assert [(row["row"], row["other_names"], row["applies_in"]) for row in records(reading)] == [
        (3, "Espoir", "MLI"),
        (4, "", ""),
    ]
    assert rules(reading) == ["one_country_only", "one_sector_only"]


def test_the_list_of_the_fts_api() -> None:
    several = [{"name": "Norway"}, {"name": "Chad"}]
    payload = {
        "status": "ok",
        "data": [entry(), entry(locations=several, categories=[], abbreviation=None), entry(name=None)],
    }
    reading = take(source, Sheet("lists/fts.json", "", [], payload=payload))
    one, other, unnamed = records(reading)
    assert (one["row"], one["fts_id"], one["acronym"], one["hq_country"], one["type"]) == (
        1,
        "7",
        "HFC",
        "Norway",
        "unknown",
    )
    assert (other["hq_country"], other["type"], other["acronym"]) == ("", "", "")
    assert unnamed["name"] == ""  # its contract reports it


@pytest.mark.parametrize(
    "payload", [{"data": []}, {"data": [{"id": 1, "name": "x"}]}, [1, 2], {"data": {"flows": []}}, "text"]
)
def test_other_json_is_not_taken(payload: Any) -> None:
    assert not source.recognise(Sheet("f.json", "", [], payload=payload)).accepted


def test_a_column_short_is_said() -> None:
    claim = source.recognise(sheet(HDX[:3], ["HFC", "Hope", "437"]))
    assert not claim.accepted
    assert claim.evidence == "3 of 4 columns of HDX organisations; missing: org_type_description"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("431", "academic"), ("433", "donor"), ("434", "donor"), ("435", "authority"), ("437", "international_ngo"),
        ("438", "international_organisation"), ("439", "other"), ("440", "other"), ("441", "national_ngo"), ("443", "other"),
        ("444", "private_sector"), ("445", "red_cross_society"), ("446", "religious"), ("447", "un_agency"),
        ("Academic / Research", "academic"), ("Academic and Research Institution", "academic"), ("Embassy", "donor"),
        ("Red Cross / Red Crescent", "red_cross_society"), ("Red Cross/Red Crescent Movement", "red_cross_society"),
        ("Non-governmental Organization", "unknown"), ("International Organization", "international_organisation"),
    ],
)  # fmt: skip
def test_the_types_of_ocha_and_reliefweb(word: str, expected: str) -> None:
    assert type_code(word) == expected


def test_a_partner_list_is_no_public_list() -> None:
    partner_list = sheet(["Organisation", "Acronym", "Type", "Cluster"], ["Hope", "HFC", "National NGO", "WASH"])
    recognised = recognise(partner_list)
    assert recognised.source is not None and recognised.source.NAME == "partner_register"
