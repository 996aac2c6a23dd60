"""The parts every page has: its question, how to read it, and the filters."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import pointer
from dashboard.queries import Reader

LOOK_AGAIN = "10s"
READER = "reader"
# A table of numbers may be wider than a phone: it then moves inside its own box, and the page stays where it is.
STYLE = """<style>
[class*="st-key-numbers_"] { overflow-x: auto; }
[class*="st-key-numbers_"] table { font-size: 0.875rem; }
[class*="st-key-numbers_"] th { font-weight: 600; vertical-align: bottom; }
</style>"""


def heading(question: str, how_to_read: str) -> None:
    """Write the heading of a page."""
    st.html(STYLE)
    st.title(question, anchor=False)
    st.markdown(how_to_read, width=760)


def open_page(question: str, how_to_read: str) -> Reader:
    """Write the heading of a page and return the build it reads."""
    heading(question, how_to_read)
    reader = st.session_state[READER]
    assert isinstance(reader, Reader)
    return reader


def section(title: str, text: str = "") -> None:
    """Write the heading of a part of a page."""
    st.space("small")
    st.header(title, anchor=False)
    if text:
        st.markdown(text, width=760)


@st.fragment(run_every=LOOK_AGAIN)
def watch(folder: Path, shown: str) -> None:
    """Run the page again when another build has become the current one."""
    now = pointer.current_build(folder)
    if isinstance(now, pointer.Build) and now.build_id != shown:
        st.rerun(scope="app")
