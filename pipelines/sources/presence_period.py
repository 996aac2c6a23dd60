"""Which period does a 3W/4W/5W table speak of where no row says so? Its title, its sheet or its file may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipelines.sources.presence_fields import Columns
from pipelines.sources.presence_messages import about_table
from pipelines.sources.reading import Finding, Record
from pipelines.sources.sheets import Sheet
from pipelines.sources.stated_period import stated_period

DAYS = ("starts_on", "ends_on", "reported_on", "submitted_on")
# A line with more filled cells is no title.
MOST_CELLS = 2


@dataclass(frozen=True)
class Placed:
    """The period of a whole table: its first and last day, and where it is written."""

    first: str
    last: str
    where: str


def period_of_table(sheet: Sheet, columns: Columns, records: Sequence[Record]) -> Placed | None:
    """None where a row has a date, or nothing around the table names one period."""
    if any(record[day] for record in records for day in DAYS):
        return None
    for text, where in _names(sheet, columns):
        if period := stated_period(text):
            return Placed(*period, where)
    return None


def _names(sheet: Sheet, columns: Columns) -> Iterator[tuple[str, str]]:
    for row in columns.table.rows[: columns.first]:
        filled = [text for text in row if text]
        if len(filled) <= MOST_CELLS:
            yield " ".join(filled), f"the line “{' '.join(filled)}” above the table"
    yield sheet.name, "the name of the sheet"
    yield PurePath(sheet.file).stem, "the name of the file"


def dated(records: Sequence[Record], placed: Placed | None) -> list[Record]:
    """The records as reported on the last day of the period."""
    return [record | {"reported_on": placed.last} for record in records] if placed else list(records)


def about_time(sheet: Sheet, records: Sequence[Record], placed: Placed | None) -> Finding | None:
    """Say which period was taken and from where, or that there is none."""
    if placed:
        return about_table(
            sheet, "period_from_name",
            f"No row has a date or a month. The period {placed.first} to {placed.last} was taken from {placed.where}.",
            "If that is wrong, correct the name, or add a column Month (such as 2025-03) to the table.", "warning",
        )  # fmt: skip
    if any(record[day] for record in records for day in DAYS):
        return None
    return about_table(
        sheet, "no_date",
        "Nothing says which period the table speaks of: no row has a date or a month, and neither title, sheet nor file "
        "names a quarter or months. It was loaded without one, so it moves no number.",
        "Add a column Month (such as 2025-03) to the table, or name the file after its period, such as 5W 2025-01_03.",
        "warning",
    )  # fmt: skip
