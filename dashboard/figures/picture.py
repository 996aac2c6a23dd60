"""A chart together with its words: alternative text, a one-line reading, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass, field

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures.theme import CONFIG

Table = list[dict[str, str]]


@dataclass(frozen=True)
class Picture:
    """One chart and its words. Table cells are text that is already safe to show."""

    figure: go.Figure
    alt: str
    reading: str
    table: Table = field(default_factory=list)
    notes: tuple[str, ...] = ()


def show(picture: Picture, key: str) -> None:
    """Show a chart, its reading under it, and its numbers on demand."""
    st.plotly_chart(picture.figure, config=CONFIG, alt=picture.alt, key=key)
    st.markdown(picture.reading)
    with st.expander("See these numbers as a table"):
        with st.container(key=f"numbers_{key}"):
            st.markdown(as_markdown(picture.table))
        for note in picture.notes:
            st.caption(note)


def as_markdown(table: Table) -> str:
    """Write a small table as real table markup: readable by a screen reader, printable, and light."""
    if not table:
        return "There are no numbers to list."
    columns = list(table[0])
    lines = [_line(columns), _line([":--"] + ["--:" if _is_number(name) else ":--" for name in columns[1:]])]
    return "\n".join(lines + [_line([row[name] for name in columns]) for row in table])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_number(column: str) -> bool:
    return column in ("Value", "95 % range")
