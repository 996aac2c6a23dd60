"""How is an indicator explained on the command line: meaning, limits, needs, statement?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.gaps import MISSING

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
WHO_SEES = {
    "open": "everybody sees every group",
    "conduct": "groups of a few organisations are for the coordination team alone",
    "opinion": "groups of a few organisations are shown to nobody",
}


def explanation(indicator: Indicator) -> str:
    """All there is to know about an indicator, ending with the statement that returns its unit rows."""
    return "\n".join(_lines(indicator))


def _lines(indicator: Indicator) -> Iterator[str]:
    yield f"{indicator.title} ({indicator.id})"
    yield f"{indicator.question}\n"
    yield f"Counts: {indicator.numerator}"
    yield f"Out of: {indicator.denominator}"
    yield f"Kind: {indicator.kind}, in {indicator.unit}; better when {indicator.direction}; data: {indicator.frame}"
    yield f"Principle: {indicator.principle}; lens: {indicator.lens}"
    yield f"Limits: {indicator.thresholds}"
    yield from (f"  {_limit(limit)}: {name}" for limit, name in indicator.bands)
    yield from (f"  For comparison: {line}" for line in _benchmarks(indicator.id))
    yield f"Known bias: {indicator.known_bias}"
    yield f"When it is weak: {indicator.when_weak}"
    yield f"For: {', '.join(indicator.audiences)}; {WHO_SEES[indicator.disclosure]}"
    yield "Answers: " + "; ".join(f"{code} ({_statements()[code]})" for code in indicator.seeds)
    yield "Needs: " + "; ".join(f"{need.replace('|', ' or ')} ({_source(need)})" for need in indicator.needs)
    for part in (i for i in catalogue().values() if i.part and i.main == indicator.id):
        yield f"Beside it: {part.title} ({part.id}), in {part.unit}"
    yield "\n" + _made_by(indicator)


def _limit(limit: float | str) -> str:
    return f"up to {limit} (workspace.toml may change it)" if isinstance(limit, str) else f"up to {limit:g}"


def _source(need: str) -> str:
    return " or ".join(MISSING[fact][1] for fact in need.split("|"))


def _made_by(indicator: Indicator) -> str:
    """The statement, or what the number follows from."""
    rule: dict[str, Any] = {**indicator.difference, **indicator.effect}
    if "minus_of" in rule:
        return f"Derived: {rule['of']} and {rule['minus_of']}."
    if rule:
        bases = rule["of"] if isinstance(rule["of"], str) else ", ".join(rule["of"])
        return f"Derived: {bases}, {rule['from']} and {rule['minus']} compared."
    return catalogue()[indicator.main].sql


@cache
def _statements() -> dict[str, str]:
    with (REFERENCE / "seed_statements.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row["statement"] for row in csv.DictReader(handle)}


def _benchmarks(id_: str) -> Iterator[str]:
    with (REFERENCE / "benchmarks.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["indicator"] == id_:
                yield f"{row['value']} {row['unit']} ({row['group']}; {row['scope']}, {row['year']}; {row['source']})"
