"""What do publishers report to IATI? Transactions and flows summed by publisher, and the list of publishers.

Sums: one transaction is split over its sectors and countries, so summing rows counts it once. Commitments and spending are
never added together, nor transactions and flows. `net_usd` may be added up over publishers; `total_usd` holds money again
each time a publisher passes it on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.sources.columns import overlong_rows
from pipelines.sources.headings import cell
from pipelines.sources.hxl_tags import Table, is_hxl_row, parse_tag, table_of, tags_of
from pipelines.sources.presence_cells import NO_PERIOD, month_start
from pipelines.sources.presence_messages import in_rows
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, is_blank
from pipelines.sources.sheets import Sheet

NAME = "iati"
TITLE = "IATI transactions"
# What stands for the receiver where a publisher spends the money itself.
DIRECT = "direct expenditure"
SEARCHED = 15  # rows


@dataclass(frozen=True)
class Layout:
    """One table of IATI figures: its columns (staged column → heading and HXL tag), and those a file may lack."""

    what: str
    table: str
    columns: Mapping[str, tuple[str, str]]
    optional: frozenset[str] = frozenset()


TRANSACTIONS = Layout(
    "transactions by month, sector and country",
    "iati_transactions",
    {
        "date": ("Month", "#date+month"),
        "reporting_id": ("Reporting org id", "#org+id"),
        "reporting_organisation": ("Reporting org name", "#org+name"),
        "reporting_type": ("Reporting org type", "#org+type"),
        "sector": ("Sector", "#sector"),
        "country": ("Recipient country", "#country"),
        "humanitarian": ("Humanitarian?", "#indicator+bool+humanitarian"),
        "strict": ("Strict?", "#indicator+bool+strict"),
        "transaction_type": ("Transaction type", "#x_transaction_type"),
        "activity_id": ("Activity id", "#activity+code"),
        "net_usd": ("Net money", "#value+net"),
        "total_usd": ("Total money", "#value+total"),
    },
    frozenset({"reporting_organisation", "strict"}),
)
FLOWS = Layout(
    "flows from provider to receiver",
    "iati_transactions",
    {
        "reporting_id": ("Reporting org id", "#org+id+reporting"),
        "reporting_organisation": ("Reporting org name", "#org+name+reporting"),
        "reporting_type": ("Reporting org type", "#org+reporting+type"),
        "provider": ("Provider org name", "#org+name+provider"),
        "provider_type": ("Provider org type", "#org+type+provider"),
        "receiver": ("Receiver org name", "#org+name+receiver"),
        "receiver_type": ("Receiver org type", "#org+type+receiver"),
        "humanitarian": ("Humanitarian?", "#indicator+bool+humanitarian"),
        "strict": ("Strict?", "#indicator+bool+strict"),
        "transaction_type": ("Transaction direction", "#x_transaction_direction"),
        "total_usd": ("Total money", "#value+total"),
    },
    frozenset({"strict"}),
)
PUBLISHERS = Layout(
    "publishers",
    "iati_publishers",
    {
        "reporting_id": ("Reporting org id", "#org+id+reporting"),
        "name": ("Reporting org name", "#org+name+reporting"),
    },
)


@dataclass(frozen=True)
class Found:
    """A layout in a sheet: where its columns are, and the index of the first row that may be a record."""

    layout: Layout
    table: Table
    at: dict[str, int]
    first: int

    @property
    def missing(self) -> list[str]:
        """Headings of needed columns that are not there."""
        names = self.layout.columns.keys() - self.at.keys() - self.layout.optional
        return [heading for name, (heading, _) in self.layout.columns.items() if name in names]


def recognise(sheet: Sheet) -> Claim:
    """Accepted when every needed column of a layout is there, by its heading or its HXL tag."""
    table = table_of(sheet)
    if table is None or not table.rows:
        return Claim(False, 0, "no table of IATI figures")
    return max(map(_claim, _layouts(table)), key=lambda claim: (claim.accepted, claim.closeness))


def _layouts(table: Table) -> list[Found]:
    return [_find(table, layout) for layout in (TRANSACTIONS, FLOWS, PUBLISHERS)]


def _claim(found: Found) -> Claim:
    wanted = found.layout.columns
    evidence = f"{len(found.at)} of {len(wanted)} columns of IATI {found.layout.what}"
    if found.missing:
        evidence += f"; missing: {', '.join(found.missing)}"
    elif found.layout is PUBLISHERS and len(found.table.rows[found.first - 1]) > len(wanted):
        return Claim(False, 0.3, f"{evidence}; but it has more columns than a list of publishers")
    # Two columns are soon found in tables of any kind, so only all of them are a likeness.
    closeness = len(found.at) / len(wanted) if found.layout is not PUBLISHERS or not found.missing else 0.0
    return Claim(not found.missing, closeness, evidence, max(found.first - 1, 0))


def _find(table: Table, layout: Layout) -> Found:
    """The layout's columns by tag, else by the heading row that holds most of them."""
    tags = tags_of(table)
    wanted = {name: parse_tag(tag) for name, (_, tag) in layout.columns.items()}
    by_tag = {name: tags.index(tag) for name, tag in wanted.items() if tag in tags}
    best = Found(layout, table, by_tag, table.tag_row + 1)
    keys = {name: heading_key(heading) for name, (heading, _) in layout.columns.items()}
    for index, row in enumerate(table.rows[:SEARCHED]):
        here = [heading_key(text) for text in row]
        at = {name: here.index(key) for name, key in keys.items() if key in here}
        if len(at) > len(best.at):
            best = Found(layout, table, at, max(index, table.tag_row) + 1)
    return best


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One row a record, sums as reported: negative ones take earlier ones back."""
    table = table_of(sheet)
    found = next((found for found in _layouts(table) if not found.missing), None) if table else None
    if found is None:
        return Reading([])
    rows = [
        (index + found.table.shift, list(row))
        for index, row in enumerate(found.table.rows[found.first :], start=found.first)
        if not is_blank(row) and not is_hxl_row(row)
    ]
    records = [_record(number, row, found) for number, row in rows]
    width = len(found.table.rows[found.first - 1])
    return Reading(
        [number for number, _ in rows],
        {found.layout.table: records},
        [*_direct(sheet, rows, found), *overlong_rows(sheet, rows, width)],
    )


def _record(number: int, row: Sequence[str], found: Found) -> Record:
    texts = {name: cell(row, found.at, name) for name in found.at}
    if (month := month_start(texts.get("date", ""), "")) != NO_PERIOD:
        texts |= {"date": month} if month else {}
    if found.layout is FLOWS:
        texts |= _parties(texts)
    return {"row": number, **texts}


def _parties(texts: Mapping[str, str]) -> dict[str, str]:
    """Provider and receiver: of the two, the one left empty is the publisher itself; nobody receives what it spends itself."""
    provider, receiver = texts["provider"], texts["receiver"]
    direction = texts["transaction_type"].casefold()
    parties: dict[str, str] = {}
    if direction == "outgoing" and not provider:
        parties |= {"provider": texts["reporting_organisation"], "provider_type": texts["reporting_type"]}
    if direction == "incoming" and not receiver:
        parties |= {"receiver": texts["reporting_organisation"], "receiver_type": texts["reporting_type"]}
    return parties | ({"receiver": ""} if _is_direct(receiver) else {})


def _is_direct(receiver: str) -> bool:
    return receiver.strip("() ").casefold() == DIRECT


def _direct(sheet: Sheet, rows: Sequence[tuple[int, Sequence[str]]], found: Found) -> list[Finding]:
    count = sum(_is_direct(cell(row, found.at, "receiver")) for _, row in rows)
    if not count:
        return []
    return [
        Finding(
            sheet.name, 0, "receiver", "", "direct_expenditure", "info",
            f"Direct expenditure, spent by the publisher itself: {in_rows(count)}. They were loaded without a receiver.",
            "Nothing to do.",
        )
    ]  # fmt: skip
