"""Which records speak of the response's country? World files hold many others; those are kept and counted nowhere."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import duckdb

from pipelines.bulk import append
from pipelines.contracts.check import add_findings
from pipelines.sources.reading import Finding
from pipelines.workspace import THRESHOLDS, Workspace, country_code, slug

# The pooled funds of OCHA by number and by name, with the country each is for; none: for several.
POOLED_FUNDS = THRESHOLDS.parent / "pooled_funds.csv"
CODES = files("pipelines.staging").joinpath("codes.sql")
# Shorter words may be codes of countries, and mean something else in a name.
SHORTEST_NAME = 4
# Whether a row is about the response, by the texts that name places.
MACROS = """
    create macro to_response(destinations) as coalesce(destinations, '') not in (from foreign_destinations);
    create macro of_response(country, fund) as case
        when country is not null then country not in (from foreign_countries)
        when fund is not null then fund not in (from foreign_funds)
        else true end;
"""
IN_SCOPE = {
    "funding_flows": "to_response(destination_countries)",
    "presence": "of_response(country, null)",
    "allocations": "of_response(null, fund)",
    "allocation_totals": "of_response(country, fund)",
    "subgrant_totals": "of_response(null, fund)",
    "contributions": "of_response(null, fund)",
}
# What names the place of a row, in words for people.
PLACES = {
    "funding_flows": "destination_countries",
    "presence": "country",
    "allocations": "fund",
    "allocation_totals": "coalesce(country, fund)",
    "subgrant_totals": "fund",
    "contributions": "fund",
}
EXAMPLES = 3


def find_scope(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Make `to_response` and `of_response`, which say whether a row counts, from the texts that name places.

    First, funds get their names from a list in the folder (`latest_codes`, `fund_names`). Reports for each file how many
    of its rows are left aside. A workspace that states no country counts everything.
    A flow must name the country, and no other: it is never split. A presence or a fund counts unless it is known to be
    of another country, as files of one response often name none.
    """
    con.execute(CODES.read_text(encoding="utf-8"))
    country = workspace["response.country"]

    def elsewhere(text: str) -> bool:
        return [country_code(part, workspace) for part in text.split("|") if part] != [country]

    def other_country(text: str) -> bool:
        return country_code(text, workspace) not in (country, None)

    def other_fund(text: str) -> bool:
        return _country_of_fund(text, workspace) not in (country, None)

    _keep(con, "foreign_destinations", ["funding_flows.destination_countries"], elsewhere, country)
    _keep(con, "foreign_countries", ["presence.country", "allocation_totals.country"], other_country, country)
    funds = [f"{table}.fund" for table in ("allocations", "allocation_totals", "subgrant_totals", "contributions")]
    _keep(con, "foreign_funds", funds, other_fund, country)
    con.execute(MACROS)
    if country:
        _report(con, workspace)


def _keep(
    con: duckdb.DuckDBPyConnection, table: str, columns: list[str], foreign: Callable[[str], bool], country: str
) -> None:
    con.execute(f"create table {table} (text varchar)")
    staged = (column.split(".") for column in columns)
    listed = " union ".join(f"select coalesce({column}, '') from typed.{table}" for table, column in staged)
    append(con, table, [(text,) for (text,) in con.execute(listed).fetchall() if country and foreign(text)])


def _country_of_fund(text: str, workspace: Workspace) -> str | None:
    """Where a fund gives its money: "" for several countries, None where nobody knows.

    The workspace's own names come first, then the list of OCHA's funds, then any country in the name.
    """
    own = country_code(text, workspace)
    if own and own == workspace["response.country"]:
        return own
    known = _pooled_funds().get(slug(text))
    return known if known is not None else own or _country_inside(text, workspace)


def _country_inside(text: str, workspace: Workspace) -> str | None:
    """The country that a longer name has inside; the longest, as South Sudan is not Sudan."""
    words = slug(text).split("-")
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = "-".join(words[start : start + length])
            if len(part) >= SHORTEST_NAME and (code := country_code(part, workspace)):
                return code
    return None


@cache
def _pooled_funds() -> dict[str, str]:
    with POOLED_FUNDS.open(encoding="utf-8", newline="") as handle:
        return {
            slug(row[key]): row["country"] for row in csv.DictReader(handle) for key in ("number", "name") if row[key]
        }


def _report(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """One finding for each file and kind of record, with examples of the places."""
    home = workspace["response.country_name"] or workspace["response.country"]
    for table, in_scope in IN_SCOPE.items():
        rows = con.execute(
            f"""
            select file, sheet, count(distinct "row") filter (where not {in_scope}) as aside, count(distinct "row"),
                list(distinct {PLACES[table]}) filter (where not {in_scope})
            from typed.{table}
            group by file, sheet
            having aside > 0
            order by file, sheet
            """
        ).fetchall()
        for file, sheet, aside, read, places in rows:
            add_findings(con, file, [_finding(sheet, aside, read, _named(places), home)])


def _named(places: list[str | None]) -> str:
    """A few of the places, rather those that are one place; empty where the rows name none."""
    known = sorted((place.count("|"), place.replace("|", ", ")) for place in places or () if place)
    more = " …" if len(known) > EXAMPLES else ""
    return ", ".join(f"“{place}”" for _, place in known[:EXAMPLES]) + more


def _finding(sheet: str, aside: int, read: int, named: str, home: str) -> Finding:
    return Finding(
        sheet, 0, "", "", "other_country", "info",
        f"{aside} of {read} rows are not about {home} alone: they name {named}. They are kept, and counted nowhere."
        if named
        else f"{aside} of {read} rows name no country, so they are not known to be about {home}. They are kept, and counted nowhere.",
        "If one of these names means your response, add it to country_other_names in workspace.toml.",
    )  # fmt: skip
