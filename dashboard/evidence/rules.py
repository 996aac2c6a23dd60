"""What does a number follow from, whose rows is it made of, and where are its limits?"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.queries import Reader, Row


@dataclass(frozen=True)
class Limit:
    """One band: its name, the number it ends at (None: it goes on), and the setting that says so, if one does."""

    band: str
    upper: float | None
    setting: str


@dataclass(frozen=True)
class Rule:
    """How a number comes about. `made_of`: indicators it is derived from (none: it has unit rows, those of `rows_of`)."""

    made_of: tuple[str, ...]
    compared: tuple[str, str, str]  # grouping, group, and the group taken away; empty where it is not a difference
    rows_of: str
    limits: tuple[Limit, ...]
    bands_on: str
    category: str  # the grouping of its own that it has besides type and locality; empty: none


def meaning(reader: Reader, indicator: str) -> Row:
    """Return all the build says of an indicator this audience may see."""
    return reader.rows("meaning", audience=reader.audience, indicator=indicator)[0]


def rule(about: Row, settings: Mapping[str, Any]) -> Rule:
    """Return how the number of an indicator comes about. `about`: a row of `meaning`; `settings`: by key, as numbers."""
    own = _own(about["indicator"], about["part_of"], about["definition"])
    derived: Mapping[str, Any] = {**own.get("difference", {}), **own.get("effect", {})}
    of = derived.get("of", ())
    made_of = (*((of,) if isinstance(of, str) else of), *filter(None, [derived.get("minus_of")]))
    rows_of = about["part_of"] if own.get("same_rows") else about["indicator"]
    compared = (derived["by"], derived["from"], derived["minus"]) if "from" in derived else ("", "", "")
    limits = _limits(own.get("bands", ()), settings)
    return Rule(made_of, compared, rows_of, limits, own.get("bands_on", "value"), own.get("category", ""))


def settings_by_key(reader: Reader) -> dict[str, Any]:
    """Return the settings in force as the build keeps them: numbers, lists, texts."""
    return {row["key"]: json.loads(row["value"]) for row in reader.settings()}


@cache
def _own(indicator: str, part_of: str | None, definition: str) -> Mapping[str, Any]:
    """Return the keys of an indicator. A part has those of the whole, but neither its bands nor its parts."""
    whole = tomllib.loads(definition)
    if not part_of:
        return whole
    shared = {key: value for key, value in whole.items() if key not in ("bands", "bands_on", "parts")}
    return {**shared, **whole["parts"][indicator.removeprefix(f"{part_of}.")]}


def _limits(bands: Any, settings: Mapping[str, Any]) -> tuple[Limit, ...]:
    found = []
    for at, (limit, name) in enumerate(bands):
        upper = settings.get(limit) if isinstance(limit, str) else limit
        last = at == len(bands) - 1
        found.append(
            Limit(name, None if last or upper is None else float(upper), limit if isinstance(limit, str) else "")
        )
    return tuple(found)
