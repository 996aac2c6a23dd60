"""Which organisation a spelling means, and what is left to a person."""

from __future__ import annotations

import pytest

from pipelines.organisations.locality import locality
from pipelines.organisations.matching import Matcher, Names
from pipelines.organisations.names import mail_domain, name_key, name_parts

REGISTER = [
    Names("hfc", "Hope for Children", ("HFC",), ("Espoir pour les Enfants",), ("hopechildren.example",)),
    Names("hcf", "Hope Children Foundation", ("HCF",)),
    Names("arn", "Aid Relief Nandoria", ("ARN",)),
    Names("arn-2", "Association des Réfugiés de Nandoria", ("ARN",)),
    Names("ali", "Alliance for Local Initiative", ("ALI",)),
]
MATCHER = Matcher(REGISTER, {"Hope 4 Kids": "hfc", "@hfc-field.example": "hfc"})


@pytest.mark.parametrize(
    ("name", "organisation_id", "how"),
    [
        ("Hope for Children", "hfc", "name"),
        ("  hope FOR children ", "hfc", "name"),
        ("Espoir pour les enfants", "hfc", "name"),
        ("HFC", "hfc", "acronym"),
        ("Hope for Children (HFC)", "hfc", "name with acronym"),
        ("HFC (Hope for Children)", "hfc", "name with acronym"),
        ("Hope for Children - HFC", "hfc", "name with acronym"),
        ("Association des Refugies de Nandoria", "arn-2", "name"),
        ("hope 4 kids", "hfc", "decision"),
    ],
)
def test_certain_spellings(name: str, organisation_id: str, how: str) -> None:
    match = MATCHER.match(name)
    assert match is not None
    assert (match.organisation_id, match.how) == (organisation_id, how)


@pytest.mark.parametrize(
    "name", ["Hope Children", "Hope for Childern", "ARN", "Hope for Children (HCF)", "", "the hope"]
)
def test_what_could_mean_two_things_or_is_misspelt_is_left_to_a_person(name: str) -> None:
    assert MATCHER.match(name) is None


def test_a_suggestion_says_why_and_how_sure() -> None:
    suggestion = MATCHER.suggest("Hope for Childern")
    assert suggestion is not None
    assert suggestion.organisation_id == "hfc"
    assert 80 <= suggestion.certainty < 100
    assert "Hope for Children" in suggestion.reason


def test_a_shared_acronym_is_named_as_such() -> None:
    suggestion = MATCHER.suggest("ARN")
    assert suggestion is not None
    assert suggestion.organisation_id == ""
    assert (
        suggestion.reason == "“ARN” is the acronym of Aid Relief Nandoria and of Association des Réfugiés de Nandoria"
    )


@pytest.mark.parametrize(
    ("person", "email", "organisation_id"),
    [
        ("Amina Toure (HFC)", "", "hfc"),
        ("HFC - Amina Toure", "", "hfc"),
        ("Amina Toure | Hope for Children", "", "hfc"),
        ("Amina Toure", "amina@hopechildren.example", "hfc"),
        ("Amina Toure", "amina@mail.hopechildren.example", "hfc"),
        ("Amina Toure", "amina@hfc-field.example", "hfc"),
        ("Amina Toure", "hfc@gmail.com", None),
        ("Ali - Toure", "", None),  # a first name is no acronym
        ("Amina Toure (HFC) / ALI", "", None),  # two organisations: nobody can tell
        ("Amina Toure", "", None),
    ],
)
def test_guests_of_online_meetings(person: str, email: str, organisation_id: str | None) -> None:
    match = MATCHER.match_person(person, email)
    assert (match.organisation_id if match else None) == organisation_id


def test_keys() -> None:
    assert name_key("Médecins  du Monde – France") == "medecins du monde france"
    assert name_key("Save & Care") == name_key("Save and Care")
    assert mail_domain("a.b@Org.example") == "org.example"
    assert mail_domain("a@gmail.com") == mail_domain("EMAIL") == ""
    assert name_parts("SILVA Ana [HFC]") == ["SILVA Ana", "HFC"]


@pytest.mark.parametrize(
    ("type_", "hq", "affiliated", "country", "expected"),
    [
        ("national_ngo", "XND", False, "XND", "local"),
        ("national_ngo", "XND", None, "XND", "local"),
        ("national_ngo", "XND", True, "XND", "international"),
        ("national_ngo", "GBR", False, "XND", "international"),
        ("national_ngo", None, False, "XND", "unclassified"),
        ("national_ngo", "XND", False, None, "unclassified"),
        ("international_ngo", "XND", False, "XND", "international"),
        ("red_cross_society", "XND", False, "XND", "local"),
        ("red_cross_society", "ARE", False, "XND", "international"),
        ("authority", "XND", None, "XND", "local"),
        ("un_agency", None, None, None, "international"),
        ("pooled_fund", "XND", False, "XND", "unclassified"),
        ("unknown", "XND", False, "XND", "unclassified"),
    ],
)
def test_locality_is_a_property_of_organisation_and_country(
    type_: str, hq: str | None, affiliated: bool | None, country: str | None, expected: str
) -> None:
    judged = locality(type_, hq, affiliated, country)
    assert judged.code == expected
    assert judged.basis
