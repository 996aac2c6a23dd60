"""What does a cluster's partner list look like? One for each cluster, each laid out in its own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from pipelines.demo import dirt
from pipelines.demo.names import FORMER_NAMES
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.promises import Promise, promise
from pipelines.demo.story import CLUSTERS, COUNTRY, COUNTRY_NAME
from pipelines.demo.workbook import Cell, Page, csv_text, xlsx
from pipelines.workspace import slug

TYPE_WORDS = {
    "national_ngo": ("National NGO", "NNGO", "National NGO"),
    "international_ngo": ("International NGO", "INGO", "International NGO"),
    "un_agency": ("UN Agency", "UN", "United Nations"),
    "red_cross_society": ("Red Cross/Red Crescent National Society",) * 3,
    "icrc_ifrc": ("ICRC/IFRC",) * 3,
    "authority": ("Government", "Authority", "Government"),
    "donor": ("Donor", "Donor", "Donor"),
    "academic": ("Academic", "Academia", "Academic"),
    "private_sector": ("Private sector", "Private sector", "Private sector"),
    "religious": ("Religious", "Faith-based", "Religious"),
    "international_organisation": ("International organisation",) * 3,
}
SAYS_SO, ASKED = "Membership form", dt.date(2024, 6, 10)
LETTERS = {"yes": "Y", "no": "N"}
Column = tuple[str, Callable[[Organisation], Cell]]


def files(organisations: list[Organisation], seed: int) -> dict[str, bytes]:
    """The three partner lists by file name."""
    promises = {organisation.name: promise(organisation, seed) for organisation in organisations}
    return {
        dirt.WASH_REGISTER: _wash(members_of(organisations, "wash"), promises),
        dirt.FOOD_REGISTER: _food_security(members_of(organisations, "food_security"), promises),
        dirt.PROTECTION_REGISTER: _protection(members_of(organisations, "protection"), promises),
    }


def _table(columns: tuple[Column, ...], members: list[Organisation]) -> list[list[Cell]]:
    return [[heading for heading, _ in columns], *([value(member) for _, value in columns] for member in members)]


def _day(day: dt.date | None, form: str) -> str:
    return day.strftime(form) if day else ""


def _decimal_comma(number: float | None) -> str:
    return "" if number is None else str(number).replace(".", ",")


def _says(organisation: Organisation) -> bool:
    """Whether it was asked by whom it is led."""
    return bool(organisation.women_led or organisation.refugee_led or organisation.disability_led)


def _said_on(organisation: Organisation) -> dt.date:
    """The day of the form: on joining, or when everybody was asked."""
    return max(organisation.joined or ASKED, ASKED)


def _wash(members: list[Organisation], promises: Mapping[str, Promise]) -> bytes:
    """Title rows above, real dates, three rows of dirt below."""
    columns: tuple[Column, ...] = (
        ("Organisation", lambda o: o.name),
        ("Acronym", lambda o: o.acronym),
        ("Other names", lambda o: "; ".join(o.other_names)),
        ("Type", lambda o: TYPE_WORDS[o.type][0]),
        ("HQ country", lambda o: o.hq),
        ("Internationally affiliated", lambda o: o.affiliated.capitalize()),
        ("Joined", lambda o: o.joined),
        ("Left", lambda o: o.left),
        ("Membership", lambda o: o.level.capitalize()),
        ("Areas", lambda o: "; ".join(o.areas)),
        ("Women-led", lambda o: o.women_led.capitalize()),
        ("Refugee-led", lambda o: o.refugee_led.capitalize()),
        ("OPD", lambda o: o.disability_led.capitalize()),
        ("E-mail domain", lambda o: o.domain),
        ("Former names", lambda o: FORMER_NAMES.get(o.name, "")),
        ("Organisation id", lambda o: slug(o.name) if o.name in FORMER_NAMES else ""),
        ("Who says so", lambda o: SAYS_SO if _says(o) else ""),
        ("Said on", lambda o: _said_on(o) if _says(o) else None),
        ("Staff for coordination", lambda o: promises[o.name].staff),
        ("Agreed to report", lambda o: promises[o.name].reports.capitalize()),
        ("Key actor", lambda o: promises[o.name].key.capitalize()),
    )
    table = _table(columns, members)
    table.append(["Friends of Clean Rivers", "FCR", "", "Fan club", "Nandoria", "No", dt.date(2024, 5, 2)])
    table.append(["Selendra Plumbers Guild", "SPG", "", "Private sector", "Nandoria", "No", "31/02/2025"])
    title: list[list[Cell]] = [
        ["WASH Cluster Nandoria - partner list"],
        ["Updated 15 June 2026 by the information manager"],
        [],
    ]
    return xlsx([Page("Partners", [*title, *table], frozenset({0, 3}), (42, 10, 34, 16, 16, 12))])


def _food_security(members: list[Organisation], promises: Mapping[str, Promise]) -> bytes:
    """Other words for the headings, another order, and a column that names every cluster of the partner."""
    names = {cluster.id: cluster.name for cluster in CLUSTERS}
    columns: tuple[Column, ...] = (
        ("Abbreviation", lambda o: o.acronym),
        ("Name of organization", lambda o: o.name),
        ("Type of organization", lambda o: TYPE_WORDS[o.type][1]),
        ("Cluster", lambda o: "; ".join(names[cluster] for cluster in o.clusters)),
        ("Headquarters", lambda o: "Republic of Nandoria" if o.hq == COUNTRY_NAME else o.hq),
        ("Affiliated", lambda o: LETTERS.get(o.affiliated, "")),
        ("Member since", lambda o: o.joined),
        ("Member until", lambda o: o.left),
        ("Membership", lambda o: o.level),
        ("Locations", lambda o: "; ".join(o.areas)),
        ("Other names", lambda o: "; ".join(o.other_names)),
        ("Email domain", lambda o: o.domain),
        ("Coordination staff (FTE)", lambda o: promises[o.name].staff),
        ("Agreed to report to the 5W", lambda o: LETTERS.get(promises[o.name].reports, "")),
        ("Key actors", lambda o: LETTERS.get(promises[o.name].key, "")),
    )
    notes: list[list[Cell]] = [
        ["Notes"],
        ["Please send changes to the cluster coordinator before the monthly meeting."],
    ]
    return xlsx([Page("Members", _table(columns, members), frozenset({0}), (12, 42, 18, 30)), Page("Read me", notes)])


def _protection(members: list[Organisation], promises: Mapping[str, Promise]) -> bytes:
    """A CSV out of a French spreadsheet program: semicolons, byte order mark, day first."""
    columns: tuple[Column, ...] = (
        ("Organisation", lambda o: o.name),
        ("Acronym", lambda o: o.acronym),
        ("Type", lambda o: TYPE_WORDS[o.type][2]),
        ("HQ country", lambda o: COUNTRY if o.hq == COUNTRY_NAME else o.hq),
        ("Affiliated (yes/no)", lambda o: o.affiliated),
        ("Women-led", lambda o: o.women_led),
        ("Refugee-led", lambda o: o.refugee_led),
        ("OPD", lambda o: o.disability_led),
        ("Joined", lambda o: _day(o.joined, "%d/%m/%Y")),
        ("Left", lambda o: _day(o.left, "%d/%m/%Y")),
        ("Membership", lambda o: o.level),
        ("Areas", lambda o: ", ".join(o.areas)),
        ("Other names", lambda o: "; ".join(o.other_names)),
        ("E-mail domain", lambda o: o.domain),
        ("Former names", lambda o: FORMER_NAMES.get(o.name, "")),
        ("Organisation id", lambda o: slug(o.name) if o.name in FORMER_NAMES else ""),
        ("Who says so", lambda o: SAYS_SO if _says(o) else ""),
        ("Said on", lambda o: _day(_said_on(o), "%d/%m/%Y") if _says(o) else ""),
        ("Coordination staff", lambda o: _decimal_comma(promises[o.name].staff)),
        ("Agreed to report", lambda o: promises[o.name].reports),
        ("Key actor", lambda o: promises[o.name].key),
    )
    return csv_text(_table(columns, members), ";", "\r\n").encode("utf-8-sig")
