"""Which organisation a spelling means, and what is left to a person."""

from __future__ import annotations

import pytest

from pipelines.organisations.matching import Match, Matcher, Names
from pipelines.organisations.names import latin_key, mail_domain, name_key, name_parts

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
        ("Hope for Children", "hfc", "name as written"),
        ("The Hope for Children Inc.", "hfc", "name in another spelling"),
        ("hfc", "hfc", "acronym"),
        ("Hope for Children / HFC", "hfc", "name with acronym"),
        ("HFC | Hope for Children", "hfc", "name with acronym"),
        ("Alliance for Local Initiative (AFLI)", "ali", "name with acronym"),  # made of its letters
        ("  hope FOR children ", "hfc", "name"),
        ("Espoir pour les enfants", "hfc", "name"),
        ("HFC", "hfc", "acronym"),
        ("Hope for Children (HFC)", "hfc", "name with acronym"),
        ("HFC (Hope for Children)", "hfc", "name with acronym"),
        ("Aid Relief Nandoria (ARN)", "arn", "name with acronym"),  # two have the acronym, one the name
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
    "name",
    [
        "Hope Children",
        "Hope for Childern",
        "ARN",
        "Hope for Children (HCF)",
        "",
        "the hope",
        "Hope for Children (UK)",
        "Hope for Children / Hope Children Foundation",
    ],
)
def test_what_could_mean_two_things_or_is_misspelt_is_left_to_a_person(name: str) -> None:
    assert MATCHER.match(name) is None


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
    ("one", "other"),
    [
        ("جمعيّة الأمل", "جمعية الامل"),  # marks and the small sign on the letter
        ("جمعيـــة الأمل", "جمعية الأمل"),  # stretched
        ("\u200fHope\u200e for Children", "Hope for Children"),
        ("Надія", "НАДІЯ"),
    ],
)
def test_a_name_is_compared_in_its_own_script(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


def test_letters_of_another_script_never_decide() -> None:
    matcher = Matcher([Names("nadiya", "Nadiya")], {})
    assert latin_key("Надія") == latin_key("Nadiya")
    assert matcher.match("Надія") is None


def test_what_partners_share_is_not_looked_for_in_public_lists() -> None:
    public = Names("arn-3", "ARN", partner=False)
    assert Matcher([*REGISTER, public], {}).match("ARN") is None
    found = Matcher([Names("arn-4", "Aid", ("ARN",)), public], {}).match("ARN")
    assert found is not None and found.organisation_id == "arn-4"


def test_an_acronym_of_a_public_list_decides_only_where_it_is_known_worldwide() -> None:
    small = Names("acad", "Action pour le Développement", ("ACAD",), partner=False, acronyms_decide=False)
    un = Names("wfp", "World Food Programme", ("WFP",), partner=False)
    matcher = Matcher([small, un], {})
    assert matcher.match("ACAD") is None
    assert matcher.match("World Food Program") is not None
    assert matcher.match("WFP") is not None
    assert matcher.match_person("Amina Toure (WFP)", "") is None  # a guest is from a partner, or nobody knows


def test_a_decision_wins_over_every_rule_and_may_say_that_it_is_no_organisation() -> None:
    names = [*REGISTER, Names("hfc-new", "Hope for Children Nandoria", other_ids=("hfcn",))]
    matcher = Matcher(names, {"HFC": "hcf", "Hope for Children": "hfcn", "Self": "-", "@mail.example": "-"})
    assert [matcher.match(name) for name in ("HFC", "hope for  children", "self")] == [
        Match("hcf", "decision"), Match("hfc-new", "decision"), None,
    ]  # fmt: skip
    assert matcher.is_no_organisation("SELF") and matcher.is_no_organisation("@mail.example")
    assert not matcher.is_no_organisation("HFC") and not matcher.is_no_organisation("Somebody")
