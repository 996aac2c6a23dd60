"""A table as a CSV file that a spreadsheet program opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> bytes:
    """Write the named columns under their headings; with a byte order mark, so that Excel reads the accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns.values())
    writer.writerows([safe(row[name]) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell
