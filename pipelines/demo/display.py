"""How does a person appear on a screen? The only places where Teams and Zoom say an organisation."""

from __future__ import annotations

import random

from pipelines.demo.meetings import Attendee
from pipelines.demo.organisations import Organisation, Person

STYLES = ("{name} ({short})", "{short} - {name}", "{name} | {full}", "{name} - {short}", "{name} ({full})")
AMBIGUOUS = frozenset({"HFC", "NWF"})  # each the acronym of two organisations
# Spellings no rule can settle; decisions/organisations.csv says whose they are, and why.
SETTLED = {
    "Hope for Childen Nandoria": ("Hope for Children Nandoria", "typing mistake in the sign-in sheets"),
    "Hope 4 Children": ("Hope for Children Nandoria", "asked them by telephone; not the foundation"),
    "Croix-Rouge nandorienne": ("Nandorian Red Crescent Society", "old French name, still in use"),
    "Water desk of UNICEF": ("UNICEF", "signed in under the name of their section"),
}


def shown(attendee: Attendee, draw: random.Random) -> tuple[str, str]:
    """Display name and e-mail: the organisation is in one of them, often in both, and sometimes in neither."""
    person, organisation = attendee.person, attendee.organisation
    if organisation is None:
        return person.name, person.email if draw.random() < 0.5 else ""
    chance = draw.random()
    if not organisation.domain:
        return _hinted(person, organisation, draw), person.email if chance < 0.4 else ""
    if chance < 0.25:
        return person.name, person.email
    if chance < 0.62:
        return _hinted(person, organisation, draw), person.email
    if chance < 0.98:
        return _hinted(person, organisation, draw), ""
    return person.name, ""


def _hinted(person: Person, organisation: Organisation, draw: random.Random) -> str:
    style = draw.choice(STYLES)
    unclear = organisation.acronym in AMBIGUOUS and draw.random() < 0.7
    short = organisation.name if unclear else organisation.acronym
    return style.format(name=person.name, short=short, full=organisation.name)


def strangers(draw: random.Random) -> list[Attendee]:
    """At some meetings one guest from nowhere known."""
    if draw.random() > 0.3:
        return []
    name = draw.choice(("Guest", "iPhone", "Ravi Quellmore", "Lotte Imbranne", "Sunniva Darkelle"))
    address = (
        "" if name in ("Guest", "iPhone") else f"{name.split()[0].lower()}.{draw.randint(10, 99)}@freemail.example"
    )
    return [Attendee(Person(name, address, ""), None, ())]


def written(organisation: Organisation, draw: random.Random) -> str:
    """An organisation as someone writes it by hand: name, acronym, other name, or a slip of the pen."""
    chance = draw.random()
    settled = [spelling for spelling, (name, _) in SETTLED.items() if name == organisation.name]
    if settled and chance < 0.35:
        return draw.choice(settled)
    if chance < 0.03 and len(organisation.name) > 8:
        return _slip(organisation.name, draw)
    if chance < 0.35 and organisation.acronym not in AMBIGUOUS:
        return organisation.acronym
    if chance < 0.42 and organisation.other_names:
        return draw.choice(organisation.other_names)
    if chance < 0.47:
        return organisation.name.upper()
    beside = chance < 0.55 and organisation.acronym != organisation.name
    return f"{organisation.name} ({organisation.acronym})" if beside else organisation.name


def _slip(name: str, draw: random.Random) -> str:
    """Two letters changed places, one left out, or one written twice."""
    place = draw.randrange(2, len(name) - 2)
    match draw.randrange(3):
        case 0:
            return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        case 1:
            return name[:place] + name[place + 1 :]
        case _:
            return name[:place] + name[place] + name[place:]
