"""Who does what where? The activities of each cluster and half-year, and the 5W lists in which they are reported."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.demo import dirt
from pipelines.demo.funding import DONORS, STRANGERS
from pipelines.demo.lots import Lot, between, signed
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.places import DISTRICT_CODES, DISTRICTS, REGION_CODES
from pipelines.demo.registers import TYPE_WORDS
from pipelines.demo.story import CLUSTERS, FOOD_SECURITY, PROTECTION, WASH, Cluster, stream
from pipelines.demo.story_practice import HALVES, PRACTICE, TODAY, last_day_of
from pipelines.demo.workbook import Cell, Page, csv_text, xlsx

ROWS = {WASH.id: 42, FOOD_SECURITY.id: 60, PROTECTION.id: 54}  # of each half-year
ACTIVITIES = {
    WASH.id: ("Repair of water points", "Water trucking", "Latrines", "Hygiene kits", "Water quality tests"),
    FOOD_SECURITY.id: ("Food baskets", "Cash for food", "Seeds and tools", "Animal vaccination", "School meals"),
    PROTECTION.id: ("Aide juridique", "Espaces amis des enfants", "Écoute et orientation", "Cartes d'identité", "Sensibilisation"),
}  # fmt: skip
IMPLEMENTERS = ("national_ngo", "international_ngo", "un_agency", "red_cross_society")
DAYS_TO_REPORT = 15
SELDOM_ALONE = 0.7  # how often a local partner works for somebody else's programme
FRENCH_TYPES = {
    "national_ngo": "ONG nationale", "international_ngo": "ONG internationale", "un_agency": "Nations Unies",
    "red_cross_society": "Société nationale de la Croix-Rouge/Croissant-Rouge",
}  # fmt: skip


@dataclass(frozen=True)
class Work:
    """One activity of one organisation in one district; `programme`: whose programme it is, where it is another's."""

    cluster: Cluster
    half: int
    implementer: str
    acronym: str
    type: str
    programme: str
    donor: str
    activity: str
    region: str
    district: str
    starts: dt.date
    ends: dt.date
    targeted: int
    reached: int
    sent: dt.date

    @property
    def over(self) -> bool:
        """Whether the activity ends within the half-year it is reported for."""
        return self.ends <= last_day_of(self.half)


def files(organisations: list[Organisation], seed: int) -> dict[str, bytes]:
    """A list for each cluster and half-year: an English workbook with tags, a French CSV, and an English CSV."""
    draw = stream(seed, "presence")
    writers: dict[str, Callable[[list[Work], str, random.Random], bytes]] = {
        WASH.id: _english_workbook, FOOD_SECURITY.id: _english_csv, PROTECTION.id: _french_csv,
    }  # fmt: skip
    made = {}
    for cluster in CLUSTERS:
        implementing = Lot(draw)
        for number in range(len(HALVES)):
            works = list(_works(cluster, number, members_of(organisations, cluster.id), implementing, draw))
            name = _name(cluster, *HALVES[number])
            made[name] = writers[cluster.id](works, name, draw)
    return made


def _name(cluster: Cluster, year: int, month: int) -> str:
    second = month > 6
    return {
        WASH.id: f"presence/wash/WASH 5W {'July-December' if second else 'January-June'} {year}.xlsx",
        FOOD_SECURITY.id: f"presence/food security/FSC_5W_{year}_H{1 + second}.csv",
        PROTECTION.id: f"presence/protection/Protection 5W {year} semestre {1 + second}.csv",
    }[cluster.id]


