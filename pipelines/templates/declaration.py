"""What does each template hold? Its sheets, columns and lists, for the writer and the loader alike."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipelines.contracts import logs
from pipelines.contracts.columns import Column, Contract
from pipelines.contracts.meetings import MEETINGS
from pipelines.contracts.register import MEMBERSHIPS, ORGANISATIONS
from pipelines.sources.headings import Vocabulary
from pipelines.sources.reading import heading_key

FIELDS = Path(__file__).resolve().parent / "fields.csv"
HELP_SHEET = "Help"
FLAG_LIST = "yes_no"


@dataclass(frozen=True)
class Field:
    """One column of a template: what its heading and answers are, and the contract's column it fills."""

    column: Column
    heading: str
    also: tuple[str, ...]  # other headings people write
    answers: str  # name of its drop-down list; empty: none
    help: str
    example: str


@dataclass(frozen=True)
class Table:
    """One sheet to be filled in, and what one of its rows says."""

    name: str
    sheet: str
    row_says: str
    fields: tuple[Field, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which no row can be loaded."""
        return tuple(field.column.name for field in self.fields if field.column.required)


@dataclass(frozen=True)
class Workbook:
    """One file."""

    name: str
    title: str
    purpose: str
    tables: tuple[Table, ...]


@lru_cache(maxsize=1)
def workbooks() -> tuple[Workbook, ...]:
    """Every template."""
    return (
        Workbook(
            "partners", "Partners", "Who is a member of the cluster, since when, and what kind of organisation it is.",
            (_table("partners", "Partners", "one organisation", ORGANISATIONS, MEMBERSHIPS),),
        ),
        Workbook(
            "meetings", "Meetings", "Which meetings were planned and held, in which language, and what they decided.",
            (_table("meetings", "Meetings", "one meeting", MEETINGS),),
        ),
        Workbook(
            "roles_and_seats", "Roles and seats",
            "Which organisation leads, co-leads or has a seat: cluster, strategic advisory group, technical working group, area.",
            (_table("roles", "Roles and seats", "one role or seat of one organisation", logs.ROLES),),
        ),
        Workbook(
            "action_points", "Action points", "What was promised, by which organisation, for when, and what became of it.",
            (_table("actions", "Action points", "one promise", logs.ACTIONS),),
        ),
        Workbook(
            "documents", "Documents and translations", "What was sent to partners, when, and in which languages.",
            (_table("documents", "Documents", "one document in one language", logs.DOCUMENTS),),
        ),
        Workbook(
            "consultations_and_comments", "Consultations and comments",
            "Which drafts partners were asked about, who commented, and what became of each comment.",
            (
                _table("consultations", "Consultations", "one draft sent for comments", logs.CONSULTATIONS),
                _table("comments", "Comments", "one comment or contribution of one organisation", logs.COMMENTS),
            ),
        ),
        Workbook(
            "outreach", "Outreach", "Which organisations the coordination team contacted, why, and what they said.",
            (_table("outreach", "Outreach", "one contact with one organisation", logs.OUTREACH),),
        ),
        Workbook(
            "capacity_support", "Capacity support", "Which organisations asked for support with their capacity, and what they got.",
            (_table("capacity_support", "Capacity support", "one request or one support given", logs.CAPACITY_SUPPORT),),
        ),
        Workbook(
            "sub_grants", "Sub-grants", "Which organisation passed money on to which, and with how much for overheads.",
            (_table("subgrants", "Sub-grants", "one agreement between two organisations", logs.SUBGRANTS),),
        ),
        Workbook(
            "safeguarding_assurance", "Safeguarding assurance",
            "Whose capacity to prevent sexual exploitation and abuse (PSEA) was assessed, and what was found.",
            (_table("assurance", "Safeguarding assurance", "the assessment of one organisation", logs.ASSURANCE),),
        ),
        Workbook(
            "allocation_rounds", "Allocation rounds", "How money or priorities were shared out, and who decided.",
            (_table("allocation_rounds", "Allocation rounds", "one round", logs.ALLOCATION_ROUNDS),),
        ),
        Workbook(
            "areas_in_need", "Areas where people need help",
            "How many people need help in which area, so that areas without any partner can be seen.",
            (_table("areas_in_need", "Areas in need", "one area on one day", logs.AREAS_IN_NEED),),
        ),
        Workbook(
            "agenda_points", "Points on agendas", "Who put which point on the agenda of a meeting.",
            (_table("agenda_points", "Agenda points", "one point on one agenda", logs.AGENDA_POINTS),),
        ),
    )  # fmt: skip


def log_tables() -> tuple[Table, ...]:
    """The sheets of logs, each named after its staged table; partners and meetings have sources of their own."""
    names = {contract.table for contract in logs.ALL}
    return tuple(table for book in workbooks() for table in book.tables if table.name in names)


@lru_cache
def headings(table: Table) -> Vocabulary:
    """Every heading that means a column of the sheet: the template's, and others in three languages."""
    return {field.column.name: frozenset(map(heading_key, (field.heading, *field.also))) for field in table.fields}


def _table(name: str, sheet: str, row_says: str, *contracts: Contract) -> Table:
    columns = {column.name: column for contract in reversed(contracts) for column in contract.columns}
    return Table(name, sheet, row_says, tuple(_fields(name, columns)))


def _fields(table: str, columns: dict[str, Column]) -> Iterable[Field]:
    for row in _rows():
        if row["table"] == table:
            column = columns[row["column"]]
            answers = FLAG_LIST if column.kind == "flag" else row["list"]
            also = tuple(word for word in row["also"].split("|") if word)
            yield Field(column, row["heading"], also, answers, row["help"], row["example"])


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    with FIELDS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
