"""What does each indicator mean? Reads the definition above each statement, and refuses an incomplete one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pipelines.instruments.texts import items

FRONT_MATTER = re.compile(r"\A/\*---\n(.*?)\n---\*/\n?(.*)\Z", re.DOTALL)
LENSES = ("participation", "inclusion", "equality")
PRINCIPLES = ("equality", "transparency", "result_oriented", "responsibility", "complementarity")
ALLOWED = {
    "principle": {*PRINCIPLES, "collaborative_leadership"},
    "lens": set(LENSES),
    "kind": {
        "rate", "composition", "total", "median", "mean", "score", "favourable", "parity", "inequality", "difference",
        "effect", "blend",
    },
    "measure": {"", "gini", "hhi", "theil_between", "dissimilarity", "delta", "medians"},
    "direction": {"higher", "lower", "balance", "context"},
    "frame": {"census", "survey", "reported"},
    "disclosure": {"open", "conduct", "opinion"},
    "bounds": {"", "unclassified"},
    "bands_on": {"value", "absolute", "target", "range"},
    "headline": {"", "lowest"},
}  # fmt: skip
IN_WORDS = ("title", "question", "thresholds", "known_bias", "when_weak", "numerator", "denominator")
# What is published of a single statement of the survey, beside the score that it is part of.
STATEMENT = {
    "question": "How many partners agree with this statement, and how many disagree?",
    "kind": "favourable",
    "unit": "%",
    "numerator": "organisations that agree with the statement: the mean of their answers is 4 of 5 or more",
    "denominator": "organisations that answered it",
    "thresholds": "No target. Who answers 4 or 5 of 5 agrees, who answers 1 or 2 disagrees. “Don't know” is no answer.",
}


class CatalogueError(Exception):
    """A definition is incomplete or contradicts itself."""


@dataclass(frozen=True)
class Indicator:
    """One indicator: its definition, and the statement that returns its unit rows (none if derived).

    A part is a second number shown beside it (`consultation_lead_time.long_enough`): it has the
    definition of the whole except for what it says itself. Its unit rows are those the statement
    marks with its name, or, with `same_rows`, those of the whole.
    """

    id: str
    position: int
    title: str
    question: str
    principle: str
    lens: str
    kind: str
    unit: str
    direction: str
    frame: str
    grains: tuple[str, ...]
    audiences: tuple[str, ...]
    needs: tuple[str, ...]  # fact tables; "attendance|presence": one of them is enough
    numerator: str
    denominator: str
    thresholds: str
    known_bias: str
    when_weak: str
    seeds: tuple[str, ...]
    disclosure: str = "open"  # open · conduct: small groups are for the team alone · opinion: for nobody
    bounds: str = ""
    category: str = ""
    category_whole: bool = False  # each group of the category is a whole of its own, as an area or a step is
    headline: str = ""  # lowest: the headline is the lowest number of its category
    nothing: str = ""  # why there is no number where the denominator is zero, if the reason is always the same
    localisation: bool = False
    by_file: bool = False  # also published file by file, for the team
    by_organisation: bool = True  # also published by type and locality; not where units are no organisation's
    measure: str = ""  # which inequality, or which effect
    combine: Mapping[str, list[str]] = field(default_factory=dict)
    difference: Mapping[str, str] = field(default_factory=dict)
    effect: Mapping[str, Any] = field(default_factory=dict)
    bands: tuple[tuple[float | str, str], ...] = ()
    bands_on: str = "value"
    item: str = ""  # of a favourable: the statement of the survey that organisations agree or disagree with
    statements: tuple[str, ...] = ()  # more of them, shown beside it one by one
    lagging: str = ""  # a threshold: where a type of organisation lies below it, the headline has its first band
    parts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    part: str = ""
    same_rows: bool = False
    sql: str = ""
    definition: str = ""

    @property
    def main(self) -> str:
        """The id of the whole that a part stands beside; its own where it is no part."""
        return self.id.removesuffix(f".{self.part}") if self.part else self.id

    @property
    def by_type(self) -> bool:
        """Whether it is published by type of organisation. Opinions are not: with eight UN agencies and one donor most
        types would have to be hidden, and more to protect them; local and international are groups enough (methods.md 6.9).
        """
        return self.by_organisation and self.disclosure != "opinion"

    @property
    def listed(self) -> str:
        """What its numbers or their protection need one by one: "units", "organisations", or nothing but sums."""
        if self.kind in ("median", "mean", "inequality", "score", "favourable") or self.disclosure == "opinion":
            return "units"
        return "organisations" if self.disclosure == "conduct" else ""

    def band(self, value: float, settings: Mapping[str, Any]) -> str | None:
        """The band an unrounded value falls in. Upper limits belong to the lower band (methods.md 1.4).

        A target is met at it: its limits belong to the upper band, and so does the lower limit of a range.
        """
        measured = round(abs(value) if self.bands_on == "absolute" else value, 9)  # 75 and a computer's last digit: 75
        for at, (limit, name) in enumerate(self.bands):
            upper = settings[limit] if isinstance(limit, str) else limit
            met = self.bands_on == "target" or (self.bands_on == "range" and at == 0)
            if measured < upper or (measured == upper and not met):
                return name
        return None


@lru_cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by id, in the order they are shown; the parts of one follow it."""
    folder = files("pipelines.indicators")
    texts = [
        (lens, entry.name, entry.read_text(encoding="utf-8"))
        for lens in LENSES
        for entry in folder.joinpath(lens).iterdir()
        if entry.name.endswith(".sql")
    ]
    mains = sorted((parse(text, f"{lens}/{name}") for lens, name, text in texts), key=lambda i: (i.position, i.id))
    return {indicator.id: indicator for main in mains for indicator in (main, *parts_of(main))}


