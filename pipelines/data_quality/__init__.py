"""How far can the numbers be trusted? Measures of the data themselves, printed beside the indicators and never scored."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.indicators.catalogue import FRONT_MATTER, CatalogueError
from pipelines.instruments import items
from pipelines.workspace import Workspace

COVERAGE = "coverage.sql"
FOLDER = files("pipelines.data_quality")


@dataclass(frozen=True)
class Companion:
    """One measure: its definition, and the statement that returns its rows.

    `missing`: why there is no number, where the statement returns none; it is not asked where one of the facts it
    `needs` has no rows. `opinion`: rows for which too few organisations answered are hidden.
    """

    id: str
    position: int
    title: str
    question: str
    unit: str
    counted_in: str
    meaning: str
    missing: str
    when_weak: str
    audiences: tuple[str, ...]
    sql: str
    opinion: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """One row a statement returned. What it leaves out is empty, and stands for the whole response."""

    cluster_id: str = "all"
    category: str = "all"
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    as_of: Any = None
    note: str | None = None
    answering: int = 0
    status: str = "ok"


def write_data_quality(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Fill `data_quality`, `coverage`, `coverage_gaps` and `data_ages`."""
    con.execute(FOLDER.joinpath(COVERAGE).read_text(encoding="utf-8"))
    wordings = {item.id: item.texts["en"] for item in items()}
    rows = [
        _row(companion, measured, wordings)
        for companion in companions()
        for measured in _measure(con, companion, workspace["thresholds.minimum_group"])
    ]
    append(con, "facts.data_quality", rows)


@cache
def companions() -> tuple[Companion, ...]:
    """Every measure, in the order they are shown."""
    names = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".sql") and entry.name != COVERAGE)
    found = [_parse(FOLDER.joinpath(name).read_text(encoding="utf-8"), name) for name in names]
    return tuple(sorted(found, key=lambda companion: companion.position))


def _parse(text: str, where: str) -> Companion:
    match = FRONT_MATTER.match(text)
    if not match:
        raise CatalogueError(f"{where}: no definition between /*--- and ---*/ at the top of the file")
    definition, sql = match.groups()
    keys: dict[str, Any] = tomllib.loads(definition)
    lists = {name: tuple(keys.get(name, ())) for name in ("audiences", "needs")}
    return Companion(**keys | lists, sql=sql)


def _measure(con: duckdb.DuckDBPyConnection, companion: Companion, minimum: int) -> list[Measured]:
    """What a statement finds; where it finds nothing, a row that says why."""
    if not all(con.execute(f"select 1 from facts.{fact} limit 1").fetchall() for fact in companion.needs):
        return [_valued(companion, Measured(), minimum)]
    cursor = con.execute(companion.sql)
    names = [column[0] for column in cursor.description or ()]
    rows = sorted(
        (Measured(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()),
        key=lambda row: (row.cluster_id != "all", row.cluster_id, row.category != "all", row.category),
    )
    return [_valued(companion, row, minimum) for row in rows or [Measured()]]


def _valued(companion: Companion, row: Measured, minimum: int) -> Measured:
    """A row with its value, or without any number and with the reason."""
    if row.value is None and not row.denominator:
        return replace(row, numerator=None, denominator=None, status="not_computable", note=companion.missing)
    if companion.opinion and row.answering < minimum:
        too_few = f"fewer than {minimum} organisations answered"
        return replace(row, numerator=None, denominator=None, status="suppressed", note=too_few)
    if row.value is not None or row.numerator is None or row.denominator is None:
        return row
    share = float(row.numerator) / float(row.denominator)
    return replace(row, value=100 * share if companion.unit == "%" else share)


def _row(companion: Companion, row: Measured, wordings: dict[str, str]) -> tuple[Any, ...]:
    return (
        companion.id, companion.position, companion.title, companion.question, companion.unit, companion.counted_in,
        row.cluster_id, row.category, wordings.get(row.category),
        None if row.value is None else float(row.value), _count(row.numerator), _count(row.denominator), row.as_of,
        row.status, row.note,
        companion.meaning, companion.when_weak, ",".join(companion.audiences),
    )  # fmt: skip


def _count(value: Any) -> float | None:
    """A count or an amount; what splitting money over years leaves behind the cents is taken off."""
    return None if value is None else round(float(value), 2)
