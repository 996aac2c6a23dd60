"""Rows whose bar is made of parts that follow each other from zero: told apart by pattern as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.figures.rows import MARK_DROP, Row, Scale, marked_rows

WIDTH = 0.26
LINE_HEIGHT = 19


@dataclass(frozen=True)
class Part:
    """A kind of part: its name, and how it is drawn."""

    name: str
    colour: str
    pattern: str = ""
    sign: str = "■"


@dataclass(frozen=True)
class Stack:
    """One row: its words, and the size of each part (None: not said)."""

    row: Row
    sizes: tuple[float | None, ...]


def stacked_rows(stacks: Sequence[Stack], parts: Sequence[Part], scale: Scale) -> go.Figure:
    """Draw a bar per row, and above them, in words, what each pattern means."""
    bars = [_bars(stacks, index, part) for index, part in enumerate(parts)]
    key = _key(parts, 26 if scale.mark_text else 4)
    return marked_rows([stack.row for stack in stacks], scale, bars, [key], LINE_HEIGHT * len(parts) + 6)


def _bars(stacks: Sequence[Stack], index: int, part: Part) -> dict[str, Any]:
    drawn = [(place, stack) for place, stack in enumerate(stacks) if stack.sizes[index]]
    return {
        "type": "bar", "x": [stack.sizes[index] for _, stack in drawn],
        "y": [len(stacks) - place - 1 - MARK_DROP for place, _ in drawn],
        "base": [sum(size or 0 for size in stack.sizes[:index]) for _, stack in drawn],
        "orientation": "h", "width": WIDTH, "offset": -WIDTH / 2, "cliponaxis": False,
        "marker": {"color": part.colour, "line": {"width": 1, "color": part.colour},
                   "pattern": {"shape": part.pattern, "solidity": 0.3, "size": 7}},
        "hovertext": [stack.row.hover or stack.row.text for _, stack in drawn], "hoverinfo": "text",
    }  # fmt: skip


def _key(parts: Sequence[Part], lift: int) -> dict[str, Any]:
    """Name the patterns, one on a line: a phone has no room for two."""
    names = [f'<span style="color:{part.colour}">{part.sign}</span> {part.name}' for part in parts]
    return theme.text("<br>".join(names), x=0, y=1, side="left", yref="paper", yanchor="bottom", yshift=lift, xshift=-8)
