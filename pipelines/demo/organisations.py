"""Who takes part in the response? About 120 invented organisations and the people who speak for them."""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.demo import names
from pipelines.demo.story import AREAS, CLUSTERS, COUNTRY_NAME, FOOD_SECURITY, PROTECTION, WASH, stream


@dataclass(frozen=True)
class Person:
    """Someone who signs in; the e-mail is empty for a guest without one."""

    name: str
    email: str
    position: str


@dataclass(frozen=True)
class Organisation:
    """One organisation as its cluster knows it. Empty text means that the register does not say."""

    name: str
    acronym: str
    type: str
    hq: str = COUNTRY_NAME
    affiliated: str = "no"
    other_names: tuple[str, ...] = ()
    domain: str = ""
    women_led: str = ""
    refugee_led: str = ""
    disability_led: str = ""
    joined: dt.date | None = None
    left: dt.date | None = None
    level: str = "full"
    areas: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    people: tuple[Person, ...] = field(default=(), repr=False)

    @property
    def local(self) -> bool:
        """Headquartered here, no international affiliation, and neither foreign nor international by type."""
        return (
            self.type in ("national_ngo", "authority", "red_cross_society", "academic", "religious", "private_sector")
            and self.hq == COUNTRY_NAME
            and self.affiliated != "yes"
        )

    def member_on(self, day: dt.date) -> bool:
        """Whether it is a member on that day; no date means always."""
        return (self.joined is None or self.joined <= day) and (self.left is None or day <= self.left)


