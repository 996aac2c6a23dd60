"""Shares beside shares: a dot per row on a scale of doubling and halving, where 1 is in proportion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.rows import MARK_DROP, Row, Scale, dot_rows
from dashboard.languages import _, right_to_left

TICKS = {-2.0: "¼", -1.0: "½", 0.0: "1", 1.0: "2", 2.0: "4"}
EDGE = 2.4  # where a mark stands that lies beyond the scale: none at all, or more than five times
ZONE = 0.2


@dataclass(frozen=True)
class Dot:
    """One row: what is shared, the counts in words, the ratio (None: no mark), and the ratio it is compared with."""

    name: str
    text: str
    ratio: float | None
    before: float | None = None


def parity(dots: Sequence[Dot], low: float, high: float) -> go.Figure:
    """Draw ratios; the faint zone is what counts as in proportion, a small ring is where the ratio was before."""
    scale = Scale(-EDGE, EDGE, tuple(TICKS), mark=0.0, mark_text=_("in proportion"))
    figure = dot_rows([_row(dot) for dot in dots], scale)
    figure.update_xaxes(ticktext=list(TICKS.values()))
    zones = [
        {"type": "rect", "x0": log2(low), "x1": log2(high), "y0": y - ZONE, "y1": y + ZONE, "layer": "below",
         "fillcolor": theme.FAINT, "line": {"width": 0}}
        for y in (len(dots) - index - 1 - MARK_DROP for index in range(len(dots)))
    ]  # fmt: skip
    figure.layout.shapes = [*zones, *figure.layout.shapes]  # update_layout() would write over the marks that are there
    return figure


def written(ratio: float | None) -> str:
    """Write a ratio as it is said: '0.5 times'."""
    if not ratio:
        return "–" if ratio is None else _("none")
    return _("{n} times").format(n=words.number(ratio, decimals=1))


def _row(dot: Dot) -> Row:
    before = None if dot.before is None else _placed(dot.before)
    if dot.ratio is None:
        return Row(dot.name, dot.text, None, earlier=before)
    beyond = not 2**-EDGE <= dot.ratio <= 2**EDGE
    outwards = "triangle-left" if (dot.ratio < 1) is not right_to_left() else "triangle-right"
    return Row(
        dot.name, dot.text, _placed(dot.ratio), earlier=before, symbol=outwards if beyond else "circle",
        hover=f"{words.labelled(dot.name, dot.text)}<br>{written(dot.ratio)}",
    )  # fmt: skip


def _placed(ratio: float) -> float:
    """Return where a ratio stands; zero has no logarithm and stands at the edge."""
    return max(-EDGE, min(EDGE, log2(ratio))) if ratio > 0 else -EDGE
