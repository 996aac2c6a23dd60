"""What a page keeps folded away: it is sent, and drawn by the browser, only once somebody opens it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


@st.fragment
def on_demand(label: str, key: str, write: Callable[[], object]) -> None:
    """Show a line to open; only what it folds is written then, the rest of the page stays as it is.

    key: one of its own on the page. Nothing inside may ask for what the rest of the page needs.
    """
    with st.expander(label, key=f"open_{key}", on_change="rerun") as opened:
        if opened.open:
            write()