def parse(text: str, where: str) -> Indicator:
    """One indicator from its file. Raises CatalogueError naming the file and the key."""
    match = FRONT_MATTER.match(text)
    if not match:
        raise CatalogueError(f"{where}: no definition between /*--- and ---*/ at the top of the file")
    definition, sql = match.groups()
    try:
        indicator = Indicator(**_frozen(tomllib.loads(definition)), sql=sql.strip(), definition=definition)
        for checked in (indicator, *parts_of(indicator)):
            _check(checked, where)
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise CatalogueError(f"{where}: {error}") from error
    return indicator


def parts_of(whole: Indicator) -> list[Indicator]:
    """The numbers shown beside an indicator, as indicators of their own."""
    words = {item.id: item.texts["en"].rstrip(".") for item in items()}
    statements = {
        code: {**STATEMENT, "item": code, "title": f"Partners who agree: “{words[code]}”"} for code in whole.statements
    }
    return [
        replace(
            whole,
            **{
                "bands": (), "bands_on": "value", "lagging": "", "headline": "", "combine": {}, "category": "",
                "category_whole": False, "item": "", "statements": (), **_frozen(own),
            },
            id=f"{whole.id}.{name}", part=name, parts={}, sql="",
        )
        for name, own in {**whole.parts, **statements}.items()
    ]  # fmt: skip


def _frozen(keys: Mapping[str, Any]) -> dict[str, Any]:
    frozen = {key: tuple(value) if isinstance(value, list) and key != "bands" else value for key, value in keys.items()}
    if "bands" in keys:
        frozen["bands"] = tuple((limit, name) for limit, name in keys["bands"])
    return frozen


def _check(indicator: Indicator, where: str) -> None:
    if f"{indicator.lens}/{indicator.main}.sql" != where:
        raise CatalogueError(f"{where}: holds {indicator.id!r} of lens {indicator.lens!r}; the file must be named so")
    for key, allowed in ALLOWED.items():
        if getattr(indicator, key) not in allowed:
            raise CatalogueError(f"{where}: {key} is {getattr(indicator, key)!r}; expected one of {sorted(allowed)}")
    derived = bool(indicator.difference or indicator.effect)
    if not indicator.part and bool(indicator.sql) == derived:
        raise CatalogueError(
            f"{where}: needs either a statement or a `difference` or `effect`, not both and not neither"
        )
    empty = [key for key in IN_WORDS if not getattr(indicator, key)]
    if empty:
        raise CatalogueError(f"{where}: {empty[0]} is empty")
