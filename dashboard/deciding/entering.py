"""Who enters something on a page, and what if it cannot be written? Told beside what was clicked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.deciding import deciding
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.languages import _


def who_writes(about: str) -> str:
    """Return the role the reader gave; without it, ask for it beside what was clicked."""
    who = str(st.session_state.get(deciding.WHO) or "").strip()
    asked = (about, _("Write your role or name first; then click again."))
    st.session_state[deciding.PROBLEM] = None if who else asked
    return who


def written(about: str, write: Callable[[], object]) -> bool:
    """Write, or keep in mind why it was not possible; say whether it was."""
    try:
        write()
    except CannotDecide as problem:
        st.session_state[deciding.PROBLEM] = (about, str(problem))
        return False
    return True
