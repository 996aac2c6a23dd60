"""What a name may mean that no rule matches: the right organisation first, with a reason and a certainty."""

from __future__ import annotations

import pytest

from pipelines.organisations.certainty import certainty
from pipelines.organisations.matching import Names
from pipelines.organisations.suggestions import Suggester, Suggestion, is_country
from pipelines.workspace import Workspace

REGISTER = [
    Names("hfc", "Hope for Children", ("HFC",)),
    Names("arn", "Aid Relief Nandoria", ("ARN",)),
    Names("arn-2", "Association des Réfugiés de Nandoria", ("ARN",)),
    Names("wfp", "World Food Programme", ("WFP",)),
    Names("wvi", "World Vision International", ("WVI",)),
    Names("nadiya", "Nadiya Relief Fund"),
    Names("rlt", "Ravenna Lighthouse Trust"),
]
SUGGESTER = Suggester(REGISTER, is_country(Workspace.without_settings()))


def suggested(name: str) -> list[Suggestion]:
    return dict(SUGGESTER.suggest([name]))[name]


@pytest.mark.parametrize(
    ("name", "organisation_id", "reason"),
    [
        ("Hope for Childern", "hfc", "92 % of the letters agree with “Hope for Children”, and its initials fit"),
        ("Ravenna Lighthuose Trust", "rlt", "96 % of the letters agree with “Ravenna Lighthouse Trust”"),
        ("Hope Children", "hfc", "the same words, in another order, form or language, as “Hope for Children”"),
        ("Children of Hope", "hfc", "the same words, in another order, form or language, as “Hope for Children”"),
        ("Programme alimentaire mondial", "wfp", "the same words, in another order, form or language, as “World Food Programme”"),
        ("Espoir pour les enfants", "hfc", "the same words, in another order, form or language, as “Hope for Children”"),
        ("Hope for Children Afghanistan", "hfc", "the same name as “Hope for Children” and a country (Afghanistan)"),
        ("RLT", "rlt", "the initials of “Ravenna Lighthouse Trust” are RLT"),
        ("Worldwide Visionary Initiative", "wvi", "its initials are WVI, the acronym of “World Vision International”"),
        ("WFP logistics / WFP", "wfp", "“WFP” is the acronym of “World Food Programme”"),
        ("Hope for Children (Kabul)", "hfc", "it contains the name “Hope for Children”"),
        ("World Vision", "wvi", "2 of 3 words are the same as in “World Vision International”"),
        ("Надія Relief Fund", "nadiya", "the same words, in another order, form or language, as “Nadiya Relief Fund”"),
    ],
)  # fmt: skip
def test_the_first_suggestion_says_why(name: str, organisation_id: str, reason: str) -> None:
    first, *_ = suggested(name)
    assert (first.organisation_id, first.reason) == (organisation_id, reason)
    assert 0 < first.certainty <= 95  # nothing here is certain


def test_an_acronym_of_two_suggests_both_and_names_the_other() -> None:
    both = suggested("ARN")
    assert {s.organisation_id for s in both} == {"arn", "arn-2"}
    assert (
        both[0].reason == "“ARN” is the acronym of “Aid Relief Nandoria”, and of “Association des Réfugiés de Nandoria”"
    )
    assert both[0].certainty == both[1].certainty == certainty("acronym", 50) < certainty("acronym", 100)


@pytest.mark.parametrize("name", ["Plumbers Guild", "???", "", "Mercy Corps International"])
def test_what_is_like_nothing_gets_no_suggestion_or_an_unsure_one(name: str) -> None:
    assert all(s.certainty <= 40 for s in suggested(name))


def test_at_most_three_and_the_likeliest_first() -> None:
    many = [Names(f"h{n}", f"Hope {word} Charity", ("HXC",)) for n, word in enumerate("abcd")]
    found = dict(Suggester([*many, Names("x", "Help X Club", ("HHC",))]).suggest(["HXC"]))["HXC"]
    assert [s.organisation_id for s in found] == ["x", "h0", "h1"]  # initials of one, before an acronym four share
    assert [s.certainty for s in found] == [certainty("initials", 100), *[certainty("acronym", 25)] * 2]


def test_an_empty_register_suggests_nothing() -> None:
    assert dict(Suggester([]).suggest(["Hope"])) == {"Hope": []}


def test_an_organisation_struck_out_is_not_suggested() -> None:
    found = dict(SUGGESTER.suggest(["World Vision"], {"World Vision": "wvi"}))["World Vision"]
    assert "wvi" not in {s.organisation_id for s in found}


def test_of_two_equally_likely_ones_the_partner_comes_first() -> None:
    public = Names("a", "Ravenna Lighthouse Trust Fund", partner=False)
    partner = Names("b", "Ravenna Lighthouse Trust Home")
    found = dict(Suggester([public, partner]).suggest(["Ravenna Lighthouse Trust"]))["Ravenna Lighthouse Trust"]
    assert [s.organisation_id for s in found] == ["b", "a"]
