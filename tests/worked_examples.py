"""One worked example an indicator: a few rows in, the number computed by hand beside the number computed by the code.

`tests/worked/<indicator>.toml` holds each. `python -m tests.worked_examples --write` writes them all, with what the code
makes of them, into notebooks/tables/worked_examples.md.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Value
from pipelines.organisations.locality import judge_localities
from pipelines.preparing import prepare
from pipelines.publish import all_values, bases_of
from pipelines.workspace import DEFAULTS, Workspace
from tests.workspaces import empty_facts

FOLDER = Path(__file__).parent / "worked"
DOCUMENT = Path(__file__).resolve().parent.parent / "notebooks" / "tables" / "worked_examples.md"
HOME = {"national_ngo", "authority", "red_cross_society"}
FILLING = {"VARCHAR": "x", "DATE": "2025-01-01", "INTEGER": "0", "BOOLEAN": "false", "DECIMAL(24,2)": "0"}
CHECKED = (
    "value", "numerator", "denominator", "n", "population", "low", "high", "bound_low", "bound_high", "band", "status",
    "unit", "reason",
)  # fmt: skip
INTRODUCTION = """# Worked examples

One for each indicator: the rows it counts, the number worked out by hand, and the number the code makes of the same rows.
Written by `python -m tests.worked_examples --write`; the tests compare the two columns on every run.
"""


@dataclass(frozen=True)
class Example:
    """An example as its file tells it."""

    indicator: str
    story: str
    by_hand: str
    facts: Mapping[str, str]
    expect: tuple[Mapping[str, Any], ...]
    settings: Mapping[str, Any]

    @property
    def tables(self) -> Iterator[tuple[str, list[str], list[list[str]]]]:
        """Each fact with its columns and rows, cells as text."""
        for name, text in self.facts.items():
            lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
            yield name, lines[0], lines[1:]


def examples() -> dict[str, Example]:
    """All of them, by indicator, in the order of the catalogue."""
    order = list(catalogue())
    found = {path.stem: read(path) for path in FOLDER.glob("*.toml")}
    return {name: found[name] for name in sorted(found, key=lambda name: order.index(name) if name in order else -1)}


def read(path: Path) -> Example:
    """One example from its file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    told["expect"] = tuple(told["expect"])
    return Example(**{"settings": {}, **told})


def evaluate(example: Example) -> list[Value]:
    """What the code makes of the example's rows: the values of the indicator and of its parts."""
    con = _connection()
    con.execute("attach ':memory:' as example")
    con.execute("use example")
    try:
        values = all_values(con, _with_bases(example.indicator), _prepare(con, example).settings)
    finally:
        _forget(con)
    return [value for name, found in values.items() if catalogue()[name].main == example.indicator for value in found]


