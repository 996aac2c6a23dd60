"""How is one thing about many rows of a 3W/4W/5W table said? Once, with a count and examples."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.sources.reading import Finding, Severity
from pipelines.sources.sheets import Sheet

EXAMPLES = 5


def about_table(
    sheet: Sheet, rule: str, message: str, remedy: str, severity: Severity = "info", column: str = "", value: str = ""
) -> Finding:
    """A finding about a sheet as a whole."""
    return Finding(sheet.name, 0, column, value, rule, severity, message, remedy)


def some(texts: Iterable[str]) -> str:
    """The first few of several texts."""
    distinct = sorted(set(texts))
    named = ", ".join(f"“{text}”" for text in distinct[:EXAMPLES])
    return f"{named} and {len(distinct) - EXAMPLES} further ones" if len(distinct) > EXAMPLES else named


def in_rows(count: int) -> str:
    """A number of rows in words."""
    return "one row" if count == 1 else f"{count} rows"
