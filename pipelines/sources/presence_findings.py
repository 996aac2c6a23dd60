"""What should a person know about a 3W/4W/5W table that no single cell shows? P-codes, repeats, formula errors, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.sources.columns import overlong_rows
from pipelines.sources.filler import is_total
from pipelines.sources.headings import cell
from pipelines.sources.hxl_tags import FORMULA_ERRORS
from pipelines.sources.presence_cells import NO_PERIOD, month_start
from pipelines.sources.presence_fields import Columns
from pipelines.sources.presence_messages import EXAMPLES, about_table, in_rows, some
from pipelines.sources.presence_pcodes import odd_pcodes
from pipelines.sources.reading import Finding, Record, Severity
from pipelines.sources.sheets import Sheet

Rows = Sequence[tuple[int, Sequence[str]]]
LONGEST_YEARS = 5


def findings(sheet: Sheet, columns: Columns, rows: Rows, records: Sequence[Record]) -> list[Finding]:
    """All of them; those about many rows are one finding with a count and examples."""
    found = [
        _disputed_tags(sheet, columns),
        _formula_errors(sheet, rows),
        *_unknown_types(sheet, records),
        *_months(sheet, columns, rows),
        _direct(sheet, columns, rows),
        *odd_pcodes(sheet, records),
        _long_periods(sheet, records),
        _repeats(sheet, columns, rows, records),
        *_remarks(sheet, columns, rows),
    ]
    return [*(finding for finding in found if finding), *_beyond(sheet, columns, rows), *_totals(sheet, records)]


def _disputed_tags(sheet: Sheet, columns: Columns) -> Finding | None:
    if not columns.disputed:
        return None
    return about_table(
        sheet, "tag_contradicts_heading",
        f"The HXL tags of these columns say something else than their headings: {some(columns.disputed)}. The headings were followed.",
        "Correct the tags in the file if other tools read it.", "warning",
    )  # fmt: skip


def _beyond(sheet: Sheet, columns: Columns, rows: Rows) -> list[Finding]:
    """Cells beyond the last heading. In a tagged table what has no tag is left aside; elsewhere cells may have moved."""
    width = max((len(row) for row in columns.table.rows[: columns.first]), default=0)
    longer = [(number, list(row)) for number, row in rows if any(row[width:])]
    if not columns.tagged or not longer:
        return overlong_rows(sheet, longer, width)
    numbers = ", ".join(str(number) for number, _ in longer[:EXAMPLES]) + (" …" if len(longer) > EXAMPLES else "")
    return [
        about_table(
            sheet, "cells_without_heading",
            f"Cells stand beyond the last heading and tag in {in_rows(len(longer))} (row {numbers}). Those cells were not read.",
            "Give the column a heading and a tag, or remove the cells. If cells have moved to the right, mend the row.",
            "warning",
        )
    ]  # fmt: skip


def _formula_errors(sheet: Sheet, rows: Rows) -> Finding | None:
    broken = Counter(text for _, cells in rows for text in cells if text in FORMULA_ERRORS)
    if not broken:
        return None
    return about_table(
        sheet, "formula_error",
        f"{sum(broken.values())} cells hold a failed formula ({some(broken)}). They were read as empty.",
        "Mend the formulas in the workbook, or paste the values, and save it again.", "warning",
    )  # fmt: skip


def _unknown_types(sheet: Sheet, records: Sequence[Record]) -> list[Finding]:
    words = Counter(
        str(record["type_word"]) for record in records if record["type_word"] and not record["organisation_type"]
    )
    return [
        about_table(
            sheet, "organisation_type",
            f"The organisation type “{word}” is not known ({in_rows(count)}). The rows were loaded without a type.",
            "Write a usual word such as National NGO, International NGO, UN or Government; the partner list decides the type in any case.",
            "warning", "organisation_type", word,
        )
        for word, count in sorted(words.items())
    ]  # fmt: skip


def _months(sheet: Sheet, columns: Columns, rows: Rows) -> list[Finding]:
    if "month" not in columns.at:
        return []
    texts = Counter(
        cell(cells, columns.at, "month")
        for _, cells in rows
        if month_start(cell(cells, columns.at, "month"), cell(cells, columns.at, "year")) == NO_PERIOD
    )
    if not texts:
        return []
    return [
        about_table(
            sheet, "month",
            f"The month is not clear in {in_rows(sum(texts.values()))}: {some(texts)}. Expected one month with its year, such as "
            "March 2025 or 2025-03. The rows were loaded without it.",
            "Write month and year, or add a column Year.", "warning", "month",
        )
    ]  # fmt: skip


def _long_periods(sheet: Sheet, records: Sequence[Record]) -> Finding | None:
    """Periods so long that they say nothing about when somebody was there."""
    periods = Counter(
        (start, end)
        for record in records
        if (start := _year(record["starts_on"])) and (end := _year(record["ends_on"])) and end - start > LONGEST_YEARS
    )
    if not periods:
        return None
    shown = some(f"{start} to {end}" for start, end in periods)
    return about_table(
        sheet, "long_period",
        f"The period is longer than {LONGEST_YEARS} years in {in_rows(sum(periods.values()))} ({shown}). It does not tell when the organisation was active.",
        "Ask for the file by month or quarter if changes over time matter.", "warning",
    )  # fmt: skip


def _year(day: object) -> int:
    text = str(day or "")
    return int(text[:4]) if re.match(r"\d{4}-", text) else 0


def _direct(sheet: Sheet, columns: Columns, rows: Rows) -> Finding | None:
    """Rows with an organisation where the column of the implementer is empty."""
    if not {"implementing", "organisation"} <= columns.at.keys():
        return None
    count = sum(
        1
        for _, cells in rows
        if cell(cells, columns.at, "organisation") and not cell(cells, columns.at, "implementing")
    )
    return (count and about_table(
        sheet, "implements_itself",
        f"No implementing organisation beside the organisation in {in_rows(count)}. The organisation was taken as implementing itself.",
        "Fill the implementing organisation where another one does the work.",
    )) or None  # fmt: skip


def _repeats(sheet: Sheet, columns: Columns, rows: Rows, records: Sequence[Record]) -> Finding | None:
    """Rows that say what an earlier one says, also where two codes stand for one cluster."""
    first: dict[tuple[object, ...], int] = {}
    repeated: list[tuple[int, int]] = []
    for index, record in enumerate(records):
        key = tuple(value for name, value in record.items() if name not in {"row", "submitted_on"})
        earlier = first.setdefault(key, index)
        if earlier != index:
            repeated.append((earlier, index))
    if not repeated:
        return None
    pairs = {
        " and ".join(sorted({cell(rows[index][1], columns.at, "cluster_code") for index in pair})) for pair in repeated
    }
    codes = [pair for pair in sorted(pairs) if " and " in pair]
    told = [
        f"Repeats of an earlier row: {in_rows(len(repeated))}.",
        f"Row {rows[repeated[0][1]][0]}, for example, says the same as row {rows[repeated[0][0]][0]} in every column that is read.",
        f"Some stand under two cluster codes: {some(codes)}." if codes else "",
        "Each presence is counted once.",
    ]  # fmt: skip
    return about_table(
        sheet, "repeated_presence",
        " ".join(filter(None, told)),
        "Nothing to do.",
    )  # fmt: skip


def _remarks(sheet: Sheet, columns: Columns, rows: Rows) -> list[Finding]:
    """What the publisher itself notes beside the rows: what it repaired, and what it could not."""
    kinds: tuple[tuple[str, Severity, str], ...] = (
        ("publisher_warning", "info", "The publisher itself warns of something in {rows}: {texts}. The values were taken as published."),
        ("publisher_error", "warning", "The publisher itself notes an error in {rows}: {texts}. The values were taken as published."),
    )  # fmt: skip
    return [
        about_table(
            sheet, field,
            told.format(rows=in_rows(len(texts)), texts=some(texts)),
            "Compare these rows with the publisher's source if they matter.", severity,
        )
        for field, severity, told in kinds
        if (texts := [text for _, cells in rows if (text := cell(cells, columns.at, field))])
    ]  # fmt: skip


def _totals(sheet: Sheet, records: Sequence[Record]) -> list[Finding]:
    return [
        Finding(
            sheet.name, int(record["row"] or 0), "organisation", "", "total_row", "error",
            "This row holds a total. Expected an organisation's name.", "Remove the row, or keep totals on another sheet.",
        )
        for record in records
        if is_total(str(record["organisation"]))
    ]  # fmt: skip
