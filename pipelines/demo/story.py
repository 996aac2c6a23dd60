"""What is there to find in the demo? The calendar, the clusters, and what happened in each of them.

Nandoria does not exist. Three things happen in two years, and the files written from this module
are the only place where they can be found:

- WASH: from May 2025 national and area meetings are held in English instead of French. Half of the
  local partners stop coming within five months; international partners notice nothing.
- Food Security: nothing changes, but the lead agency receives most of the money.
- Protection: local attendance, scores and the local share of the pooled fund all rise.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

COUNTRY, COUNTRY_NAME = "XND", "Nandoria"
NEIGHBOURS = ("XOR", "XBE")  # user-assigned codes of fictional neighbours
COUNTRY_NAMES = {"XND": "Nandoria", "XOR": "Orvia", "XBE": "Belsara"}
AREAS = ("Ambarra", "Keldou", "Port Sarel")
MONTHS = tuple((2024 + (6 + step) // 12, (6 + step) % 12 + 1) for step in range(24))  # July 2024 to June 2026
LANGUAGE_CHANGE = 10  # the step of MONTHS that is May 2025
SURVEY_ROUNDS = ((2025, 5), (2026, 5))


@dataclass(frozen=True)
class Cluster:
    """One cluster: how it is written by whom, and when it meets."""

    id: str
    name: str
    other_names: tuple[str, ...]
    fund_code: str  # how the pooled fund writes it inside project codes
    fts_name: str
    lead: str
    weekday: int  # of the monthly national meeting
    week: int
    areas: tuple[str, ...]


WASH = Cluster(
    "wash", "WASH", ("Water Sanitation Hygiene", "Water, Sanitation and Hygiene"),
    "WASH", "Water Sanitation Hygiene", "UNICEF", 2, 2, AREAS,
)  # fmt: skip
FOOD_SECURITY = Cluster(
    "food_security", "Food Security", ("FSC", "Food Security Cluster", "Food Security and Livelihoods", "Sécurité alimentaire"),
    "FSC", "Food Security", "WFP", 3, 2, AREAS[:2],
)  # fmt: skip
PROTECTION = Cluster(
    "protection", "Protection", ("PRO", "Protection sector"),
    "PRO", "Protection", "UNHCR", 1, 3, AREAS,
)  # fmt: skip
CLUSTERS = (WASH, FOOD_SECURITY, PROTECTION)


def stream(seed: int, name: str) -> random.Random:
    """Its own stream of random numbers for each part, so that a change in one leaves the others as they were."""
    return random.Random(f"{seed}/{name}")


def meeting_language(cluster: Cluster, step: int) -> str:
    """French, the language most local partners work in, or English."""
    if cluster is WASH:
        return "French" if step < LANGUAGE_CHANGE else "English"
    return "English" if cluster is FOOD_SECURITY else "French"


def attendance_chance(cluster: Cluster, local: bool, step: int) -> float:
    """The chance that a member with no reason to stay away comes to a meeting."""
    if cluster is PROTECTION and local:
        return 0.38 + 0.25 * step / (len(MONTHS) - 1)
    if cluster is FOOD_SECURITY:
        return 0.52 if local else 0.60
    return 0.61 if local else 0.62


def stops_coming(cluster: Cluster, local: bool, place: float, draw: random.Random) -> int:
    """The step from which a member no longer comes; after the last one when it stays.

    `place` is where the member stands (0 to 1) in a row of members of its kind, drawn by lot.
    """
    if cluster is WASH and local and place < 0.5:
        return LANGUAGE_CHANGE + draw.randrange(5)
    return 1 + draw.randrange(len(MONTHS)) if place > 0.97 else len(MONTHS)


# Mean agreement on the scale 1 to 5 by cluster and principle: (local, international) in each round.
SCORES: dict[str, dict[str, tuple[tuple[float, float], tuple[float, float]]]] = {
    "wash": {
        "eq": ((3.9, 3.9), (2.5, 3.9)),
        "tr": ((3.8, 3.8), (2.3, 3.8)),
        "ro": ((3.6, 3.7), (3.2, 3.7)),
        "re": ((3.6, 3.6), (3.4, 3.6)),
        "co": ((3.6, 3.7), (2.8, 3.7)),
        "cl": ((3.8, 3.8), (3.0, 3.8)),
    },
    "food_security": {
        "eq": ((3.1, 3.5), (3.1, 3.5)),
        "tr": ((2.7, 3.3), (2.6, 3.3)),
        "ro": ((3.6, 3.8), (3.6, 3.8)),
        "re": ((3.4, 3.6), (3.4, 3.6)),
        "co": ((2.9, 3.5), (2.9, 3.5)),
        "cl": ((2.9, 3.5), (2.8, 3.5)),
    },
    "protection": {
        "eq": ((2.8, 3.6), (3.8, 3.8)),
        "tr": ((2.7, 3.6), (3.8, 3.8)),
        "ro": ((3.0, 3.4), (3.7, 3.7)),
        "re": ((3.1, 3.4), (3.6, 3.6)),
        "co": ((2.8, 3.5), (3.9, 3.8)),
        "cl": ((2.9, 3.6), (4.0, 3.9)),
    },
}

# Share of a cluster's incoming money that goes straight to the lead agency and to local partners.
LEAD_SHARE = {"wash": 0.30, "food_security": 0.72, "protection": 0.35}
DIRECT_LOCAL_SHARE = {"wash": 0.05, "food_security": 0.015, "protection": 0.07}

# Share of pooled-fund allocations to national partners, by year.
POOLED_LOCAL_SHARE = {
    "wash": {2024: 0.30, 2025: 0.30, 2026: 0.28},
    "food_security": {2024: 0.22, 2025: 0.22, 2026: 0.23},
    "protection": {2024: 0.28, 2025: 0.42, 2026: 0.58},
}
