"""Which period does a 3W/4W/5W table speak of where no row says so? Its title, its sheet or its file may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from pipelines.sources.presence_fields import Columns
from pipelines.sources.presence_messages import about_table
from pipelines.sources.reading import Finding, Record
from pipelines.sources.sheets import Sheet
from pipelines.sources.stated_period import Period, stated_period

DAYS = ("starts_on", "ends_on", "reported_on", "submitted_on")
# A line with more filled cells is no title.
MOST_CELLS = 2


def placed_in_time(sheet: Sheet, columns: Columns, records: list[Record]) -> tuple[list[Record], list[Finding]]:
    """The records; where none has a date, as reported on the last day of the period that stands around the table.

    With a finding that says which period was taken and from where, or that there is none.
    """
    if any(record[day] for record in records for day in DAYS):
        return records, []
    for text, where in _names(sheet, columns):
        if period := stated_period(text):
            return [record | {"reported_on": period[1]} for record in records], [_taken(sheet, period, where)]
    return records, [_nothing(sheet)]


def _names(sheet: Sheet, columns: Columns) -> Iterator[tuple[str, str]]:
    """What may name the period, and how to call the place."""
    for row in columns.table.rows[: columns.first]:
        filled = [text for text in row if text]
        if len(filled) <= MOST_CELLS:
            yield " ".join(filled), f"the line “{' '.join(filled)}” above the table"
    yield sheet.name, "the name of the sheet"
    yield PurePath(sheet.file).stem, "the name of the file"


def _taken(sheet: Sheet, period: Period, where: str) -> Finding:
    first, last = period
    return about_table(
        sheet, "period_from_name",
        f"No row has a date or a month. The period {first} to {last} was taken from {where}.",
        "If that is wrong, correct the name, or add a column Month (such as 2025-03) to the table.", "warning",
    )  # fmt: skip


def _nothing(sheet: Sheet) -> Finding:
    return about_table(
        sheet, "no_date",
        "Nothing says which period the table speaks of: no row has a date or a month, and neither title, sheet nor file "
        "names a quarter or months. It was loaded without one, so it moves no number.",
        "Add a column Month (such as 2025-03) to the table, or name the file after its period, such as 5W 2025-01_03.",
        "warning",
    )  # fmt: skip
