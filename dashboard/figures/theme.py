"""What all charts look like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

from dashboard import words
from dashboard.languages import right_to_left

INK = GRAY_90  # the browser puts the theme's text colour here
# Each has at least 3:1 contrast on the light and on the dark background, so a chart needs no second version.
ACCENT = "#1F78B4"
SECOND = "#C2571A"
QUIET = "#6B7A8A"
FAINT = "rgba(127, 140, 153, 0.28)"
SMALL_SIZE = 13
TURN, BACK = "\u202b", "\u202c"  # what stands between them runs from right to left
# The one button keeps a chart as a picture; it shows when the chart is pointed at.
CONFIG = {
    "displayModeBar": "hover", "modeBarButtons": [["toImage"]], "displaylogo": False,
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "partnership-health"},
    "scrollZoom": False, "doubleClick": False, "responsive": True,
}  # fmt: skip
AXIS = {
    "fixedrange": True,
    "tickfont": {"size": SMALL_SIZE, "color": INK},
    "showline": False,
    "ticks": "",
    "title": None,
    "automargin": False,
}


def month_ticks(months: Sequence[date], most: int = 6) -> dict[str, Any]:
    """Return ticks of an axis of months, named in the reader's language; the chart's own names are English."""
    step = max(1, -(-len(months) // most))
    shown = list(reversed(list(reversed(months))[::step]))
    years = [index == 0 or moment.year != shown[index - 1].year for index, moment in enumerate(shown)]
    named = zip(shown, years, strict=True)
    texts = [f"{words.short_month(moment)}{f'<br>{moment.year}' if year else ''}" for moment, year in named]
    return {"tickvals": shown, "ticktext": texts}


def new_figure(height: int, *, top: int = 6, bottom: int = 34, left: int = 8, right: int = 22) -> go.Figure:
    """Return an empty figure: no legend, no tool bar, no zoom that a thumb can trigger by mistake."""
    return go.Figure(layout=layout(height, top=top, bottom=bottom, left=left, right=right))


def layout(height: int, *, top: int = 6, bottom: int = 34, left: int = 8, right: int = 22) -> dict[str, Any]:
    """Return the layout of every figure. A figure that is given all at once is made in half the time.

    Margins are those of a reader from left to right; for one from right to left the two change places.
    """
    if right_to_left():
        left, right = right, left
    return {
        "height": height,
        "margin": {"t": top, "b": bottom, "l": left, "r": right, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "font": {"size": SMALL_SIZE, "color": INK},
        "hoverlabel": {"font": {"size": SMALL_SIZE}, "align": "left"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "bargap": 0.0,
    }


def text(said: str, *, x: float, y: float, side: str, yref: str = "y", **more: Any) -> dict[str, Any]:
    """Return a text for a figure's `annotations`, aligned to one side so that it is never cut.

    Where writing runs from right to left, names stand on the right and numbers on the left; a text at a mark stays with it.
    A figure takes all its texts at once: Plotly would check every earlier one again with each that is added.
    """
    placed = {
        "text": said, "x": x, "y": y, "xref": "paper", "yref": yref, "xanchor": side, "yanchor": "middle", "align": side,
        "showarrow": False, "font": {"size": SMALL_SIZE, "color": INK}, **more,
    }  # fmt: skip
    return _turned(placed) if right_to_left() else placed


def turned(said: str) -> str:
    """Write a text as the reader's language runs: a chart runs from left to right, and each of its lines is told if it does not."""
    return "<br>".join(f"{TURN}{line}{BACK}" for line in said.split("<br>")) if right_to_left() else said


def _turned(placed: dict[str, Any]) -> dict[str, Any]:
    return (_mirrored(placed) if placed["xref"] == "paper" else placed) | {"text": turned(str(placed["text"]))}


def _mirrored(placed: dict[str, Any]) -> dict[str, Any]:
    other = {"left": "right", "right": "left", "center": "center"}[placed["xanchor"]]
    moved = {"x": 1 - placed["x"], "xanchor": other, "align": other}
    return placed | moved | ({"xshift": -placed["xshift"]} if "xshift" in placed else {})
