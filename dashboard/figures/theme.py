"""What all charts look like."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from streamlit.elements.lib.streamlit_plotly_theme import (
    GRAY_90 as INK,
)  # the browser puts the theme's text colour here

# Each has at least 3:1 contrast on the light and on the dark background, so a chart needs no second version.
ACCENT = "#1F78B4"
QUIET = "#6B7A8A"
FAINT = "rgba(127, 140, 153, 0.28)"
SMALL_SIZE = 13
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
AXIS = {
    "fixedrange": True,
    "tickfont": {"size": SMALL_SIZE, "color": INK},
    "showline": False,
    "ticks": "",
    "title": None,
    "automargin": False,
}


def new_figure(height: int, *, top: int = 6, bottom: int = 34, left: int = 8, right: int = 22) -> go.Figure:
    """Return an empty figure: no legend, no tool bar, no zoom that a thumb can trigger by mistake."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"t": top, "b": bottom, "l": left, "r": right, "pad": 0},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        font={"size": SMALL_SIZE, "color": INK},
        hoverlabel={"font": {"size": SMALL_SIZE}, "align": "left"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        bargap=0.0,
    )
    return figure


def text(words: str, *, x: float, y: float, side: str, yref: str = "y", **more: Any) -> dict[str, Any]:
    """Return a text for a figure's `annotations`, aligned to one side so that it is never cut.

    A figure takes all its texts at once: Plotly would check every earlier one again with each that is added.
    """
    return {
        "text": words, "x": x, "y": y, "xref": "paper", "yref": yref, "xanchor": side, "yanchor": "middle", "align": side,
        "showarrow": False, "font": {"size": SMALL_SIZE, "color": INK}, **more,
    }  # fmt: skip