def slug(text: str) -> str:
    """A name as it stands in a web address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", plain.lower())


def roster(seed: int) -> list[Organisation]:
    """Every organisation of the response, in a fixed order."""
    draw = stream(seed, "organisations")
    members = [*_national(draw), *_international(draw), *_united_nations(), *_movement(), *_public(), *_others()]
    return [_finish(organisation, draw) for organisation in members]


def members_of(organisations: list[Organisation], cluster_id: str) -> list[Organisation]:
    """The organisations of one cluster."""
    return [organisation for organisation in organisations if cluster_id in organisation.clusters]


def _national(draw: random.Random) -> Iterator[Organisation]:
    for name, acronym, other in names.TRAPS:
        yield _flagged(Organisation(name, acronym, "national_ngo", other_names=other, domain=f"{slug(name)}.example"))
    combinations = [(place, theme, kind) for place in names.PLACES for theme in names.THEMES for kind in names.KINDS]
    for number, (place, (theme, french), (kind, french_kind)) in enumerate(draw.sample(combinations, 42)):
        name = f"{place} {theme} {kind}"
        yield Organisation(
            name,
            "".join(word[0] for word in name.replace(" and ", " ").split()),
            "national_ngo",
            hq="" if number in (5, 17, 29) else COUNTRY_NAME,
            affiliated="" if number in (8, 20, 31, 38) else "no",
            other_names=(f"{french_kind} {french} de {place}",) if number % 3 == 0 else (),
            domain="" if number % 6 == 5 else f"{slug(name)}.example",
            women_led="yes" if theme == "Mothers" or number % 9 == 0 else "no",
            disability_led="yes" if number == 23 else "no",
        )


def _flagged(organisation: Organisation) -> Organisation:
    """The declarations and affiliations that make the hand-written names traps."""
    name = organisation.name
    if name == "Solvanna Nandoria":  # registered here, but part of an international organisation
        return replace(organisation, affiliated="yes")
    if name == "Rivermouth Action":  # a national NGO, of another country
        return replace(organisation, hq="Ghana")
    return replace(
        organisation,
        women_led="yes" if "Women" in name else "no",
        refugee_led="yes" if "Refugee" in name else "no",
        disability_led="yes" if name.startswith(("Union of Persons", "Sign")) else "no",
    )


def _international(draw: random.Random) -> Iterator[Organisation]:
    for number, stem in enumerate(names.INTERNATIONAL_STEMS):
        kind = names.INTERNATIONAL_KINDS[number % len(names.INTERNATIONAL_KINDS)]
        name = f"{stem} {kind}"
        yield Organisation(
            name,
            "".join(word[0] for word in name.split()) if number % 4 else name.split()[0].upper()[:6],
            "international_ngo",
            hq="" if number == 12 else draw.choice(names.INTERNATIONAL_HOMES),
            affiliated="yes" if number % 5 == 0 else "",
            domain=f"{slug(stem)}.example",
        )


def _united_nations() -> Iterator[Organisation]:
    for name, acronym, other, domain in names.UNITED_NATIONS:
        home = (
            "Italy" if name in ("WFP", "FAO") else "Switzerland" if name in ("UNHCR", "IOM", "WHO") else "United States"
        )
        yield Organisation(name, acronym, "un_agency", hq=home, affiliated="", other_names=(other,), domain=domain)


def _movement() -> Iterator[Organisation]:
    french = ("Croissant-Rouge nandorien",)
    yield Organisation(
        "Nandorian Red Crescent Society", "NRCS", "red_cross_society", other_names=french, domain="nrcs.example"
    )
    for name, acronym in (
        ("International Committee of the Red Cross", "ICRC"),
        ("International Federation of Red Cross and Red Crescent Societies", "IFRC"),
    ):
        yield Organisation(
            name, acronym, "icrc_ifrc", "Switzerland", "", domain=f"{acronym.lower()}.example", level="observer"
        )


def _public() -> Iterator[Organisation]:
    for name, acronym, french in names.AUTHORITIES:
        domain = f"{acronym.lower()}.gov-nandoria.example"
        yield Organisation(name, acronym, "authority", other_names=(french,), domain=domain)
    for number, (name, acronym) in enumerate(names.DONORS):
        home = names.INTERNATIONAL_HOMES[number + 2]
        yield Organisation(name, acronym, "donor", home, "", domain=f"{slug(name)[:16]}.example", level="observer")


def _others() -> Iterator[Organisation]:
    for name, acronym, kind in names.OTHERS:
        home = "Switzerland" if kind == "international_organisation" else COUNTRY_NAME
        yield Organisation(name, acronym, kind, hq=home, domain=f"{slug(name)[:16]}.example")


FIXED_CLUSTERS = {
    "UNICEF": (WASH.id, PROTECTION.id),
    "WFP": (FOOD_SECURITY.id,),
    "UNHCR": (PROTECTION.id, WASH.id),
    "FAO": (FOOD_SECURITY.id,),
    "OCHA": (WASH.id, FOOD_SECURITY.id, PROTECTION.id),
    "Hope for Children Nandoria": (WASH.id, PROTECTION.id),
    "Hope Children Foundation": (PROTECTION.id,),
    "Health and Food Concern": (FOOD_SECURITY.id,),
    "Nandorian Water Forum": (WASH.id,),
    "Nandorian Women's Federation": (PROTECTION.id, FOOD_SECURITY.id),
    "Nandorian Red Crescent Society": (WASH.id, FOOD_SECURITY.id),
    "Solvanna Nandoria": (WASH.id, FOOD_SECURITY.id),
    "Ministry of Water of Nandoria": (WASH.id,),
    "Ministry of Agriculture of Nandoria": (FOOD_SECURITY.id,),
    "Ministry of Social Affairs of Nandoria": (PROTECTION.id,),
    "Keldou Regional Water Directorate": (WASH.id,),
}


def _finish(organisation: Organisation, draw: random.Random) -> Organisation:
    """Clusters, areas, dates of membership and people."""
    ids = [cluster.id for cluster in CLUSTERS]
    how_many = draw.choices((1, 2, 3), (58, 30, 12))[0]
    chosen = FIXED_CLUSTERS.get(organisation.name) or tuple(sorted(draw.sample(ids, how_many)))
    joined, left = _membership(draw)
    if organisation.name in FIXED_CLUSTERS:
        joined, left = dt.date(2024, 1, 15), None
    areas = tuple(sorted(draw.sample(AREAS, draw.choices((0, 1, 2), (30, 50, 20))[0])))
    return replace(
        organisation,
        clusters=chosen,
        areas=areas,
        joined=joined,
        left=left,
        people=tuple(_person(organisation, draw) for _ in range(draw.randint(2, 4))),
    )


def _membership(draw: random.Random) -> tuple[dt.date | None, dt.date | None]:
    """Most joined before the first meeting; one in eight joins later, one in twelve leaves, a few have no date."""
    chance = draw.random()
    if chance < 0.05:
        return None, None
    if chance < 0.17:
        return dt.date(2024, 8, 1) + dt.timedelta(days=draw.randrange(500)), None
    joined = dt.date(2022, 3, 1) + dt.timedelta(days=draw.randrange(820))
    return joined, dt.date(2025, 1, 1) + dt.timedelta(days=draw.randrange(450)) if chance < 0.25 else None


def _person(organisation: Organisation, draw: random.Random) -> Person:
    first, last = draw.choice(names.FIRST_NAMES), draw.choice(names.LAST_NAMES)
    address = f"{slug(first)}.{slug(last)}"
    email = f"{address}@{organisation.domain}" if organisation.domain else f"{address}@freemail.example"
    return Person(f"{first} {last}", email, draw.choice(names.POSITIONS))
