"""Partner registers and organisation types: tiny tables in, records out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.sources import partner_register, presence
from pipelines.sources.organisation_types import WORDS, type_code
from pipelines.sources.partner_register import email_domains
from pipelines.sources.reading import DateRules, Reading, heading_key
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet

Rows = list[list[str]]


def register(*rows: list[str], dates: DateRules | None = None) -> Reading:
    sheet = Sheet("partners.csv", "", list(rows))
    claim = partner_register.recognise(sheet)
    assert claim.accepted, claim.evidence
    return partner_register.read(sheet, claim, dates or DateRules())


# Organisation types


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("National NGO", "national_ngo"),
        ("NNGO", "national_ngo"),
        ("ONG nationale", "national_ngo"),
        ("ong  NACIONAL", "national_ngo"),
        ("CBO", "national_ngo"),
        ("INGO", "international_ngo"),
        ("International NGO (INGO)", "international_ngo"),
        ("Internationally Affiliated Organizations", "international_ngo"),
        ("UN (IOM)", "un_agency"),
        ("Agence UN", "un_agency"),
        ("Red Cross / Red Crescent", "red_cross_society"),
        ("Red Cross/Red Crescent National Societies", "red_cross_society"),
        ("Mouv. CR", "red_cross_society"),
        ("ICRC", "icrc_ifrc"),
        ("International Society", "icrc_ifrc"),
        ("Government,National government", "authority"),
        ("Gov", "authority"),
        ("Donantes", "donor"),
        ("Iglesia - Grupo Religioso", "religious"),
        ("authority_org", "authority"),
        ("NGO", "unknown"),
        ("NGO (national)", "national_ngo"),
        ("pooled_fund", "pooled_fund"),
    ],
)
def test_a_type_word_gives_our_code(word: str, expected: str) -> None:
    assert type_code(word) == expected


def test_a_partner_list_in_arabic() -> None:
    headings = ["اسم المنظمة", "الاختصار", "نوع المنظمة", "القطاع", "تاريخ الانضمام", "العضوية"]
    reading = register(headings, ["منظمة الأمل", "الأمل", "منظمة غير حكومية محلية", "WASH", "2024-01-31", "مراقب"])
    (organisation,), (membership,) = reading.facts["organisations"], reading.facts["memberships"]
    assert (organisation["name"], organisation["acronym"], organisation["type"]) == (
        "منظمة الأمل",
        "الأمل",
        "national_ngo",
    )
    assert (membership["cluster"], membership["joined_on"], membership["level"]) == ("WASH", "2024-01-31", "observer")


def test_an_unknown_or_contradictory_type_is_passed_on_as_found() -> None:
    assert type_code("Sports club") == "Sports club"
    assert type_code("Multilateral Organizations,NGOs") == "Multilateral Organizations,NGOs"
    assert type_code("") == ""


def test_the_word_list_names_each_word_once_and_only_our_codes() -> None:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [heading_key(row["word"]) for row in rows]
    assert {row["type"] for row in rows} == set(ORGANISATION_TYPES)
    assert len(keys) == len(set(keys))
    assert all(type_code(code) == code for code in ORGANISATION_TYPES)


def test_every_type_of_the_ocha_list_is_known(real: Path) -> None:
    with (real / "orgs/ocha_organization_types_beta.csv").open(encoding="utf-8-sig", newline="") as file:
        words = [row["Preferred Term"] for row in csv.DictReader(file)][1:]
    assert len(words) == 14
    assert [word for word in words if type_code(word) not in ORGANISATION_TYPES] == []


# Partner register


def test_a_register_row_gives_an_organisation_and_a_membership_for_each_cluster() -> None:
    reading = register(
        ["WASH Cluster partners, as of March 2025"],
        [],
        ["Cluster", "ORGANISATION NAME", "Acronym", "Organisation type", "HQ Country", "Date joined (dd/mm/yyyy)"],
        ["WASH; Health | Protection, GBV", "Clean Water, Trust", "CWT", "NNGO", "Nandoria", "25/03/2024"],
    )
    [organisation] = reading.facts["organisations"]
    assert organisation["row"] == 4
    assert organisation["name"] == "Clean Water, Trust"
    assert organisation["acronym"] == "CWT"
    assert organisation["type"] == "national_ngo"
    assert organisation["hq_country"] == "Nandoria"
    assert [(m["cluster"], m["joined_on"]) for m in reading.facts["memberships"]] == [
        ("WASH", "2024-03-25"),
        ("Health", "2024-03-25"),
        ("Protection, GBV", "2024-03-25"),
    ]
    assert reading.record_rows == [4]


def test_without_a_cluster_column_there_is_one_membership_without_cluster() -> None:
    reading = register(["Partner", "Acronym", "Type"], ["Alpha Relief", "AR", "INGO"])
    assert [m["cluster"] for m in reading.facts["memberships"]] == [""]


@pytest.mark.parametrize(
    "headings",
    [
        ["Nom de l'organisation", "Acronyme", "Type d'organisation", "Pays du siège", "Secteur"],
        ["Nombre de la organización", "Siglas", "Tipo de organización", "País de la sede", "Clúster"],
        ["Organisation / Organización", "Acronym / Acronyme", "Type (code list)", "HQ country", "Cluster/Sector"],
    ],
)
def test_headings_are_read_in_three_languages(headings: list[str]) -> None:
    reading = register(headings, ["Alpha Relief", "AR", "ONG nationale", "XND", "WASH"])
    [organisation] = reading.facts["organisations"]
    assert (organisation["name"], organisation["acronym"]) == ("Alpha Relief", "AR")
    assert (organisation["type"], organisation["hq_country"]) == ("national_ngo", "XND")
    assert reading.facts["memberships"][0]["cluster"] == "WASH"


def test_levels_answers_and_types_become_codes_and_strange_words_stay() -> None:
    head = ["Organisation", "Type", "Cluster", "Membership level", "Women-led", "Refugee-led"]
    reading = register(
        head,
        ["A", "UN", "WASH", "Member", "oui", "Sí"],
        ["B", "Sports club", "WASH", "Observateur", "non", "✓"],
        ["C", "", "WASH", "", "perhaps", ""],
    )
    assert [m["level"] for m in reading.facts["memberships"]] == ["full", "observer", ""]
    assert [(o["type"], o["women_led"], o["refugee_led"]) for o in reading.facts["organisations"]] == [
        ("un_agency", "yes", "yes"),
        ("Sports club", "no", "yes"),
        ("", "perhaps", ""),
    ]


def test_people_in_a_register_are_never_read() -> None:
    reading = register(
        ["Organisation", "Type", "Cluster", "Contact person", "E-mail", "Phone", "E-mail domain"],
        ["A", "NNGO", "WASH", "Amina Example", "amina@a-relief.org", "+000 123", "amina@a-relief.org; x@gmail.com"],
    )
    assert "Amina" not in str(reading)
    assert "amina@" not in str(reading)
    assert reading.facts["organisations"][0]["email_domains"] == "a-relief.org"


def test_mail_domains_keep_no_address_and_no_common_provider() -> None:
    assert email_domains("a@Relief.ORG, www.relief.org; mail.relief.org b@yahoo.co.uk outlook.com") == [
        "relief.org",
        "mail.relief.org",
    ]


def test_blank_lines_numbered_lines_and_totals_are_told_apart() -> None:
    reading = register(
        ["No", "Organisation", "Type", "Cluster"],
        ["1", "A", "UN", "WASH"],
        ["", "", "", ""],
        ["2", "", "", ""],
        ["", "Total: 1", "", ""],
    )
    assert reading.record_rows == [2, 5]
    assert [o["name"] for o in reading.facts["organisations"]] == ["A"]
    assert [(f.row, f.rule, f.severity) for f in reading.findings] == [(5, "total_row", "error")]


def test_a_row_without_a_name_reaches_the_contract_once() -> None:
    reading = register(["Organisation", "Type", "Cluster"], ["", "UN", "WASH"])
    assert [o["name"] for o in reading.facts["organisations"]] == [""]
    assert reading.facts["memberships"] == []


def test_a_repeated_membership_is_warned_of() -> None:
    reading = register(
        ["Organisation", "Type", "Cluster"], ["A", "UN", "WASH"], ["a ", "UN", "wash"], ["A", "UN", "Health"]
    )
    assert [(f.row, f.rule) for f in reading.findings] == [(3, "repeated")]
    assert "row 2" in reading.findings[0].message


def test_a_date_not_understood_stays_as_found() -> None:
    reading = register(["Organisation", "Type", "Joined"], ["A", "UN", "long ago"])
    assert reading.facts["memberships"][0]["joined_on"] == "long ago"


def test_ambiguous_dates_are_said_to_be_a_guess() -> None:
    reading = register(["Organisation", "Type", "Joined"], ["A", "UN", "03/04/2024"], dates=DateRules("mdy"))
    assert reading.facts["memberships"][0]["joined_on"] == "2024-03-04"
    assert [(f.rule, f.severity) for f in reading.findings] == [("date_order", "warning")]


def test_names_in_other_languages_and_self_declarations_are_carried() -> None:
    reading = register(
        ["Organisation", "Type", "Cluster", "Nom en français", "Name in Spanish", "Name in Arabic", "Other names",
         "Former names", "Affiliated to", "Who says so", "Said on", "FTS id"],
        ["Alpha Relief", "ONG locale", "WASH", "Secours Alpha", "Socorro Alfa", "إغاثة ألفا", "Alfa; Alpha R.", "Alpha Aid | AAid",
         "Relief Family", "Form of 2024", "25/03/2024", "12; 34"],
    )  # fmt: skip
    [organisation] = reading.facts["organisations"]
    assert (organisation["name_fr"], organisation["name_es"]) == ("Secours Alpha", "Socorro Alfa")
    assert organisation["name_ar"] == "إغاثة ألفا"
    assert (organisation["other_names"], organisation["former_names"]) == ("Alfa;Alpha R.", "Alpha Aid;AAid")
    assert (organisation["type"], organisation["type_word"]) == ("national_ngo", "ONG locale")
    assert organisation["affiliated_to"] == "Relief Family"
    assert (organisation["flags_source"], organisation["flags_date"]) == ("Form of 2024", "2024-03-25")
    assert organisation["fts_id"] == "12;34"


def test_the_example_row_of_the_template_is_no_partner() -> None:
    reading = register(
        ["Organisation *", "Type", "Cluster"], ["EXAMPLE: Clean Water Trust", "UN", "WASH"], ["A", "UN", "WASH"]
    )
    assert reading.record_rows == [3]
    assert [o["name"] for o in reading.facts["organisations"]] == ["A"]
    assert [(f.row, f.rule, f.severity) for f in reading.findings] == [(2, "example_row", "info")]


# A register with one column a cluster

MARKED = ["Organisation", "Acronym", "Type", "WASH Cluster", "Sécurité alimentaire", "Health", "MoU signed"]


def test_marks_under_the_names_of_clusters_are_memberships() -> None:
    reading = register(
        MARKED,
        ["A", "", "UN", "x", "", "Observer", "x"],
        ["B", "", "UN", "no", "✓", "-", ""],
        ["C", "", "UN", "1", "full member", "maybe", ""],
        ["D", "", "UN", "", "", "", "x"],
        ["E", "", "UN", "yes", "oui", "x", "x"],
    )
    assert [(m["organisation"], m["cluster"], m["level"]) for m in reading.facts["memberships"]] == [
        ("A", "WASH Cluster", ""),
        ("A", "Health", "observer"),
        ("B", "Sécurité alimentaire", ""),
        ("C", "WASH Cluster", ""),
        ("C", "Sécurité alimentaire", "full"),
        ("C", "Health", "maybe"),
        ("E", "WASH Cluster", ""),
        ("E", "Sécurité alimentaire", ""),
        ("E", "Health", ""),
    ]
    assert [o["name"] for o in reading.facts["organisations"]] == ["A", "B", "C", "D", "E"]


def test_marks_under_no_cluster_are_named_and_not_read() -> None:
    reading = register(MARKED, ["A", "", "UN", "x", "", "x", "x"], ["B", "", "UN", "", "x", "", ""])
    assert [(f.rule, f.severity, f.value) for f in reading.findings] == [("marks_not_read", "info", "MoU signed")]


def test_the_level_column_counts_where_a_mark_says_only_yes() -> None:
    reading = register([*MARKED[:5], "Level"], ["A", "", "UN", "x", "observer", "Full"])
    assert [m["level"] for m in reading.facts["memberships"]] == ["full", "observer"]


def test_cluster_names_over_other_cells_than_marks_are_no_memberships() -> None:
    reading = register(
        ["Organisation", "Acronym", "Type", "WASH", "Health"],
        ["A", "", "UN", "120", "three wells"],
        ["B", "", "UN", "x", "40"],
    )
    assert [m["cluster"] for m in reading.facts["memberships"]] == ["", ""]


@pytest.mark.parametrize(
    "rows",
    [
        [["Organisation", "Acronym", "Type", "Name", "Phone"], ["A", "A", "UN", "Amina Example", "1"]],
        [["Organisation", "Acronym", "Type", "12/03/2025", "19/03/2025"], ["A", "A", "UN", "x", ""]],
        [["Organisation", "Type", "Acronym", "Admin1 pcode", "Activity"], ["A", "UN", "A", "XX01", "Wells"]],
        [["Organisation", "Address"], ["A", "Main street"]],
        [["Type", "Cluster", "Acronym"], ["UN", "WASH", "A"]],
    ],
)
def test_other_tables_are_not_taken_for_a_register(rows: Rows) -> None:
    claim = partner_register.recognise(Sheet("x.csv", "", rows))
    assert not claim.accepted
    assert claim.evidence


def test_many_rows_for_the_same_organisation_and_cluster_are_no_register() -> None:
    rows = [["Organisation", "Type", "Cluster"], *([["A", "UN", "WASH"]] * 20)]
    assert not partner_register.recognise(Sheet("x.csv", "", rows)).accepted


# What a short list of who works where looks like too


def test_a_list_with_areas_and_no_membership_data_is_said_to_be_a_guess() -> None:
    bare = ["Organisation", "Type", "Sector", "District"]
    row = ["A", "UN", "WASH", "North"]
    assert [(f.row, f.rule, f.severity) for f in register(bare, row).findings] == [(1, "members_assumed", "warning")]
    assert register([*bare, "Joined on"], [*row, "2024-03-01"]).findings == []
    assert register(bare[:3], row[:3]).findings == []


def test_with_a_column_of_activities_it_is_no_partner_list() -> None:
    headings = ["Organisation", "Type", "Sector", "District", "Activity"]
    rows = [headings, ["A", "UN", "WASH", "North", "Wells"], ["B", "UN", "WASH", "South", "Wells"]]
    assert recognise(Sheet("a.csv", "", rows)).source is presence
