"""Is this row only the example a template was shipped with? Nobody's figures may include it."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.sources.columns import Numbered
from pipelines.sources.reading import Finding
from pipelines.sources.sheets import Sheet

MARK = "EXAMPLE:"


def is_example(cells: Sequence[str]) -> bool:
    """Whether a cell of the row bears the mark; in the template it is the first, but columns may have been moved."""
    return any(cell.startswith(MARK) for cell in cells)


def without_examples(sheet: Sheet, rows: Numbered) -> tuple[Numbered, list[Finding]]:
    """The rows somebody filled in, and a finding that says which ones were passed over."""
    kept = [(number, cells) for number, cells in rows if not is_example(cells)]
    passed = [number for number, cells in rows if is_example(cells)]
    return kept, [_passed_over(sheet, number) for number in passed]


def _passed_over(sheet: Sheet, number: int) -> Finding:
    return Finding(
        sheet.name, number, "", "", "example_row", "info",
        f"This is the template's example row, marked “{MARK}”; it was not counted.",
        "Nothing to do. If the row is real, remove the mark from its cell.",
    )  # fmt: skip