def _works(
    cluster: Cluster, number: int, members: list[Organisation], by_local: Lot, draw: random.Random
) -> Iterator[Work]:
    day = last_day_of(number)
    able = [one for one in members if one.type in IMPLEMENTERS and one.member_on(day) and one.name != "OCHA"]
    local, others = [one for one in able if one.local], [one for one in able if not one.local]
    for place in range(ROWS[cluster.id]):
        is_local = by_local.hit(PRACTICE[cluster.id].local_work[number])
        implementer = draw.choice(local if is_local else others)
        programme = _programme(cluster, is_local, others, draw)
        work = _work(cluster, number, implementer, programme, draw)
        if place == 7 and number % 2:  # somebody who is no member works here too
            work = Work(**{**vars(work), "implementer": STRANGERS[number // 2], "acronym": "", "type": "national_ngo"})
        yield work


def _programme(cluster: Cluster, is_local: bool, others: list[Organisation], draw: random.Random) -> str:
    """Whose programme a local partner carries out: in Food Security mostly the lead agency's."""
    if not is_local or draw.random() > SELDOM_ALONE:
        return ""
    return cluster.lead if cluster is FOOD_SECURITY and draw.random() < 0.75 else draw.choice(others).name


def _work(cluster: Cluster, number: int, implementer: Organisation, programme: str, draw: random.Random) -> Work:
    year, month = HALVES[number]
    region = draw.choice(implementer.areas or tuple(DISTRICTS))
    starts = between(dt.date(year, month, 1), dt.date(year, month + 3, 28), draw)
    targeted = draw.randrange(2, 90) * 100
    late = cluster is WASH and implementer.local and number > 1
    sent = last_day_of(number) + dt.timedelta(
        days=draw.randint(8, 40) if late else draw.randint(-9, DAYS_TO_REPORT + 5)
    )
    return Work(
        cluster, number, signed(implementer, draw), implementer.acronym, implementer.type, programme,
        draw.choice(DONORS)[0], draw.choice(ACTIVITIES[cluster.id]), region, draw.choice(DISTRICTS[region]),
        starts, starts + dt.timedelta(days=draw.choice((60, 90, 150, 240))),
        targeted, round(targeted * draw.uniform(0.55, 1.08)),
        min(sent, TODAY),
    )  # fmt: skip


def _where(work: Work) -> tuple[str, str, str, str]:
    code = DISTRICT_CODES[work.region, work.district]
    return work.region, REGION_CODES[work.region], work.district, code


def _english_workbook(works: list[Work], name: str, draw: random.Random) -> bytes:
    """Headings in row 1, HXL tags in row 2, real dates."""
    tagged = {
        "Month of report": "#date+month", "Programme organisation": "#org+prog", "Implementing organisation": "#org+impl",
        "Implementing organisation acronym": "#org+impl+acronym", "Implementing organisation type": "#org+impl+type",
        "Donor": "#org+funder", "Cluster": "#sector", "Activity": "#activity", "Activity status": "#status",
        "Region": "#adm1+name", "Region P-code": "#adm1+code", "District": "#adm2+name", "District P-code": "#adm2+code",
        "Start date": "#date+start", "End date": "#date+end", "People targeted": "#targeted", "People reached": "#reached",
        "Submitted on": "#date+submitted",
    }  # fmt: skip
    rows: list[list[Cell]] = [
        [
            f"{last_day_of(work.half):%B %Y}", work.programme or work.implementer, work.implementer, work.acronym,
            TYPE_WORDS[work.type][0], work.donor, work.cluster.name, work.activity, "Completed" if work.over else "Ongoing",
            *_where(work), work.starts, work.ends, work.targeted, work.reached, work.sent,
        ]
        for work in works
    ]  # fmt: skip
    if name == dirt.WASH_PRESENCE:
        rows.insert(10, [*rows[9][:-2], "dozens", rows[9][-1]])
    return xlsx([Page("5W", [list(tagged), list(tagged.values()), *rows], frozenset({0}), (16, 30, 34, 10, 20))])


def _english_csv(works: list[Work], name: str, draw: random.Random) -> bytes:
    """The organisation of the programme first; who carries it out beside it, where that is another. Month by month."""
    heading = (
        "Year", "Month", "Sector", "Organisation", "Implementing partner", "Type of implementing partner", "Donor", "Activity",
        "Status", "Admin1 Pcode", "Admin1", "Admin2 Pcode", "Admin2", "Start date", "End date", "Target", "Reached",
        "Date of submission",
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for work in works:
        region, region_code, district, code = _where(work)
        year, month = HALVES[work.half]
        rows.append([
            year, f"{dt.date(year, month + 5, 1):%B}", "FSC", work.programme or work.implementer,
            work.implementer if work.programme else "", TYPE_WORDS[work.type][1] if work.programme else "", work.donor,
            work.activity, "completed" if work.over else "ongoing", region_code, region,
            code.removeprefix("XND") if draw.random() < 0.02 else code, district, work.starts.isoformat(),
            work.ends.isoformat(), work.targeted, work.reached, work.sent.isoformat(),
        ])  # fmt: skip
    if name == dirt.FOOD_PRESENCE:
        rows.append([*rows[3][:13], "31/09/2025", *rows[3][14:]])
    return csv_text([heading, *rows], newline="\r\n").encode("utf-8")


def _french_csv(works: list[Work], name: str, draw: random.Random) -> bytes:
    """Out of a French spreadsheet program: semicolons, day first, the older list in Windows' own encoding."""
    heading = (
        "Secteur", "Chef de file", "Partenaire de mise en œuvre", "Acronyme du partenaire de mise en œuvre",
        "Type de partenaire de mise en œuvre", "Bailleur", "Activité", "Statut", "Région", "Code région", "District",
        "Code district", "Date de début", "Date de fin", "Personnes ciblées", "Personnes atteintes", "Date de rapport",
        "Date de soumission",
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            work.cluster.name, work.programme or work.implementer, work.implementer, work.acronym, FRENCH_TYPES[work.type],
            work.donor, work.activity, "Terminée" if work.over else "En cours", *_where(work),
            *(f"{day:%d/%m/%Y}" for day in (work.starts, work.ends)), work.targeted, work.reached,
            *(f"{day:%d/%m/%Y}" for day in (last_day_of(work.half), work.sent)),
        ]
        for work in works
    ]  # fmt: skip
    if name == dirt.PROTECTION_PRESENCE:
        rows.insert(5, [rows[4][0], "", "", "", *rows[4][4:]])
    text = csv_text([heading, *rows], ";", "\r\n")
    return text.encode("cp1252") if works[0].half == 0 else text.encode("utf-8-sig")