@contextmanager
def prepared(example: Example) -> Iterator[tuple[duckdb.DuckDBPyConnection, Workspace]]:
    """The example's facts with all that statements of indicators may count on."""
    with wash_facts() as con:
        yield con, _prepare(con, example)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One set of empty facts for all examples that are evaluated, one after the other."""
    return wash_facts()


def _prepare(con: duckdb.DuckDBPyConnection, example: Example) -> Workspace:
    workspace = _workspace(example)
    for name, columns, rows in example.tables:
        fill(con, name, columns, rows)
    judge_localities(con, workspace, {})
    prepare(con, workspace)
    return workspace


def _forget(con: duckdb.DuckDBPyConnection) -> None:
    """Take away what an example has left: what was made of its facts, and the facts."""
    con.execute("use memory")
    con.execute("detach example")
    tables = con.execute("select table_name from duckdb_tables() where database_name = 'facts'").fetchall()
    for (name,) in tables:
        con.execute(f'truncate facts."{name}"')
    con.execute("insert into facts.clusters values ('wash', 'WASH', null)")


def _workspace(example: Example) -> Workspace:
    settings = {**DEFAULTS, "response.country": "XND", "response.name": "Example", **example.settings}
    return replace(Workspace.without_settings(), settings=settings)


def _with_bases(id_: str) -> list[Indicator]:
    everything = list(catalogue().values())
    needed = {id_}
    while more := {catalogue()[base].main for i in everything if i.main in needed for base in bases_of(i)} - needed:
        needed |= more
    return [indicator for indicator in everything if indicator.main in needed]


def wash_facts() -> duckdb.DuckDBPyConnection:
    """The tables of a build, empty but for one cluster, in memory."""
    con = empty_facts()
    con.execute("insert into facts.clusters values ('wash', 'WASH', null)")
    return con


def fill(con: duckdb.DuckDBPyConnection, name: str, columns: list[str], rows: list[list[str]]) -> None:
    """Add the rows to a fact. Columns that must not be empty and are not given get a filling."""
    described = con.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() where database_name = 'facts' and table_name = ?"
        " order by column_index", [name],
    ).fetchall()  # fmt: skip
    assert described, f"there is no fact {name!r}"
    unknown = set(columns) - {column for column, _, _ in described}
    assert not unknown, f"{name} has no column {sorted(unknown)}"
    if name == "clusters":
        con.execute("delete from facts.clusters")
    texts = []
    for number, row in enumerate(rows, start=1):
        given = {column: cell or None for column, cell in zip(columns, row, strict=True)}
        texts.append(
            [given.get(column, _default(column, kind, nullable, given, number)) for column, kind, nullable in described]
        )
    con.execute(f"create temp table given ({', '.join(f'c{at} varchar' for at in range(len(described)))})")
    append(con, "given", texts)
    casts = ", ".join(f"cast(c{at} as {kind})" for at, (_, kind, _) in enumerate(described))
    con.execute(f'insert into facts."{name}" select {casts} from given')
    con.execute("drop table given")


def _default(column: str, kind: str, nullable: bool, given: Mapping[str, str | None], number: int) -> str | None:
    match column:
        case "file":
            return "example.xlsx"
        case "in_scope":
            return "true"
        case "row":
            return str(number + 1)
        case "cluster_id" | "cluster":
            return "wash"
        case "name" | "action" | "title" | "round" | "topic":
            return given.get("organisation_id") or f"{column} {number}"
        case "hq_country":
            return "XND" if given.get("type") in HOME else "CHE"
        case "level" if not nullable:
            return "full" if "organisation_id" in given else "national"
        case "status" if not nullable:
            return "held"
        case "kind" if not nullable:
            return "cluster"
        case "standing":
            return "partner"
    return None if nullable else FILLING.get(kind, "0")


def expected(example: Example, values: list[Value]) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Each expectation beside what was computed for the same place."""
    for wanted in example.expect:
        yield wanted, _as_dict(_find(example, wanted, values))


def _find(example: Example, wanted: Mapping[str, Any], values: list[Value]) -> Value:
    id_ = example.indicator + (f".{wanted['part']}" if "part" in wanted else "")
    group = wanted.get("group", "all")
    found = [
        value for value in values
        if value.cell.indicator == id_ and value.cell.group == group
        and value.cell.group_by == wanted.get("group_by", "all" if group == "all" else value.cell.group_by)
        and value.cell.cluster == wanted.get("cluster", "wash")
        and (value.cell.grain == wanted["grain"] if "grain" in wanted else True)
        and str(value.cell.period_start) == str(wanted.get("start", value.cell.period_start))
    ]  # fmt: skip
    assert found, (
        f"no value of {id_} for {wanted}; there are {[(v.cell.indicator, v.cell.cluster, v.cell.group_by, v.cell.group, str(v.cell.period_start)) for v in values]}"
    )
    grain = catalogue()[id_].grains[0]
    return max(found, key=lambda value: (value.cell.grain == grain, value.cell.period_start))


def _as_dict(value: Value) -> dict[str, Any]:
    low, high = value.interval or (None, None)
    bound_low, bound_high = value.bounds or (None, None)
    return {
        "value": value.value, "numerator": value.numerator, "denominator": value.denominator, "n": value.n,
        "population": value.population, "low": low, "high": high, "bound_low": bound_low, "bound_high": bound_high,
        "band": value.band, "status": value.status, "unit": value.unit, "reason": value.reason,
    }  # fmt: skip


def document() -> str:
    """All examples as one Markdown text, with what the code computes."""
    return INTRODUCTION + "".join(_section(example) for example in examples().values())


def _section(example: Example) -> str:
    indicator = catalogue()[example.indicator]
    parts = [f"\n## {indicator.title} (`{indicator.id}`)\n", indicator.question + " " + example.story]
    for name, columns, rows in example.tables:
        parts.append(f"`{name}`\n\n" + _table(columns, rows))
    parts.append("By hand: " + example.by_hand)
    compared = [
        [_where(wanted), key, _shown(wanted[key]), _shown(computed[key])]
        for wanted, computed in expected(example, evaluate(example))
        for key in CHECKED
        if key in wanted
    ]
    parts.append(_table(["group", "what", "by hand", "computed"], compared))
    return "\n\n".join(parts) + "\n"


def _where(wanted: Mapping[str, Any]) -> str:
    return " ".join(str(wanted[key]) for key in ("part", "group", "start") if key in wanted) or "all"


def _shown(cell: Any) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)


def _table(columns: list[str], rows: list[list[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    text = document()
    if parser.parse_args().write:
        DOCUMENT.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
