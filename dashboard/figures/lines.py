"""Lines over months, one panel below the other, so that no two lines have to be told apart by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import theme

PANEL_HEIGHT = 118
NAME_HEIGHT = 34
FOOT = 44


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
    figure = theme.new_figure(height, top=2, bottom=FOOT - 2, left=42, right=22)
    inner = height - FOOT
    tops = [1 - index * PANEL_HEIGHT / inner for index in range(len(panels))]
    for index, (panel, top) in enumerate(zip(panels, tops, strict=True)):
        _add_panel(figure, index, panel, top, inner, background if panel is not background else None)
    figure.update_xaxes(
        **theme.AXIS, type="date", showgrid=True, gridcolor=theme.FAINT, tickformat="%b<br>%Y", nticks=5,
        anchor=f"y{len(panels)}" if len(panels) > 1 else "y",
    )  # fmt: skip
    texts = (_texts(panel, top - NAME_HEIGHT / inner / 2) for panel, top in zip(panels, tops, strict=True))
    figure.update_layout(annotations=[text for pair in texts for text in pair])
    return figure


def _texts(panel: Panel, height: float) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        theme.text(f"<b>{panel.name}</b>", x=0, y=height, side="left", yref="paper", xshift=-42),
        theme.text(panel.text, x=1, y=height, side="right", yref="paper", xshift=20),
    )


def _add_panel(figure: go.Figure, index: int, panel: Panel, top: float, inner: float, background: Panel | None) -> None:
    axis = f"y{index + 1}" if index else "y"
    bottom = max(0.0, top - (PANEL_HEIGHT - 8) / inner)
    figure.update_layout(
        {f"yaxis{index + 1 if index else ''}": {
            **theme.AXIS, "domain": [bottom, top - NAME_HEIGHT / inner], "range": [-4, 104], "tickvals": [0, 50, 100],
            "ticktext": ["0", "50", "100\u00a0%"], "gridcolor": theme.FAINT, "zeroline": False, "anchor": "x",
        }}
    )  # fmt: skip
    if background is not None:
        figure.add_scatter(
            x=background.months, y=background.values, yaxis=axis, mode="lines", hoverinfo="skip",
            line={"color": theme.QUIET, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
    _add_line(figure, axis, panel)


def _add_line(figure: go.Figure, axis: str, panel: Panel) -> None:
    figure.add_scatter(
        x=panel.months, y=panel.values, yaxis=axis, mode="lines+markers", connectgaps=False, cliponaxis=False,
        line={"color": theme.ACCENT, "width": 2.5}, marker={"size": 5, "color": theme.ACCENT},
        hovertext=panel.hovers, hoverinfo="text",
    )  # fmt: skip
    last = next((index for index in reversed(range(len(panel.values))) if panel.values[index] is not None), None)
    if last is not None:
        figure.add_scatter(
            x=[panel.months[last]], y=[panel.values[last]], yaxis=axis, mode="markers", hoverinfo="skip",
            cliponaxis=False, marker={"size": 10, "color": theme.ACCENT},
        )  # fmt: skip
