"""What the build says: the only place that talks to DuckDB."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st

from dashboard import audience as audiences

SQL = Path(__file__).parent / "sql"
MOST_FINDINGS = 1000
READER, PAGE = "reader", "open_page"  # where the session keeps the build, and which page is open
# A share may be so many points larger before it is worth a word.
NOTEWORTHY = 1.0
ENOUGH = 0.1  # of the money of the year with most: a year with less is hardly reported yet
Row = dict[str, Any]


class BuildUnreadable(Exception):
    """The build file cannot be opened, or is not a build of this version."""


@dataclass(frozen=True)
class Value:
    """One published number, with everything needed to read it rightly."""

    indicator: str
    cluster: str
    grain: str
    period_start: date
    period_end: date
    partial: bool
    group_by: str
    group: str
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None
    n: int | None
    population: int | None
    low: float | None
    high: float | None
    interval: str | None
    bound_low: float | None
    bound_high: float | None
    band: str | None
    status: str
    reason: str | None

    @property
    def reported(self) -> bool:
        """Whether it is as far as reported: its bounds then speak of what cannot be placed, not of who did not answer."""
        return (self.interval or "").startswith("none")

    @property
    def most(self) -> float | None:
        """What a share of local organisations would be were all local whose place is not known; None where hardly more."""
        if self.status != "ok" or self.value is None or self.bound_high is None:
            return None
        return self.bound_high if self.reported and self.bound_high - self.value >= NOTEWORTHY else None


def as_value(row: Row) -> Value:
    """Return the number of a row that holds one; of everybody, where the row does not say of whom."""
    here = {field.name: row[field.name] for field in fields(Value) if field.name in row}
    return Value(**{"cluster": "", "group_by": "all", "group": "all", **here})


@dataclass(frozen=True)
class Reader:
    """One build as one audience may read it."""

    file: Path
    audience: str

    def build(self) -> Row:
        """Return what the build says about itself."""
        rows = self.rows("build")
        if len(rows) != 1:
            raise BuildUnreadable("the table 'build' does not hold exactly one row")
        return rows[0]

    def settings(self) -> list[Row]:
        """Return every setting in force and who set it."""
        return self.rows("settings")

    def clusters(self) -> list[Row]:
        """Return the clusters, by name."""
        return self.rows("clusters")

    def indicators(self) -> dict[str, Row]:
        """Return the indicators this audience may see, by id, in the order to show them."""
        return {row["indicator"]: row for row in self.rows("indicators", audience=self.audience)}

    def periods(self) -> list[Row]:
        """Return the reporting periods, oldest first."""
        return self.rows("periods")

    def values(self, indicator: str, cluster: str, grain: str = "period", group_by: str = "all") -> list[Value]:
        """Return one indicator's values, oldest first."""
        chosen = {"indicator": indicator, "cluster": cluster, "grain": grain, "group_by": group_by}
        return [Value(**row) for row in self.rows("values", audience=self.audience, **chosen)]

    def standing(self, cluster: str, period: Row) -> list[Row]:
        """Return each indicator as it stood at the end of a period, beside the time before."""
        hardly = self.hardly_reported(cluster, period)
        return self.rows("standing", audience=self.audience, cluster=cluster, hardly=hardly, **_ends(period))

    def hardly_reported(self, cluster: str, period: Row) -> list[date]:
        """Return the first days of the years, up to the end of a period, of which hardly any money is on record."""
        end = period["period_end"]
        rows = self.rows("hardly_reported", audience=self.audience, cluster=cluster, period_end=end, enough=ENOUGH)
        return [row["period_start"] for row in rows]

    def unsaid(self, cluster: str, period: Row) -> list[Row]:
        """Return what is suppressed or not computable in a period, and why."""
        return self.rows("unsaid", audience=self.audience, cluster=cluster, **_ends(period))

    def files(self) -> list[Row]:
        """Return every file and what became of its rows."""
        return self.rows("files")

    def findings(self, file: str = "") -> list[Row]:
        """Return the rows in quarantine and the warnings, for those who may see names."""
        if not audiences.sees_names(self.audience):
            return []
        return self.rows("findings", file=file, most=MOST_FINDINGS)

    def findings_count(self) -> list[Row]:
        """Return how many findings of which severity each file has."""
        return self.rows("findings_count")

    def unmatched(self) -> list[Row]:
        """Return the organisation names nobody recognised, for those who may see names."""
        return self.rows("unmatched") if audiences.sees_names(self.audience) else []

    def unmatched_count(self) -> Row:
        """Return how many names were not recognised, and how many records are counted for nobody because of them."""
        return self.rows("unmatched_count")[0]

    def suggestions(self) -> dict[str, list[Row]]:
        """Return what each such name may mean, the likeliest first, for those who may see names."""
        found: dict[str, list[Row]] = {}
        for row in self.named("suggestions"):
            found.setdefault(row["name"], []).append(row)
        return found

    def organisations(self) -> list[Row]:
        """Return the register, by name, for those who may see names."""
        return self.named("organisations")

    def organisation_names(self, organisation_id: str = "") -> list[Row]:
        """Return all names of one organisation or of all, and how each was matched, for those who may see names."""
        return self.named("organisation_names", organisation=organisation_id)

    def organisation_memberships(self, organisation_id: str) -> list[Row]:
        """Return in which clusters an organisation is or was a member, for those who may see names."""
        return self.named("organisation_memberships", organisation=organisation_id)

    def localities(self, organisation_id: str = "") -> list[Row]:
        """Return who is local under each definition, and the evidence, for those who may see names."""
        return self.named("localities", organisation=organisation_id)

    def definition_counts(self) -> list[Row]:
        """Return how many organisations are local, international … under each definition."""
        return self.rows("definition_counts")

    def definition_in_force(self) -> str:
        """Return the code of the definition of "local" that the numbers follow."""
        found = {row["key"]: row["value"] for row in self.settings()}
        return str(json.loads(found.get("locality.definition", '"grand_bargain"')))

    def self_described(self) -> Row:
        """Return how many organisations call themselves women-led, refugee-led, led by persons with disabilities."""
        return self.rows("self_described")[0]

    def decisions_counted(self) -> dict[str, int]:
        """Return how many lines of each file of decisions this build counts."""
        return {row["file"]: row["lines"] for row in self.rows("decision_files")}

    def named(self, query: str, **parameters: Any) -> list[Row]:
        """Return the rows of a statement in `sql/` that names organisations; nothing for those who may not see names."""
        return self.rows(query, **parameters) if audiences.sees_names(self.audience) else []

    def data_quality(self) -> list[Row]:
        """Return the measures of the data themselves, in the order to show them; those of one measure together."""
        return self.rows("data_quality", audience=self.audience)

    def data_ages(self) -> list[Row]:
        """Return the newest day each source speaks of, the oldest first."""
        return self.rows("data_ages")

    def coverage(self) -> list[Row]:
        """Return how many records of each source speak of each month."""
        return self.rows("coverage")

    def coverage_gaps(self) -> list[Row]:
        """Return the months in which a cluster has no meeting, or no record of who came."""
        return self.rows("coverage_gaps")

    def rows(self, query: str, **parameters: Any) -> list[Row]:
        """Return the rows of a statement in `sql/`. One that may tell audiences apart takes `audience=reader.audience`."""
        asked = (
            (name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(parameters.items())
        )
        found: list[Row] = pickle.loads(_kept_rows(str(self.file), query, tuple(asked)))
        return found


def _ends(period: Row) -> Row:
    return {"period_start": period["period_start"], "period_end": period["period_end"]}


@cache
def _statement(query: str) -> str:
    return (SQL / f"{query}.sql").read_text(encoding="utf-8")


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(file: str) -> duckdb.DuckDBPyConnection:
    """Open a build once for everybody. A build has its own file name, so a new build is a new connection."""
    return duckdb.connect(file, read_only=True)


# Pickled, so that whoever changes rows changes only a copy. Streamlit's cache does so too, but takes longer to find an
# answer than most answers take to read, and a page asks some twenty times.
@lru_cache(maxsize=500)
def _kept_rows(file: str, query: str, parameters: tuple[tuple[str, Any], ...]) -> bytes:
    return pickle.dumps(_rows(file, query, parameters), pickle.HIGHEST_PROTOCOL)


def _rows(file: str, query: str, parameters: tuple[tuple[str, Any], ...]) -> list[Row]:
    try:
        cursor = _connection(file).cursor()
        cursor.execute(_statement(query), dict(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as problem:
        raise BuildUnreadable(str(problem).splitlines()[0]) from problem
