"""Where do marks and words stand in a chart whose rows have long names? Names take as many lines as they need."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.languages import right_to_left

WIDEST, WIDEST_NUMBER = 46, 60  # letters on a line of a phone, bold or not
LINE, MARK, GAP = 19, 24, 12  # pixels
FOOT = 34


@dataclass(frozen=True)
class Words:
    """The words above a mark: a name of any length, and its number with what it was counted from."""

    name: str
    number: str
    counted: str = ""


@dataclass(frozen=True)
class Layout:
    """The height of each row's mark, in pixels from the bottom, the texts above the marks, and the whole height."""

    marks: tuple[float, ...]
    texts: tuple[dict[str, Any], ...]
    height: int


def layout(rows: Sequence[Words]) -> Layout:
    """Place rows from the top down."""
    blocks = [_lines(row) for row in rows]
    height = sum(len(lines) * LINE + MARK + GAP for lines in blocks)
    marks, texts, top = [], [], float(height)
    for lines in blocks:
        texts.append(theme.text("<br>".join(lines), x=0, y=top, side="left", yanchor="top", xshift=-8))
        marks.append(top - len(lines) * LINE - MARK / 2)
        top -= len(lines) * LINE + MARK + GAP
    return Layout(tuple(marks), tuple(texts), height)


def new_figure(
    placed: Layout, ends: tuple[float, float], traces: Sequence[dict[str, Any]], *, head: int = 6, foot: int = FOOT,
    ticks: Mapping[str, Any] | None = None, annotations: Sequence[dict[str, Any]] = (), **more: Any,
) -> go.Figure:  # fmt: skip
    """Return a figure of these rows' words and marks; `ends`: where the axis begins and ends, from left to right in English.

    Everything is given at once: Plotly checks a figure as a whole again with each thing that is added.
    """
    across = {"range": ends[::-1] if right_to_left() else ends, "showgrid": False, "zeroline": False}
    return go.Figure(
        data=list(traces),
        layout={
            **theme.layout(placed.height + head + foot, top=head, bottom=foot),
            "xaxis": {**theme.AXIS, **across, **(ticks or {"visible": False})},
            "yaxis": {**theme.AXIS, "range": [0, max(placed.height, 1)], "visible": False},
            "annotations": [*placed.texts, *annotations],
            **more,
        },
    )


def _lines(row: Words) -> list[str]:
    name = [f"<b>{line}</b>" for line in textwrap.wrap(row.name, WIDEST)]
    number = f"<b>{row.number}</b>"
    if not row.counted:
        return [*name, number]
    if len(row.number) + len(row.counted) > WIDEST_NUMBER:
        return [*name, number, row.counted]
    return [*name, f"{number} · {row.counted}"]
