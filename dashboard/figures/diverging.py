"""How many answer on either side of the middle? One bar per row, unhappy answers left of a line, happy ones right of it.

The sides differ by place and the outer answers are stronger in colour, so the chart can be read in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme, wrapped
from dashboard.figures.wrapped import Layout, Words
from dashboard.languages import _, right_to_left

HEAD = 48
BAR = 22  # pixels
LEAST_SIDE = 64.0  # per cent that each side has room for, so that its name is never cut
LEAST_FOR_A_NUMBER = 5.0  # per cent: below, the number would be wider than its bar
STRONG, LIGHT = 1.0, 0.42
WHITE = "#FFFFFF"


@dataclass(frozen=True)
class Split:
    """One row: its words, and how many answered what; on each side the nearest to the middle comes first."""

    words: Words
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return how many answered; 0 where nothing may be shown."""
        return sum(self.left) + sum(self.right)


@dataclass(frozen=True)
class Sides:
    """What the answers on each side are called, the nearest to the middle first."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    neutral: str = ""  # the answer that is neither for nor against: grey

    @property
    def left_side(self) -> Side:
        """Return the side of those who are not content."""
        return Side("left", self.left, -1, theme.SECOND)

    @property
    def right_side(self) -> Side:
        """Return the side of those who are content."""
        return Side("right", self.right, 1, theme.ACCENT)


@dataclass(frozen=True)
class Side:
    """One side as it is drawn."""

    place: str
    names: tuple[str, ...]
    sign: int
    colour: str


def split_bars(rows: Sequence[Split], sides: Sides) -> go.Figure:
    """Draw all rows, in per cent of those who answered, with a trace for each answer; numbers in the bars are counts."""
    placed = wrapped.layout([row.words for row in rows])
    traces = [
        _bars(rows, placed, side, index, sides.neutral)
        for side in (sides.left_side, sides.right_side)
        for index in range(len(side.names))
    ]
    return wrapped.new_figure(
        placed, (-_room(rows, "left"), _room(rows, "right")), traces, head=HEAD, foot=4, barmode="overlay",
        annotations=_headings(sides, placed.height), shapes=[_middle(placed.height)],
    )  # fmt: skip


def _bars(rows: Sequence[Split], placed: Layout, side: Side, index: int, neutral: str) -> dict[str, Any]:
    """Return one answer's bars: they begin where those of the answers nearer to the middle end."""
    strong = index == len(side.names) - 1
    colour = theme.QUIET if side.names[index] == neutral else side.colour
    drawn = [(row, getattr(row, side.place), y) for row, y in zip(rows, placed.marks, strict=True) if row.total]
    shares = [100 * counts[index] / row.total for row, counts, _y in drawn]
    return {
        "type": "bar", "orientation": "h", "width": BAR,
        "x": [side.sign * share for share in shares], "y": [y for _row, _counts, y in drawn],
        "base": [side.sign * 100 * sum(counts[:index]) / row.total for row, counts, _y in drawn],
        "marker": {"color": _tint(colour, STRONG if strong else LIGHT), "line": {"width": 1, "color": colour}},
        "text": [
            words.count(counts[index]) if share >= LEAST_FOR_A_NUMBER else ""
            for (_row, counts, _y), share in zip(drawn, shares, strict=True)
        ],
        "textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "constraintext": "none",
        "insidetextfont": {"size": theme.SMALL_SIZE, "color": WHITE if strong else theme.INK},
        "hovertext": [
            _("{answer}: {n} of {all}").format(
                answer=side.names[index], n=words.count(counts[index]), all=words.count(row.total)
            )
            for row, counts, _y in drawn
        ],
        "hoverinfo": "text",
    }  # fmt: skip


def _room(rows: Sequence[Split], place: str) -> float:
    widest = max((100 * sum(getattr(row, place)) / row.total for row in rows if row.total), default=0)
    return max(LEAST_SIDE, widest + 2)


def _tint(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {strength})"


def _headings(sides: Sides, height: float) -> list[dict[str, Any]]:
    """Name the answers above both sides; the stronger, outer one in bold."""
    towards_left, towards_right = ("right", "left") if not right_to_left() else ("left", "right")
    return [
        _heading(_two_lines(sides.left, "←", after=False), towards_left, height, -10),
        _heading(_two_lines(sides.right, "→", after=True), towards_right, height, 10),
    ]


def _two_lines(names: Sequence[str], arrow: str, *, after: bool) -> str:
    arrow = {"←": "→", "→": "←"}[arrow] if right_to_left() else arrow
    outer = f"<b>{names[-1]}</b>"
    pointed = f"{outer} {arrow}" if after else f"{arrow} {outer}"
    return "<br>".join([*names[:-1], pointed])


def _heading(said: str, anchor: str, height: float, shift: int) -> dict[str, Any]:
    return theme.text(
        said,
        x=0,
        y=height,
        side=anchor,
        xref="x",
        yanchor="bottom",
        yshift=6,
        xshift=-shift if right_to_left() else shift,
    )


def _middle(height: float) -> dict[str, Any]:
    return {
        "type": "line", "x0": 0, "x1": 0, "y0": height, "y1": height + 40, "yref": "y",
        "line": {"color": theme.QUIET, "width": 1.5},
    }  # fmt: skip
