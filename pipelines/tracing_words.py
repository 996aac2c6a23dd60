"""How is a traced number told on the command line?"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.indicators.catalogue import catalogue
from pipelines.trace import MOST_ROWS, Row, Trace


def traced_text(found: Trace, *, everything: bool = False) -> str:
    """The number, what it is, and the rows behind it: the first few, or all."""
    indicator = catalogue()[found.address.indicator]
    lines = [f"{indicator.title}: {_number(found.value)}", str(found.address), f"  {indicator.numerator}"]
    lines.append(f"  out of: {indicator.denominator}")
    if found.withheld:
        lines.append(f"The rows are not shown: {found.withheld}.")
    if found.made_of:
        lines.append("It is computed from: " + ", ".join(found.made_of) + ". Trace those.")
    shown = found.rows if everything else found.rows[:MOST_ROWS]
    lines += [_line(row) for row in shown]
    if more := len(found.rows) - len(shown):
        lines.append(f"… and {more} more rows: add --all to see them.")
    return "\n".join(lines)


def _number(value: Row) -> str:
    if value["value"] is None:
        return f"no number ({value['status']}: {value['reason']})"
    counted = f", {value['numerator']:g} of {value['denominator']:g}" if value["denominator"] else ""
    certainty = f", {value['low']:g} to {value['high']:g}" if value["low"] is not None else ""
    return f"{value['value']:g} {value['unit']}{counted}{certainty}"


def _line(row: Row) -> str:
    told = [str(row["date"])]
    told += [str(row[key]) for key in ("organisation", "category") if row.get(key)]
    if row.get("numerator") is not None:
        of = f" of {row['denominator']:g}" if row.get("denominator") is not None else ""
        told.append(f"{row['numerator']:g}{of}")
    elif row.get("value") is not None:
        told.append(f"{row['value']:g}")
    elif "answered" in row:
        told.append("answered" if row["answered"] else "did not answer")
    return "  " + " · ".join(told) + _origins(row.get("origins", []))


def _origins(origins: Sequence[Row]) -> str:
    """File, sheet and row of each place; several rows of one sheet together."""
    places: dict[tuple[str, str], list[str]] = {}
    for origin in origins:
        places.setdefault((origin["file"], origin["sheet"]), []).append(str(origin["row"]))
    told = [
        f"{file}{f', sheet {sheet}' if sheet else ''}, row{'s' if len(rows) > 1 else ''} {', '.join(rows)}"
        for (file, sheet), rows in places.items()
    ]
    return " ← " + "; ".join(told) if told else ""
