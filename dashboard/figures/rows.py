"""Charts made of rows: a name and its number above, a dot with its range or a bar below. Fits a phone and a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import theme

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
    figure = _frame(rows, scale)
    earlier = [(row.earlier, y - EARLIER_DROP) for row, y in _placed(rows) if row.earlier is not None]
    figure.add_scatter(
        x=[x for x, _ in earlier], y=[y for _, y in earlier], mode="markers", hoverinfo="skip",
        marker={"symbol": "circle-open", "size": 10, "color": theme.QUIET, "line": {"width": 2}},
    )  # fmt: skip
    for row, y in _placed(rows):
        if row.value is not None:
            _draw_dot(figure, row, row.value, y)
    return figure


def bar_rows(rows: Sequence[Row], scale: Scale) -> go.Figure:
    """Draw a bar from zero per row."""
    figure = _frame(rows, scale)
    drawn = [(row, y) for row, y in _placed(rows) if row.value is not None]
    figure.add_bar(
        x=[row.value for row, _ in drawn], y=[y for _, y in drawn], orientation="h", width=0.26, cliponaxis=False,
        marker={"color": [row.colour for row, _ in drawn], "line": {"width": 0},
                "pattern": {"shape": ["/" if row.provisional else "" for row, _ in drawn], "solidity": 0.35}},
        hovertext=[row.hover for row, _ in drawn], hoverinfo="text",
    )  # fmt: skip
    return figure


def _draw_dot(figure: go.Figure, row: Row, value: float, y: float) -> None:
    if row.low is not None and row.high is not None:
        figure.add_scatter(
            x=[row.low, row.high], y=[y, y], mode="lines", hoverinfo="skip", line={"width": 3, "color": row.colour},
            cliponaxis=False,
        )  # fmt: skip
    figure.add_scatter(
        x=[value], y=[y], mode="markers", cliponaxis=False, hovertext=[row.hover or row.text], hoverinfo="text",
        marker={"symbol": f"{row.symbol}-open" if row.provisional else row.symbol, "size": 14, "color": row.colour,
                "line": {"width": 3 if row.provisional else 0, "color": row.colour}},
    )  # fmt: skip


def _placed(rows: Sequence[Row]) -> list[tuple[Row, float]]:
    """Return each row with the height of its mark; the first row is on top."""
    return [(row, len(rows) - index - 1 - MARK_DROP) for index, row in enumerate(rows)]


def _frame(rows: Sequence[Row], scale: Scale) -> go.Figure:
    top = 26 if scale.mark_text else 6
    bottom = 34 if scale.ticks else 4
    figure = theme.new_figure(ROW_HEIGHT * max(len(rows), 1) + bottom + top, top=top, bottom=bottom)
    margin = (scale.high - scale.low) * 0.02
    figure.update_xaxes(
        **theme.AXIS, range=[scale.low - margin, scale.high + margin], tickvals=list(scale.ticks),
        ticktext=_tick_texts(scale), showgrid=False, zeroline=False,
    )  # fmt: skip
    figure.update_yaxes(**theme.AXIS, range=[-0.5, len(rows) - 0.45], visible=False)
    _draw_tracks(figure, rows, scale)
    texts = []
    for row, y in _placed(rows):
        texts.append(theme.text(f"<b>{row.name}</b>", x=0, y=y + MARK_DROP + NAME_LIFT, side="left", xshift=-8))
        texts.append(theme.text(_strong_number(row.text), x=1, y=y + MARK_DROP + NAME_LIFT, side="right", xshift=20))
    if scale.mark is not None:
        _draw_mark(figure, rows, scale.mark)
        if scale.mark_text:
            texts.append(_mark_text(scale, scale.mark))
    figure.update_layout(annotations=texts)
    return figure


def _strong_number(text: str) -> str:
    number, dot, rest = text.partition(" · ")
    return f"<b>{number}</b>{dot}{rest}" if dot else text


def _draw_tracks(figure: go.Figure, rows: Sequence[Row], scale: Scale) -> None:
    """Draw a faint track with its ticks under each mark; lines over the whole height would cross the words."""
    figure.add_scatter(
        x=[scale.low, scale.high, None] * len(rows), y=[height for _, y in _placed(rows) for height in (y, y, None)],
        mode="lines", hoverinfo="skip", line={"width": 1, "color": theme.FAINT},
    )  # fmt: skip
    figure.add_scatter(
        x=[tick for _ in rows for tick in scale.ticks], y=[y for _, y in _placed(rows) for _ in scale.ticks],
        mode="markers", hoverinfo="skip", cliponaxis=False,
        marker={"symbol": "line-ns", "size": 12, "line": {"width": 1, "color": theme.FAINT}},
    )  # fmt: skip


def _draw_mark(figure: go.Figure, rows: Sequence[Row], mark: float) -> None:
    """Draw the mark beside each dot only, so that it never crosses a row's words."""
    line = {"color": theme.QUIET, "width": 2, "dash": "dot"}
    figure.update_layout(
        shapes=[
            {"type": "line", "x0": mark, "x1": mark, "y0": y - 0.24, "y1": y + 0.24, "layer": "below", "line": line}
            for _, y in _placed(rows)
        ]
    )


def _mark_text(scale: Scale, mark: float) -> dict[str, Any]:
    share = (mark - scale.low) / (scale.high - scale.low)
    side = "left" if share < 0.4 else "center" if share < 0.6 else "right"
    return theme.text(scale.mark_text, x=mark, y=1, side=side, xref="x", yref="paper", yanchor="bottom", yshift=4)


def _tick_texts(scale: Scale) -> list[str]:
    """Write ticks; anchored labels at both ends would be cut on a phone, so the unit is on the last one only."""
    last = scale.ticks[-1] if scale.ticks else None
    return [f"{tick:,.0f}{scale.suffix if tick == last else ''}".replace("-", "\u2212") for tick in scale.ticks]
