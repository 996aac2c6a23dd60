"""Who enters something on a page, and what if it cannot be written? Told beside what was clicked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import words
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.languages import _

WHO, PROBLEM = "decided_by", "decision_problem"


def who() -> None:
    """Ask who decides; kept while the window is open."""
    st.text_input(
        _("Your role or name, written beside what you decide"), key=WHO, persist_state="session", max_chars=80,
        placeholder=_("such as: information manager"),
    )  # fmt: skip


def who_writes(about: str) -> str:
    """Return the role the reader gave; without it, ask for it beside what was clicked."""
    who = str(st.session_state.get(WHO) or "").strip()
    asked = (about, _("Write your role or name first; then click again."))
    st.session_state[PROBLEM] = None if who else asked
    return who


def written(about: str, write: Callable[[], object]) -> bool:
    """Write, or keep in mind why it was not possible; say whether it was."""
    try:
        write()
    except CannotDecide as problem:
        st.session_state[PROBLEM] = (about, str(problem))
        return False
    return True


def show_problem(about: str) -> None:
    """Show, beside what it was about, why the last entry was not written."""
    problem = st.session_state.get(PROBLEM)
    if problem and problem[0] == about:
        st.error(words.plain(problem[1]), icon=":material/error:")
