"""What does each indicator mean? Reads the definition above each statement, and refuses an incomplete one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

FRONT_MATTER = re.compile(r"\A/\*---\n(.*?)\n---\*/\n?(.*)\Z", re.DOTALL)
LENSES = ("participation", "inclusion", "equality")
PRINCIPLES = ("equality", "transparency", "result_oriented", "responsibility", "complementarity")
ALLOWED = {
    "principle": {*PRINCIPLES, "collaborative_leadership"},
    "lens": set(LENSES),
    "kind": {"rate", "composition", "score", "total", "difference"},
    "direction": {"higher", "lower", "balance", "context"},
    "frame": {"census", "survey", "reported"},
    "bounds": {"", "unclassified"},
    "bands_on": {"value", "absolute"},
}


class CatalogueError(Exception):
    """A definition is incomplete or contradicts itself."""


@dataclass(frozen=True)
class Indicator:
    """One indicator: its definition, and the statement that returns its unit rows (none if derived)."""

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
    needs: tuple[str, ...]
    numerator: str
    denominator: str
    thresholds: str
    known_bias: str
    when_weak: str
    seeds: tuple[str, ...]
    opinion: bool = False
    bounds: str = ""
    category: str = ""
    localisation: bool = False
    combine: Mapping[str, list[str]] = field(default_factory=dict)
    difference: Mapping[str, str] = field(default_factory=dict)
    bands: tuple[tuple[float | str, str], ...] = ()
    bands_on: str = "value"
    sql: str = ""
    definition: str = ""

    def band(self, value: float, settings: Mapping[str, Any]) -> str | None:
        """The band an unrounded value falls in; upper limits belong to the lower band (methods.md 1.4)."""
        measured = abs(value) if self.bands_on == "absolute" else value
        for limit, name in self.bands:
            if measured <= (settings[limit] if isinstance(limit, str) else limit):
                return name
        return None


@lru_cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by id, in the order they are shown."""
    folder = files("pipelines.indicators")
    texts = [
        (lens, entry.name, entry.read_text(encoding="utf-8"))
        for lens in LENSES
        for entry in folder.joinpath(lens).iterdir()
        if entry.name.endswith(".sql")
    ]
    indicators = [parse(text, f"{lens}/{name}") for lens, name, text in texts]
    return {indicator.id: indicator for indicator in sorted(indicators, key=lambda i: (i.position, i.id))}


def parse(text: str, where: str) -> Indicator:
    """One indicator from its file. Raises CatalogueError naming the file and the key."""
    match = FRONT_MATTER.match(text)
    if not match:
        raise CatalogueError(f"{where}: no definition between /*--- and ---*/ at the top of the file")
    definition, sql = match.groups()
    try:
        keys: dict[str, Any] = tomllib.loads(definition)
        frozen: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) and key != "bands" else value for key, value in keys.items()
        }
        frozen["bands"] = tuple((limit, name) for limit, name in keys.get("bands", []))
        indicator = Indicator(**frozen, sql=sql.strip(), definition=definition)
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise CatalogueError(f"{where}: {error}") from error
    _check(indicator, where)
    return indicator


def _check(indicator: Indicator, where: str) -> None:
    if f"{indicator.lens}/{indicator.id}.sql" != where:
        raise CatalogueError(f"{where}: holds {indicator.id!r} of lens {indicator.lens!r}; the file must be named so")
    for key, allowed in ALLOWED.items():
        if getattr(indicator, key) not in allowed:
            raise CatalogueError(f"{where}: {key} is {getattr(indicator, key)!r}; expected one of {sorted(allowed)}")
    if bool(indicator.sql) == bool(indicator.difference):
        raise CatalogueError(f"{where}: needs either a statement or a `difference`, not both and not neither")
    empty = [
        key
        for key in ("title", "question", "thresholds", "known_bias", "when_weak", "numerator")
        if not getattr(indicator, key)
    ]
    if empty:
        raise CatalogueError(f"{where}: {empty[0]} is empty")
