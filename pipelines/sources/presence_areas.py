"""Which columns of a table hold areas and their P-codes, and of which level? By number, by tag, or by the word used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.sources.reading import heading_key

DEEPEST = 3  # levels the contract has columns for
# Areas from large to small; a file's own words are put in this order, because the same word is
# the first level in one country and the second in another.
ORDERED_WORDS = (
    "state|states|etat|estado|estados|stateregion",
    "region|regions|regiao|منطقة",
    "governorate|governorates|gouvernorat|gov|muhafaza|oblast|المحافظة|محافظة",
    "division|divisions",
    "prefecture",
    "departamento|departamentos",
    "province|provinces|prov|provincia|provincias|wilaya|الولاية|ولاية",
    "department|departement|departements|dept",
    "zone|zones",
    "territoire|territory",
    "zonedesante|healthzone",
    "district|districts|dist|distrito|distritos|raion|cercle|liwa|cazacaza|caza|mohafaza|المديرية|مديرية|القضاء|قضاء",
    "county|counties|comte|المحلية|محلية",
    "lga|localgovernment|localgovernmentarea|locality|upazila|tehsil|souspref|sousprefecture|moughataa|delegation",
    "woreda|township|commune|communes|comuna|canton|cantones|municipality|municipalities|municipio|municipios|mun|"
    "municipalite|arrondissement",
    "subdistrict|subdistricts|nahiya|subcounty|administrativeunit|payam|postoadministrativo|hromada|المركز|الناحية|ناحية",
    "ward|union|parroquia|parroquias|airedesante|healtharea",
    "kebele|boma|parish|villagetract|sectioncommunale|aldea|cadaster",
)
RANKS = {heading_key(word): rank for rank, words in enumerate(ORDERED_WORDS) for word in words.split("|")}
NUMBERED = re.compile(
    r"(?:ocha|hr)?(?:adm|admin|administrative|administrativelevel|adminlevel|admlevel|level|niveau|nivel|"
    r"niveauadmin|niveladmin|niveauadministratif|niveladministrativo)(?:level)?([1-5])"
    r"(?:name|names|nom|nombre|nome|nameen|namefr|namees|namear|en|fr|es|ar|pt)?"
)
NAME_WORDS = re.compile(
    r"^(?:nameofthe|nameof|nomdela|nomdu|nomde|nombredela|nombredel|nombrede)|(?:name|names|nom|nombre|nome|en|fr|es)$"
)
CODE_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:pcodes|pcode|pcod|codes|code|codigo|cod)$",
        r"^(?:pcodes|pcode|pcod|codes|code|codigo|cod)",
        r"^(?:pcode|pcod|code|codigo)(?:delele|dela|del|de|du|of)",
    )
)


@dataclass(frozen=True)
class Area:
    """What a heading or tag says of an area column: its level (0: not said), or its word; its name or its P-code."""

    level: int
    word: str
    code: bool

    @property
    def rank(self) -> int:
        """Where the word stands from large to small; a P-code without any word belongs to the smallest area."""
        return RANKS.get(self.word, len(ORDERED_WORDS))


@lru_cache(maxsize=4096)
def area_heading(heading: str) -> Area | None:
    """What area column a heading names: `ADM1_PCODE`, `Province`, `WoredaPcod`, `Pcode 2`; None for any other."""
    key = heading_key(re.sub(r"\([^()]*\)", "", heading))
    if area := _named(key, code=False):
        return area
    for half in (part for part in re.split(r"[/|\n]", heading) if part.strip() != heading):
        if area := _named(heading_key(half), code=False):
            return area
    barest = [pattern.sub("", key) for pattern in CODE_WORDS if pattern.search(key)]
    return next((area for bare in barest if (area := _code(bare, key))), None)


def _code(bare: str, key: str) -> Area | None:
    """What a heading that speaks of a code names, given the heading without the word for code."""
    if bare in {"", "p", "admin", "adm", "area", "location", "place"}:
        return Area(0, "", True) if re.search(r"pcod", key) else None
    if bare.isdigit():
        return Area(int(bare), "", True) if bare in {"1", "2", "3", "4", "5"} else None
    return _named(bare, code=True)


def _named(key: str, code: bool) -> Area | None:
    if match := NUMBERED.fullmatch(key):
        return Area(int(match[1]), "", code)
    for word in (key, NAME_WORDS.sub("", key)):
        if word in RANKS:
            return Area(0, word, code)
    return None


def levels(areas: Mapping[int, Area]) -> dict[str, int]:
    """Fields `area1`, `area1_pcode` … for the area columns of one table (column → what it says of itself).

    Levels that are stated stand. Words without one follow in their order, below the larger areas that
    have a level; a word above all stated levels (a region that groups provinces) has no place and is left out.
    Columns deeper than the contract goes are left out too.
    """
    by_word = {area.rank: area.level for area in areas.values() if area.level and area.word}
    taken = {area.level for area in areas.values() if area.level and not area.code}
    for rank in sorted({area.rank for area in areas.values() if not area.level and area.word} - set(by_word)):
        level = 1 + max((level for known, level in by_word.items() if known < rank), default=0)
        if level not in taken:
            by_word[rank] = level
            taken.add(level)
    found: dict[str, int] = {}
    for column, area in areas.items():
        # A P-code column that says no level belongs to the smallest area there is.
        level = area.level or by_word.get(area.rank, 0) or (max(taken, default=1) if not area.word else 0)
        if 1 <= level <= DEEPEST:
            found.setdefault(f"area{level}_pcode" if area.code else f"area{level}", column)
    return found
