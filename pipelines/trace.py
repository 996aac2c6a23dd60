"""What is a published number made of? From the value to its unit rows, and from each to file, sheet and row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.workspace import WorkspaceError

HOW = "INDICATOR[/CLUSTER[/PERIOD_START[/GROUP_BY=GROUP]]], for example org_attendance_rate/wash/2025-01-01/locality=local"
MOST_ROWS = 12
Row = dict[str, Any]


@dataclass(frozen=True)
class Address:
    """Where a published value stands. What is left out: the whole response, its latest stretch, everybody."""

    indicator: str
    cluster: str = "all"
    period_start: str | None = None
    group_by: str = "all"
    group: str = "all"

    def __str__(self) -> str:
        return f"{self.indicator}/{self.cluster}/{self.period_start}/{self.group_by}={self.group}"


@dataclass(frozen=True)
class Trace:
    """A value, the indicators it is derived from (none: it has unit rows), and its unit rows with their origin."""

    address: Address
    value: Row
    made_of: tuple[str, ...]
    rows: list[Row]
    withheld: str = ""


def parse_address(text: str) -> Address:
    """An address from its text. Raises WorkspaceError saying how it is written."""
    parts = text.strip().split("/")
    if not 1 <= len(parts) <= 4 or parts[0] not in catalogue():
        raise WorkspaceError(f"{text!r} names no value. Write it as {HOW}.")
    group_by, _, group = parts[3].partition("=") if len(parts) == 4 else ("all", "", "all")
    return Address(
        parts[0], parts[1] if len(parts) > 1 else "all", parts[2] if len(parts) > 2 else None, group_by, group
    )


def trace(build: Path, address: Address, audience: str) -> Trace:
    """Open one value of a build for an audience.

    The team sees the rows with names and places in the files; of opinions it sees which questionnaires count and
    not what they say. Evaluators see them without names, and of surveys none. Donors see no rows.
    Raises WorkspaceError where the audience has no such value.
    """
    with duckdb.connect(str(build), read_only=True) as con:
        value = _value(con, address, audience)
        indicator = catalogue()[address.indicator]
        made_of = (*(indicator.difference.get(k, "") for k in ("of", "minus_of")), *indicator.effect.get("of", ()))
        withheld = _withheld(indicator, value, audience)
        rows = [] if withheld or any(made_of) else _unit_rows(con, indicator, address, value)
        if rows and audience == "evaluator":
            rows = _without_names(rows, f"{_secret(con)} {address} {value['period_start']}")
        elif rows and indicator.disclosure == "opinion":
            rows = [_without_opinion(row) for row in rows]
    found = Address(address.indicator, address.cluster, str(value["period_start"]), address.group_by, address.group)
    return Trace(found, value, tuple(name for name in made_of if name), rows, withheld)


def _value(con: duckdb.DuckDBPyConnection, address: Address, audience: str) -> Row:
    """The value at an address; the latest stretch that has ended, of the coarsest kind, where none is named."""
    cursor = con.execute(
        _statement("traced_value"),
        {
            "indicator": address.indicator, "cluster": address.cluster, "start": address.period_start,
            "group_by": address.group_by, "group": address.group, "audience": audience,
        },
    )  # fmt: skip
    names = [column[0] for column in cursor.description or ()]
    found = cursor.fetchall()
    if not found:
        raise WorkspaceError(
            f"There is no value {address} for the audience {audience}. "
            f"`python -m pipelines values --indicator {address.indicator} --audience {audience}` lists what there is."
        )
    return dict(zip(names, found[0], strict=True))


def _withheld(indicator: Indicator, value: Row, audience: str) -> str:
    """Why an audience may not see the rows of a value; empty where it may."""
    if audience == "donor":
        return "donors see values, and not the rows behind them"
    if audience == "evaluator" and indicator.disclosure == "opinion":
        return "rows of a survey are shown to nobody outside the coordination team"
    if value["status"] == "suppressed" and audience != "team":
        return str(value["reason"])
    return ""


def _unit_rows(con: duckdb.DuckDBPyConnection, indicator: Indicator, address: Address, value: Row) -> list[Row]:
    cursor = con.execute(
        _statement("traced_rows"),
        {
            "indicator": indicator.main if indicator.same_rows else indicator.id, "cluster": address.cluster,
            "start": value["period_start"], "end": value["period_end"],
            "group_by": address.group_by, "group": address.group,
        },
    )  # fmt: skip
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _statement(name: str) -> str:
    return files("pipelines.indicators").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _secret(con: duckdb.DuckDBPyConnection) -> str:
    """What no outsider knows: the digests of the files. Whoever knew the salt could try every name on a partner list."""
    return str(con.execute("select string_agg(digest, ' ' order by cause, what) from build_inputs").fetchall()[0][0])


def _without_names(rows: list[Row], salt: str) -> list[Row]:
    """For evaluators: a name of its own for each organisation, good for this one number only, and no file.

    In the order of these names: the order of the alphabet would tell whose they are.
    """
    found = [_without_name(row, salt) for row in rows]
    return sorted(found, key=lambda row: (row["date"], row["organisation"]))


def _without_name(row: Row, salt: str) -> Row:
    who = hashlib.sha256(f"{salt} {row['organisation'] or row['unit']}".encode()).hexdigest()[:6]
    return {
        "date": row["date"], "organisation": f"organisation {who}", "numerator": row["numerator"],
        "denominator": row["denominator"], "value": row["value"],
    }  # fmt: skip


def _without_opinion(row: Row) -> Row:
    """For the team: which questionnaires count, and not what any of them says."""
    return {"date": row["date"], "answered": row["value"] is not None, "origins": row["origins"]}
