"""What codes are called, for people; how numbers and days are written stands in `numbers`, and is passed on from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from babel import Locale
from babel.core import get_global

from dashboard.languages import N_, _, current, isolated, right_to_left
from dashboard.languages import told as told
from dashboard.numbers import MINUS as MINUS
from dashboard.numbers import NO_BREAK as NO_BREAK
from dashboard.numbers import count as count
from dashboard.numbers import day as day
from dashboard.numbers import interval as interval
from dashboard.numbers import listed as listed
from dashboard.numbers import money as money
from dashboard.numbers import month as month
from dashboard.numbers import number as number
from dashboard.numbers import period as period
from dashboard.numbers import short_month as short_month
from dashboard.numbers import sign as sign
from dashboard.numbers import signed as signed

GROUPS = {
    "all": N_("All partners"),
    "national_ngo": N_("National and local NGOs"),
    "international_ngo": N_("International NGOs"),
    "un_agency": N_("UN agencies"),
    "red_cross_society": N_("Red Cross / Red Crescent societies"),
    "icrc_ifrc": N_("ICRC and IFRC"),
    "authority": N_("Authorities"),
    "donor": N_("Donors"),
    "academic": N_("Universities and research"),
    "private_sector": N_("Private sector"),
    "religious": N_("Faith-based organisations"),
    "international_organisation": N_("Other international organisations"),
    "pooled_fund": N_("Pooled funds"),
    "other": N_("Other organisations"),
    "unknown": N_("Not known"),
    "local": N_("Local and national"),
    "international": N_("International"),
    "unclassified": N_("Not yet classified"),
    "state": N_("Authorities, counted apart"),
    "paid": N_("Paid"),
    "commitment": N_("Committed, not yet paid"),
    "pledge": N_("Pledged (a promise only)"),
    "paid_or_committed": N_("Paid or committed"),
}
GROUP_BYS = {
    "type": N_("Type of organisation"),
    "locality": N_("Local or international"),
    "all": N_("All partners together"),
}
PRINCIPLES = {
    "pop_equality_score": N_("Equality"),
    "pop_transparency_score": N_("Transparency"),
    "pop_results_score": N_("Results-oriented approach"),
    "pop_responsibility_score": N_("Responsibility"),
    "pop_complementarity_score": N_("Complementarity"),
}
BANDS = {
    "good": N_("Good"),
    "strong": N_("Good"),
    "satisfactory": N_("Satisfactory: small improvements needed"),
    "unsatisfactory": N_("Not satisfactory: large improvements needed"),
    "weak": N_("Weak"),
    "caution": N_("Caution"),
    "no caution": N_("No caution"),
    "under-represented": N_("Under-represented"),
    "over-represented": N_("Over-represented"),
    "in proportion": N_("In proportion"),
    "in balance": N_("In balance"),
    "negligible": N_("Hardly any difference"),
    "small": N_("A small difference"),
    "medium": N_("A medium difference"),
    "large": N_("A large difference"),
}
WEAK_BANDS = ("weak", "unsatisfactory", "caution", "under-represented")
STATUSES = {
    "ok": N_("Shown"),
    "suppressed": N_("Hidden to protect those who answered"),
    "not_computable": N_("Cannot be calculated"),
}
FILE_STATUSES = {
    "loaded": N_("Loaded"),
    "part loaded": N_("Loaded in part"),
    "not needed": N_("Known, not used"),
    "not recognised": N_("Not recognised"),
    "unreadable": N_("Could not be opened"),
    "empty": N_("No rows in it"),
}
SEVERITIES = {"error": N_("Row set aside"), "warning": N_("Row kept, please check"), "info": N_("For information")}
# What may be called local: its name, and what it means in one sentence. `locality.definition` in workspace.toml chooses.
DEFINITIONS = {
    "grand_bargain": (
        N_("Grand Bargain, strict"),
        N_(
            "Headquarters in this country and no tie to an international family; authorities and the Red Cross or "
            "Red Crescent society of this country count."
        ),
    ),
    "with_affiliated": (
        N_("With international affiliates"),
        N_("The same, and national members of international families count as local too."),
    ),
    "non_state": (
        N_("Without authorities"),
        N_("The same as the strict one, but authorities are counted apart."),
    ),
    "fts_subtype": (
        N_("As FTS says"),
        N_(
            "The word that FTS, the UN’s record of payments, uses for the organisation, whatever the partner list says."
        ),
    ),
}
HOW_MATCHED = {
    "register": N_("on a list; no record uses it"),
    "name as written": N_("written the same as on a list"),
    "name": N_("the same name; only capitals, accents or signs differ"),
    "name in another spelling": N_("the same name in another spelling"),
    "acronym": N_("its acronym"),
    "name with acronym": N_("its name with its acronym beside it"),
    "decision": N_("a person decided it"),
}
NAME_KINDS = {
    "name": N_("name"),
    "acronym": N_("acronym"),
    "other": N_("other name"),
    "former": N_("former name"),
    "spelling": N_("spelling in the files"),
}
LANGUAGES = {"fr": N_("French"), "es": N_("Spanish"), "ar": N_("Arabic"), "en": N_("English")}
STANDINGS = {"partner": N_("On a partner list"), "reference": N_("On a public list only")}
ONE_TYPE = "of one type or more: "
# How sure a suggestion is, in words, from so many right in a hundred on.
SURENESS = (
    (90, N_("almost sure: about {n} of 100 suggestions like this are right")),
    (65, N_("likely: about {n} of 100 suggestions like this are right")),
    (40, N_("possible: about {n} of 100 suggestions like this are right")),
    (0, N_("only a guess: about {n} of 100 suggestions like this are right")),
)


def group(code: str, group_by: str = "") -> str:
    """Name a group. 'unknown' means another thing for a recipient: nobody is named, or the money is parked on its way."""
    if code == "unknown" and group_by == "locality":
        return _("Final recipient not known")
    return _(GROUPS[code]) if code in GROUPS else code.replace("_", " ").capitalize()


def named(names: Mapping[str, str], code: str) -> str:
    """Name a code by one of the tables above; one that is not in it stands as it is."""
    return _(names[code]) if code in names else code


def reason(text: str | None) -> str:
    """Return the reason of a silence as a sentence."""
    found = told(_with_types(text or "").strip()) or _("no reason was recorded")
    return f"{sentence(found)}{'' if found.endswith(('.', '?', '!')) else '.'}"


def sentence(text: str) -> str:
    """Begin with a capital letter; the rest stays as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def _with_types(reason: str) -> str:
    """Name types of organisation, which a build writes as codes with blanks: 'of one type or more: un agency'."""
    before, mark, codes = reason.partition(ONE_TYPE)
    return f"{before}{mark}{listed([group(code.replace(' ', '_')) for code in codes.split(', ')])}" if mark else reason


