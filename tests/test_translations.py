"""Everything we write exists in every language, says the same with the same numbers in it, and reads the right way."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog

from dashboard import languages
from dashboard.languages import ENGLISH, LANGUAGES
from tests.translations import DOMAINS, kept, missing, wanted

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
PLACES = re.compile(r"\{[a-z_]+\}")
LINK_OR_BOLD = re.compile(r"\*\*|\]\(")


@cache
def texts(language: str, domain: str) -> Catalog:
    return kept(language, domain)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_missing(language: str, domain: str) -> None:
    """`python -m tests.translations` writes the new ones into the catalogues, to be translated."""
    assert missing(language, domain) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_there_are_texts_to_translate(domain: str) -> None:
    assert len(wanted(domain)) > 500


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_text(language: str, domain: str) -> None:
    """A number or a name that is left out, or a place nobody fills, would be wrong or stop the page."""
    wrong = []
    for message in texts(language, domain):
        if not message.id:
            continue
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        allowed = {frozenset(PLACES.findall(source)) for source in sources}
        # "one partner": languages with a form for one or two may leave out its number.
        allowed |= {places - {"{n}", "{count}"} for places in allowed} if len(sources) > 1 else set()
        wrong += [form for form in forms if form and frozenset(PLACES.findall(form)) not in allowed]
        wrong += [
            form for form in forms if form and len(LINK_OR_BOLD.findall(form)) != len(LINK_OR_BOLD.findall(sources[-1]))
        ]
    assert wrong == []


def test_a_sentence_of_a_build_is_translated_with_the_numbers_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "current", lambda: "fr")
    said = languages.told("fewer than 5 organisations answered")
    assert "5" in said and "organisations" in said and "fewer" not in said


@pytest.mark.parametrize("also", ["", ", and of “Nur”"])
def test_a_place_at_the_end_may_be_empty(monkeypatch: pytest.MonkeyPatch, also: str) -> None:
    monkeypatch.setattr(languages, "current", lambda: "es")
    assert languages.told(f"“NRC” is the acronym of “Norwegian Refugee Council”{also}") == (
        f"«NRC» es la sigla de «Norwegian Refugee Council»{also.replace(', and of “Nur”', ', y de «Nur»')}"
    )


def test_what_nobody_translated_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "current", lambda: "ar")
    assert languages.told("Zebra 77 of nobody") == "Zebra 77 of nobody"
