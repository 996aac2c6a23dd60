"""Charts made of rows: a name and its number above, a dot with its range or a bar below. Fits a phone and a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.languages import right_to_left

ROW_HEIGHT = 56
NAME_LIFT = 0.30
MARK_DROP = 0.14
EARLIER_DROP = 0.2


@dataclass(frozen=True)
class Row:
    """One row: what it is, its number in words, and where the mark goes (no mark when value is None)."""

    name: str
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    earlier: float | None = None
    provisional: bool = False
    symbol: str = "circle"
    colour: str = theme.ACCENT
    hover: str = ""


@dataclass(frozen=True)
class Scale:
    """The axis below the rows."""

    low: float
    high: float
    ticks: tuple[float, ...]
    suffix: str = ""
    mark: float | None = None
    mark_text: str = ""


def percent_scale(mark: float | None = None, mark_text: str = "", high: float = 100) -> Scale:
    """Return a scale from 0 % to `high`, with at most five ticks."""
    step = next(size for size in (5, 10, 20, 25) if high / size <= 5)
    ticks = tuple(float(tick) for tick in range(0, int(high) + 1, step))
    return Scale(0, high, ticks, "\u00a0%", mark, mark_text)


def dot_rows(rows: Sequence[Row], scale: Scale) -> go.Figure:
    """Draw a dot with its range per row; hollow small dots are the time before, hollow large ones are not final."""
    earlier = [(row.earlier, y - EARLIER_DROP) for row, y in _placed(rows) if row.earlier is not None]
    rings = {
        "type": "scatter", "x": [x for x, _ in earlier], "y": [y for _, y in earlier], "mode": "markers",
        "hoverinfo": "skip",
        "marker": {"symbol": "circle-open", "size": 10, "color": theme.QUIET, "line": {"width": 2}},
    }  # fmt: skip
    dots = [mark for row, y in _placed(rows) if row.value is not None for mark in _dot(row, y)]
    return marked_rows(rows, scale, [rings, *dots])


def bar_rows(rows: Sequence[Row], scale: Scale) -> go.Figure:
    """Draw a bar from zero per row."""
    drawn = [(row, y) for row, y in _placed(rows) if row.value is not None]
    bars = {
        "type": "bar", "x": [row.value for row, _ in drawn], "y": [y for _, y in drawn], "orientation": "h",
        "width": 0.26, "cliponaxis": False, "hovertext": [row.hover for row, _ in drawn], "hoverinfo": "text",
        "marker": {"color": [row.colour for row, _ in drawn], "line": {"width": 0},
                   "pattern": {"shape": ["/" if row.provisional else "" for row, _ in drawn], "solidity": 0.35}},
    }  # fmt: skip
    return marked_rows(rows, scale, [bars])


def _dot(row: Row, y: float) -> list[dict[str, Any]]:
    dot = {
        "type": "scatter", "x": [row.value], "y": [y], "mode": "markers", "cliponaxis": False,
        "hovertext": [row.hover or row.text], "hoverinfo": "text",
        "marker": {"symbol": f"{row.symbol}-open" if row.provisional else row.symbol, "size": 14, "color": row.colour,
                   "line": {"width": 3 if row.provisional else 0, "color": row.colour}},
    }  # fmt: skip
    if row.low is None or row.high is None:
        return [dot]
    reach = {
        "type": "scatter", "x": [row.low, row.high], "y": [y, y], "mode": "lines", "hoverinfo": "skip",
        "line": {"width": 3, "color": row.colour}, "cliponaxis": False,
    }  # fmt: skip
    return [reach, dot]


def _placed(rows: Sequence[Row]) -> list[tuple[Row, float]]:
    """Return each row with the height of its mark; the first row is on top."""
    return [(row, len(rows) - index - 1 - MARK_DROP) for index, row in enumerate(rows)]


def marked_rows(
    rows: Sequence[Row],
    scale: Scale,
    marks: Sequence[dict[str, Any]],
    heads: Sequence[dict[str, Any]] = (),
    above: int = 0,
) -> go.Figure:
    """Put marks on the tracks of their rows, under names and numbers; all at once, as Plotly takes long over each change.

    `heads` are texts in a space of `above` pixels over the first row.
    """
    top = (26 if scale.mark_text else 6) + above
    bottom = 34 if scale.ticks else 4
    margin = (scale.high - scale.low) * 0.02
    ends = [scale.low - margin, scale.high + margin]
    layout = theme.layout(ROW_HEIGHT * max(len(rows), 1) + bottom + top, top=top, bottom=bottom)
    layout["xaxis"] = {
        **theme.AXIS, "range": ends[::-1] if right_to_left() else ends, "tickvals": list(scale.ticks),
        "ticktext": _tick_texts(scale), "showgrid": False, "zeroline": False,
    }  # fmt: skip
    layout["yaxis"] = {**theme.AXIS, "range": [-0.5, len(rows) - 0.45], "visible": False}
    layout["annotations"] = [*_texts(rows, scale), *heads]
    if scale.mark is not None:
        layout["shapes"] = _mark(rows, scale.mark)
    return go.Figure([*_tracks(rows, scale), *marks], layout)


def _texts(rows: Sequence[Row], scale: Scale) -> list[dict[str, Any]]:
    texts = []
    for row, y in _placed(rows):
        texts.append(theme.text(f"<b>{row.name}</b>", x=0, y=y + MARK_DROP + NAME_LIFT, side="left", xshift=-8))
        texts.append(theme.text(_strong_number(row.text), x=1, y=y + MARK_DROP + NAME_LIFT, side="right", xshift=20))
    if scale.mark is not None and scale.mark_text:
        texts.append(_mark_text(scale, scale.mark))
    return texts


def _strong_number(text: str) -> str:
    number, dot, rest = text.partition(" · ")
    return f"<b>{number}</b>{dot}{rest}" if dot else text


def _tracks(rows: Sequence[Row], scale: Scale) -> list[dict[str, Any]]:
    """A faint track with its ticks under each mark; lines over the whole height would cross the words."""
    heights = [y for _, y in _placed(rows)]
    return [
        {
            "type": "scatter", "x": [scale.low, scale.high, None] * len(rows),
            "y": [place for y in heights for place in (y, y, None)], "mode": "lines", "hoverinfo": "skip",
            "line": {"width": 1, "color": theme.FAINT},
        },
        {
            "type": "scatter", "x": [tick for _ in rows for tick in scale.ticks],
            "y": [y for y in heights for _ in scale.ticks], "mode": "markers", "hoverinfo": "skip", "cliponaxis": False,
            "marker": {"symbol": "line-ns", "size": 12, "line": {"width": 1, "color": theme.FAINT}},
        },
    ]  # fmt: skip


def _mark(rows: Sequence[Row], mark: float) -> list[dict[str, Any]]:
    """The mark beside each dot only, so that it never crosses a row's words."""
    line = {"color": theme.QUIET, "width": 2, "dash": "dot"}
    return [
        {"type": "line", "x0": mark, "x1": mark, "y0": y - 0.24, "y1": y + 0.24, "layer": "below", "line": line}
        for _, y in _placed(rows)
    ]


def _mark_text(scale: Scale, mark: float) -> dict[str, Any]:
    share = (mark - scale.low) / (scale.high - scale.low)
    share = 1 - share if right_to_left() else share
    side = "left" if share < 0.4 else "center" if share < 0.6 else "right"
    return theme.text(scale.mark_text, x=mark, y=1, side=side, xref="x", yref="paper", yanchor="bottom", yshift=4)


def _tick_texts(scale: Scale) -> list[str]:
    """Write ticks; anchored labels at both ends would be cut on a phone, so the unit is on the last one only."""
    last = scale.ticks[-1] if scale.ticks else None
    return [theme.turned(f"{words.count(tick)}{scale.suffix if tick == last else ''}") for tick in scale.ticks]
