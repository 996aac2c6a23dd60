"""Two marks a row on one scale from 0 to 100: a round one for local partners, a diamond for what they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.rows import MARK_DROP, Row, dot_rows, percent_scale

APART = 0.09  # the second mark a little lower, so that two of the same value can both be seen


@dataclass(frozen=True)
class Mark:
    """A value from 0 to 100 with its range and its words; None where it cannot be shown, which the words say."""

    value: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Pair:
    """One row: what it is, and the two marks."""

    name: str
    first: Mark
    second: Mark


def pairs(found: Sequence[Pair]) -> go.Figure:
    """Draw the rows; the words beside each name carry the shape and colour of its mark, so no legend is needed."""
    scale = percent_scale()
    figure = dot_rows([Row(pair.name, _words(pair), None) for pair in found], scale)
    figure.update_xaxes(ticktext=[f"{tick:.0f}" for tick in scale.ticks])
    heights = [len(found) - index - 1 - MARK_DROP for index in range(len(found))]
    both = [
        (pair, y) for pair, y in zip(found, heights, strict=True) if None not in (pair.first.value, pair.second.value)
    ]
    figure.add_scatter(
        x=[x for pair, _y in both for x in (pair.first.value, pair.second.value, None)],
        y=[height for _pair, y in both for height in (y, y - APART, None)],
        mode="lines", hoverinfo="skip", line={"width": 1, "color": theme.QUIET, "dash": "dot"},
    )  # fmt: skip
    _draw(figure, [(pair.name, pair.first, y) for pair, y in zip(found, heights, strict=True)], "circle", theme.ACCENT)
    _draw(
        figure, [(pair.name, pair.second, y - APART) for pair, y in zip(found, heights, strict=True)], "diamond", theme.SECOND
    )  # fmt: skip
    return figure


def _draw(figure: go.Figure, marks: Sequence[tuple[str, Mark, float]], symbol: str, colour: str) -> None:
    """Draw one kind of mark and its ranges: two traces, however many rows there are."""
    shown = [(name, mark, y) for name, mark, y in marks if mark.value is not None]
    ranged = [(mark, y) for _name, mark, y in shown if mark.low is not None and mark.high is not None]
    figure.add_scatter(
        x=[x for mark, _y in ranged for x in (mark.low, mark.high, None)], y=[h for _mark, y in ranged for h in (y, y, None)],
        mode="lines", hoverinfo="skip", cliponaxis=False, line={"width": 3, "color": colour},
    )  # fmt: skip
    figure.add_scatter(
        x=[mark.value for _name, mark, _y in shown], y=[y for _name, _mark, y in shown], mode="markers", cliponaxis=False,
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 0}},
        hovertext=[words.labelled(name, mark.text) for name, mark, _y in shown], hoverinfo="text",
    )  # fmt: skip


def _words(pair: Pair) -> str:
    """Write both numbers, each in its colour after its shape."""
    first, second = (
        f'<span style="color:{colour}">{shape}</span>\u00a0{mark.text}'
        for shape, colour, mark in (("●", theme.ACCENT, pair.first), ("◆", theme.SECOND, pair.second))
    )
    return f"{first}\u2003{second}"
