"""A chart together with its words: alternative text, a one-line reading, and the same numbers as a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeVar

import plotly.graph_objects as go
import streamlit as st

from dashboard import folded, languages
from dashboard.figures.theme import CONFIG
from dashboard.languages import _
from dashboard.queries import PAGE, READER
from dashboard.spreadsheet import as_csv

Table = list[dict[str, str]]
Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Picture:
    """One chart and its words. Table cells are text that is already safe to show."""

    figure: go.Figure
    alt: str
    reading: str
    table: Table = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Have the figure written out once: nobody changes it any more, and it takes longer than all else on a page."""
        self.figure.to_dict = cache(self.figure.to_dict)

    @cached_property
    def markup(self) -> str:
        """The table as it is written on the page."""
        return as_markdown(self.table)


def show(draw: Callable[[], Picture] | Picture, key: str) -> None:
    """Show a chart, its reading under it, and its numbers on demand: to read, to copy, to keep as a file.

    draw: the picture, or how to draw it where it is not there yet.
    """
    picture = draw if isinstance(draw, Picture) else kept(draw, key)
    st.plotly_chart(picture.figure, config=CONFIG, alt=picture.alt, key=key)
    st.markdown(picture.reading)
    folded.on_demand(_("See these numbers as a table"), key, lambda: _in_numbers(picture, key))


def _in_numbers(picture: Picture, key: str) -> None:
    with st.container(key=f"numbers_{key}"):
        st.markdown(picture.markup)
    for note in picture.notes:
        st.caption(note)
    if picture.table:
        keep_table(picture.table, key)


def kept(draw: Callable[[], Drawn], key: str) -> Drawn:
    """Return what was drawn before. A page follows from the build, who looks, the language and the link, and from nothing else."""
    reader, link = (
        st.session_state[READER],
        tuple(sorted((name, str(value)) for name, value in st.query_params.items())),
    )
    found: Drawn = _drawn(
        f"{st.session_state.get(PAGE)} {key}", str(reader.file), reader.audience, languages.current(), link, draw
    )
    return found


@st.cache_resource(max_entries=400, show_spinner=False)
def _drawn(
    key: str, build: str, audience: str, language: str, link: tuple[tuple[str, str], ...], _draw: Callable[[], Any]
) -> Any:
    return _draw()


def keep_table(table: Table, key: str) -> None:
    """Offer the numbers as a file that every spreadsheet opens; it is written when somebody asks for it."""
    st.download_button(
        _("Download this table (CSV)"), lambda: _as_file(table), f"{key}.csv", "text/csv",
        key=f"keep_{key}", on_click="ignore", type="tertiary", icon=":material/download:",
    )  # fmt: skip


def _as_file(table: Table) -> bytes:
    rows = [{name: _unescaped(cell) for name, cell in row.items()} for row in table]
    return as_csv(rows)


def _unescaped(cell: str) -> str:
    """A cell as it reads: without the marks that keep a page from taking it for formatting."""
    return re.sub(r"\\([^\w\s])", r"\1", cell)


def as_markdown(table: Table) -> str:
    """Write a small table as real table markup: readable by a screen reader, printable, and light."""
    if not table:
        return _("There are no numbers to list.")
    columns = list(table[0])
    lines = [_line(columns), _line([":--"] + ["--:" if _is_number(name) else ":--" for name in columns[1:]])]
    return "\n".join(lines + [_line([row[name] for name in columns]) for row in table])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_number(column: str) -> bool:
    return column in (_("Value"), _("95 % range"))