def band(code: str | None) -> str:
    """Name a band in words."""
    return _(BANDS[code]) if code in BANDS else (code or "").replace("_", " ").capitalize()


def band_alone(code: str | None) -> str:
    """Name a band in a word or two, without what it asks for."""
    return band(code).split(":")[0].strip()


def at_most(number: str, most: str) -> str:
    """Write a number with what it may be at most."""
    return _("{number}, at most {most}").format(number=number, most=most)


def status(code: str) -> str:
    """Say whether a number is shown, hidden or not computable."""
    return named(STATUSES, code)


def file_status(code: str) -> str:
    """Say what became of a file."""
    return named(FILE_STATUSES, code)


def severity(code: str) -> str:
    """Say what became of a row."""
    return named(SEVERITIES, code)


def principle(indicator: str) -> str:
    """Name the principle that a score is about."""
    return _(PRINCIPLES[indicator])


def definition(code: str) -> str:
    """Name a definition of "local"."""
    return _(DEFINITIONS[code][0]) if code in DEFINITIONS else code.replace("_", " ").capitalize()


def definition_meaning(code: str) -> str:
    """Say in a sentence what a definition of "local" means."""
    return _(DEFINITIONS[code][1])


def sureness(certainty: float) -> str:
    """Say how sure a suggestion is: 'likely: about 78 of 100 suggestions like this are right'."""
    text = next(text for least, text in SURENESS if certainty >= least)
    return _(text).format(n=count(certainty))


def meaning(text: str) -> str:
    """Say what a setting means: 'Smallest group whose opinion is shown (organisations)'."""
    said, bracket, unit = text.rpartition(" (")
    return f"{_(said)} ({_(unit.removesuffix(')'))})" if bracket else _(text)


def country(code: str | None) -> str:
    """Name a country by its code of three letters; one that Unicode does not know stands as it is, none is empty."""
    short = (get_global("territory_aliases").get(code) or [code])[0] if code else ""
    return str(Locale.parse(current()).territories.get(short, code or ""))


def labelled(title: str, said: str) -> str:
    """Put a title before what is said of it; French keeps a blank before the colon."""
    return _("{title}: {said}").format(title=title, said=said)


def apart(texts: Iterable[str]) -> str:
    """Put short texts one after the other, with the sign of the reader's language between them."""
    found = list(texts)
    return reduce(lambda first, second: _("{this}; {that}").format(this=first, that=second), found) if found else ""


def in_a_row(texts: Iterable[str]) -> str:
    """Put short texts one after the other, with the comma of the reader's language between them."""
    found = list(texts)
    return reduce(lambda first, second: _("{this}, {that}").format(this=first, that=second), found) if found else ""


def aloud(name: str, text: str) -> str:
    """Write a row of a picture as it is read aloud: 'Protection: 58 %, 35 of 60.'"""
    return f"{labelled(name, in_a_row(text.split(' · ')))}."


def aside(text: str) -> str:
    """Write a text smaller and lighter, within another. It is safe to show already, and of one line."""
    return f":gray[:small[{text}]]" if text else ""


def lines(*texts: str) -> str:
    """Put what there is to say one below the other."""
    return "  \n".join(filter(None, texts))


def paragraphs(*texts: str) -> str:
    """Put what there is to say in paragraphs."""
    return "\n\n".join(filter(None, texts))


def plain(text: Any) -> str:
    """Escape text that came from a file, so that it is never read as formatting, and turns nothing beside it round."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])", r"\\\1", str(text)).replace("\n", " ")
    return as_written(escaped)


def as_written(text: str) -> str:
    """Keep the direction of a name from a file, within writing that runs the other way."""
    return isolated(text) if right_to_left() else text
