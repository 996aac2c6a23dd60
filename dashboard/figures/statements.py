"""What do partners say? A dot with its range under each score or statement, and a ring for the round before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme, wrapped
from dashboard.figures.wrapped import Layout, Words

QUIETLY: dict[str, Any] = {"type": "scatter", "hoverinfo": "skip", "cliponaxis": False}
RING_DROP = 9  # pixels below the dot, so that neither hides the other


@dataclass(frozen=True)
class Said:
    """One row, from 0 to `end`; no mark where `value` is None."""

    words: Words
    value: float | None
    low: float | None = None
    high: float | None = None
    earlier: float | None = None


Placed = tuple[Said, float]


def dots(
    rows: Sequence[Said], end: float = 100, ticks: Sequence[float] = (0, 25, 50, 75, 100), unit: str = ""
) -> go.Figure:
    """Draw all rows with one trace for each kind of mark; the unit stands at the last tick."""
    placed = wrapped.layout([row.words for row in rows])
    at = list(zip(rows, placed.marks, strict=True))
    texts = [words.number(tick, unit if tick == ticks[-1] else "") for tick in ticks]
    traces = [*_tracks(placed, end, ticks), _ranges(at), _rings(at), _dots(at)]
    return wrapped.new_figure(
        placed, (-0.02 * end, 1.02 * end), traces, ticks={"tickvals": list(ticks), "ticktext": texts}
    )


def _tracks(placed: Layout, end: float, ticks: Sequence[float]) -> list[dict[str, Any]]:
    line = {"width": 1, "color": theme.FAINT}
    return [
        {
            **QUIETLY, "mode": "lines", "line": line,
            "x": [0, end, None] * len(placed.marks), "y": [y for at in placed.marks for y in (at, at, None)],
        },
        {
            **QUIETLY, "mode": "markers", "marker": {"symbol": "line-ns", "size": 12, "line": line},
            "x": [tick for _at in placed.marks for tick in ticks], "y": [at for at in placed.marks for _tick in ticks],
        },
    ]  # fmt: skip


def _ranges(at: Sequence[Placed]) -> dict[str, Any]:
    drawn = [(row, y) for row, y in at if None not in (row.value, row.low, row.high)]
    return {
        **QUIETLY, "mode": "lines", "line": {"width": 3, "color": theme.ACCENT},
        "x": [x for row, _y in drawn for x in (row.low, row.high, None)],
        "y": [y for _row, mark in drawn for y in (mark, mark, None)],
    }  # fmt: skip


def _rings(at: Sequence[Placed]) -> dict[str, Any]:
    drawn = [(row, y) for row, y in at if None not in (row.value, row.earlier)]
    return {
        **QUIETLY, "mode": "markers", "x": [row.earlier for row, _y in drawn], "y": [y - RING_DROP for _row, y in drawn],
        "marker": {"symbol": "circle-open", "size": 10, "color": theme.QUIET, "line": {"width": 2}},
    }  # fmt: skip


def _dots(at: Sequence[Placed]) -> dict[str, Any]:
    drawn = [(row, y) for row, y in at if row.value is not None]
    return {
        **QUIETLY, "mode": "markers", "x": [row.value for row, _y in drawn], "y": [y for _row, y in drawn],
        "hovertext": [f"{row.words.number} {row.words.counted}" for row, _y in drawn], "hoverinfo": "text",
        "marker": {"size": 14, "color": theme.ACCENT},
    }  # fmt: skip
