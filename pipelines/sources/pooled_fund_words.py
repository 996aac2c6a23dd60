"""What do the words and codes of the pooled funds' system mean? Partner types, masks, clusters, rounded amounts."""

from __future__ import annotations

import re

from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import heading_key

TYPE_NUMBERS = {"1": "national_ngo", "2": "international_ngo", "3": "un_agency", "4": "other"}
# Partners of a fund: Red Cross and Red Crescent societies are among the `O`.
DIRECT_TYPES = {"NGO": "national_ngo", "INGO": "international_ngo", "UN": "un_agency", "O": "other"}
# Partners of a partner: here `O` is the Red Cross alone, and the others are `OG` with the authorities.
SUB_TYPES = {**DIRECT_TYPES, "O": "red_cross_society", "OG": "authority", "PC": "private_sector"}
# What stands in place of a name that the fund does not publish.
MASKS = {
    heading_key(mask)
    for mask in (
        "National NGO", "International NGO", "UN Agency", "Others", "Other", "Red Cross/Red Crescent",
        "Red Cross/Red Crescent Society", "National NGOs", "International NGOs", "UN Agencies", "NGO", "NNGO", "INGO", "UN",
    )
}  # fmt: skip
CLUSTERS = {
    "1": "Camp Coordination / Management", "2": "Early Recovery", "3": "Education", "4": "Emergency Shelter and NFI",
    "5": "Emergency Telecommunications", "6": "Food Security", "7": "Health", "8": "Logistics", "9": "Nutrition",
    "10": "Protection", "11": "Water, Sanitation and Hygiene", "12": "Coordination and Support Services",
    "13": "Multi-Sector", "14": "COVID-19", "15": "Multi-purpose CASH", "17": "Common Services",
    "18": "Multi-Sector Refugee Assistance",
}  # fmt: skip
# Letters that stand for a cluster in a project code, where they are no name anybody would use.
LETTERS = {
    "CCM": "1", "ER": "2", "E": "3", "NFI": "4", "ET": "5", "FS": "6", "H": "7", "L": "8", "N": "9", "P": "10",
    "CSS": "12", "MS": "13", "MPC": "15", "CS": "17", "MSRA": "18",
}  # fmt: skip
SCIENTIFIC = re.compile(r"[-+]?\d+(\.\d*)?[eE][-+]?\d+")
# SUD-18/HSD20/SA2/FSL/INGO/7820; the newer CBPF-SUD-25-R-INGO-35060 names no cluster.
OLD_CODE = re.compile(r"[A-Z]+-\d+/[^/]*/[^/]*/(?P<cluster>.+)/[A-Z]+/\d+")
TYPE_IN_CODE = re.compile(r"[/-](?P<type>[A-Z]+)[/-]\d+$")


def is_mask(name: str) -> bool:
    """Whether a type stands where the partner's name should: the fund does not publish the name."""
    return heading_key(name) in MASKS


def is_rounded(amount: str) -> bool:
    """Whether the amount reads like `1.2E+07`: the fund's system rounded it before it wrote the file."""
    return SCIENTIFIC.fullmatch(amount) is not None


def partner_type(word: str) -> str:
    """Our code for a partner's type, by its number or its name; the word as found where it is not known."""
    return TYPE_NUMBERS.get(word) or type_code(word)


def type_in_code(project_code: str) -> str:
    """The partner's type by the last segment of letters in a project code; empty where it names none."""
    match = TYPE_IN_CODE.search(project_code)
    return DIRECT_TYPES.get(match["type"], "") if match else ""


def cluster_in_code(project_code: str) -> str:
    """The cluster that an old project code names; newer codes name none."""
    match = OLD_CODE.fullmatch(project_code)
    cluster = match["cluster"] if match else ""
    return CLUSTERS[LETTERS[cluster]] if cluster in LETTERS else cluster
