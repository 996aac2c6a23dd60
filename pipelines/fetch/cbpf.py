"""What do the pooled funds (CBPF) publish about a fund and year? One table, as CSV.

The server is asked for all funds, as the funds' own dashboards ask it, because which of its tables can be
asked for one fund is not documented. Rows of other funds and years are left out here, and counted.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pipelines.fetch import FetchError
from pipelines.fetch.http import WEB_PAGE, PassingFault, Patience, Reply, Say, Server
from pipelines.fetch.sidecar import Origin, save
from pipelines.workspace import WorkspaceError, slug

SERVER = "https://cbpfapi.unocha.org"
PATH = "/vo2/odata/"
FUNDS = "MstPooledFund?$format=csv"
EVERY = "all"
Rows = list[list[str]]


@dataclass(frozen=True)
class Table:
    """How a table is asked for, and which of its columns hold the fund (as the list of funds calls it) and the year."""

    query: str
    fund: str = ""
    fund_as: str = "PFId"
    year: str = ""


TABLES = {
    "projects": Table("ProjectSummaryV2?AllocationYear={year}&$format=csv", "PFId", year="AllYr"),
    "allocations": Table("AllocationTypes?PoolfundCodeAbbrv=&$format=csv", "PooledFundId", year="AllocationYear"),
    "contributions": Table(
        "ContributionTotal?$format=csv&ShowAllPooledFunds=1", "PooledFundName", "PFName", year="FiscalYear"
    ),
    "subgrants": Table("AllocationFlowByOrgType?PoolfundCodeAbbrv=&$format=csv", "fund", year="year"),
    "funds": Table(FUNDS),
}


@dataclass(frozen=True)
class Answer:
    """A whole CSV answer: the bytes, and its rows with the heading first."""

    reply: Reply
    rows: Rows


def fetch(folder: Path, fund: str, year: str, what: str, server: str, say: Say, patience: Patience) -> list[Path]:
    """Save one table of the pooled funds."""
    table = TABLES[what]
    if table.year and not (fund and year):
        raise WorkspaceError(f"Give a fund and a year: --fund NAME (or {EVERY}) --year 2025.")
    asked = Server(server, say, patience)
    wanted = _funds(asked, fund, say) if table.fund and fund != EVERY else []
    answer = _ask(asked, table.query.format(year=year), say)
    heading, rows = answer.rows[0], answer.rows[1:]
    kept = rows
    if table.year:
        kept = _only(kept, heading, table.year, {year})
    if wanted:
        kept = _only(kept, heading, table.fund, {row[table.fund_as] for row in wanted})
    if not kept:
        raise FetchError(f"{asked.name} has no {what} of {fund} in {year}. Nothing was saved. Check fund and year.")
    say(f"{asked.name}: {len(rows):,} rows, of which {len(kept):,} were asked for.")
    body = answer.reply.body if kept == rows else _as_csv([heading, *kept])
    name = "_".join(("cbpf", what, *([slug(fund), year] if table.year else [])))
    path = folder / f"{name}.csv"
    remark = "" if kept == rows else f"{len(rows) - len(kept)} rows of other funds and years were left out."
    reply = answer.reply
    save(path, body, Origin("CBPF", reply.url, reply.asked_at, reply.asked_at, "1 of 1", len(kept), remark=remark))
    return [path]


def _funds(server: Server, wanted: str, say: Say) -> list[dict[str, str]]:
    """The funds of that name, number or code; several where they share a code."""
    answer = _ask(server, FUNDS, say)
    heading = answer.rows[0]
    for name in ("PFId", "PFName", "PFAbbrv"):
        _column(heading, name)
    funds = [dict(zip(heading, row, strict=False)) for row in answer.rows[1:]]
    key = wanted.strip().casefold()
    found = [fund for fund in funds if key in {fund[name].casefold() for name in ("PFId", "PFName", "PFAbbrv")}]
    if found:
        return found
    names = sorted(fund["PFName"] for fund in funds)
    near = [name for name in names if key in name.casefold()] or names
    raise FetchError(f"There is no pooled fund {wanted!r}. Did you mean: {'; '.join(near)}; or {EVERY}?")


def _ask(server: Server, query: str, say: Say) -> Answer:
    table = query.partition("?")[0]
    say(f"{server.name}: asking for {table} …")
    return server.get(f"{server.address}{PATH}{query}", _answer, f"the table {table}")


def _answer(reply: Reply) -> Answer:
    """The rows, if the answer is a table and its last row is whole; the server sends errors as pages and as JSON too."""
    start = reply.body.lstrip()[:1]
    if start in (b"<", b"{", b""):
        raise PassingFault(WEB_PAGE if start == b"<" else "sent an error or nothing instead of a table.")
    try:
        text = reply.body.decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error):
        raise PassingFault("sent a table that breaks off.") from None
    # In the list of funds each row has one cell less than the heading, so whole rows are compared with each other.
    cut = len(rows[-1]) != len(rows[-2]) if len(rows) > 2 else len(rows[-1]) < len(rows[0]) - 1
    if cut or not (reply.end_known or text.endswith("\n")):
        raise PassingFault("sent a table that breaks off.")
    return Answer(reply, rows)


def _only(rows: Rows, heading: list[str], name: str, wanted: set[str]) -> Rows:
    column = _column(heading, name)
    keys = {value.casefold() for value in wanted}
    return [row for row in rows if len(row) > column and row[column].strip().casefold() in keys]


def _column(heading: list[str], name: str) -> int:
    if name not in heading:
        raise FetchError(
            f"The pooled funds' table has no column {name} any more; it has {', '.join(heading)}. Nothing was saved. "
            "Download the table by hand from the funds' website, and tell who maintains this program."
        )
    return heading.index(name)


def _as_csv(rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
