"""Lines over months, one panel below the other, so that no two lines have to be told apart by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.languages import right_to_left

PANEL_HEIGHT = 118
NAME_HEIGHT = 34
FOOT = 44
POINT, LAST_POINT = 5, 10


@dataclass(frozen=True)
class Panel:
    """One line: its name, its latest number in words, and its points (None where nothing can be said)."""

    name: str
    text: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    hovers: tuple[str, ...]


def line_panels(panels: Sequence[Panel], background: Panel | None = None) -> go.Figure:
    """Draw percentages by month; `background` is repeated in each panel as a thin dotted line."""
    height = PANEL_HEIGHT * len(panels) + FOOT
    inner = height - FOOT
    tops = [1 - index * PANEL_HEIGHT / inner for index in range(len(panels))]
    texts = (_texts(panel, top - NAME_HEIGHT / inner / 2) for panel, top in zip(panels, tops, strict=True))
    axes = {f"yaxis{index + 1 if index else ''}": _axis(top, inner) for index, top in enumerate(tops)}
    lines = []
    for index, panel in enumerate(panels):
        axis = f"y{index + 1}" if index else "y"
        lines += [_background(axis, background)] if background is not None and background is not panel else []
        lines.append(_line(axis, panel))
    layout = theme.layout(height, top=2, bottom=FOOT - 2, left=42, right=22) | axes
    return go.Figure(
        lines, layout | {"xaxis": _months(panels), "annotations": [each for pair in texts for each in pair]}
    )


def _months(panels: Sequence[Panel]) -> dict[str, Any]:
    ticks = theme.month_ticks(max((panel.months for panel in panels), key=len, default=()))
    anchor = f"y{len(panels)}" if len(panels) > 1 else "y"
    return {
        **theme.AXIS, "type": "date", "showgrid": True, "gridcolor": theme.FAINT, **ticks, "anchor": anchor,
        "autorange": "reversed" if right_to_left() else True,
    }  # fmt: skip


def _axis(top: float, inner: float) -> dict[str, Any]:
    bottom = max(0.0, top - (PANEL_HEIGHT - 8) / inner)
    return {
        **theme.AXIS, "domain": [bottom, top - NAME_HEIGHT / inner], "range": [-4, 104], "tickvals": [0, 50, 100],
        "ticktext": ["0", "50", theme.turned("100\u00a0%")], "gridcolor": theme.FAINT, "zeroline": False, "anchor": "x",
        "side": "right" if right_to_left() else "left",
    }  # fmt: skip


def _texts(panel: Panel, height: float) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        theme.text(f"<b>{panel.name}</b>", x=0, y=height, side="left", yref="paper", xshift=-42),
        theme.text(panel.text, x=1, y=height, side="right", yref="paper", xshift=20),
    )


def _background(axis: str, panel: Panel) -> dict[str, Any]:
    return {
        "type": "scatter", "x": panel.months, "y": panel.values, "yaxis": axis, "mode": "lines", "hoverinfo": "skip",
        "line": {"color": theme.QUIET, "width": 1.5, "dash": "dot"},
    }  # fmt: skip


def _line(axis: str, panel: Panel) -> dict[str, Any]:
    """A line whose last point, the one its number speaks of, is larger."""
    last = next((place for place in reversed(range(len(panel.values))) if panel.values[place] is not None), None)
    sizes = [LAST_POINT if place == last else POINT for place in range(len(panel.values))]
    return {
        "type": "scatter", "x": panel.months, "y": panel.values, "yaxis": axis, "mode": "lines+markers",
        "connectgaps": False, "cliponaxis": False, "hovertext": panel.hovers, "hoverinfo": "text",
        "line": {"color": theme.ACCENT, "width": 2.5}, "marker": {"size": sizes, "color": theme.ACCENT, "opacity": 1},
    }  # fmt: skip
