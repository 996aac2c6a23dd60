"""Is there anything that people wrote and the numbers do not count yet? One button builds again, in view of who waits."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import building
from dashboard.deciding import entries
from dashboard.languages import _, ngettext
from dashboard.queries import Reader

LAST_LINES = 6
FAILED = "build_failed"


def offer(workspace: Path, waiting: int, label: str) -> None:
    """Show the button where something waits, a build that is under way, or why the last one stopped."""
    if waiting:
        st.button(label, type="primary", icon=":material/refresh:", on_click=building.want)
    attempt = building.attend(workspace)
    if attempt is None:
        _last_failure()
        return
    st.session_state[FAILED] = attempt.lines[-LAST_LINES:] if attempt.exit_status else None
    st.rerun()


def offer_for_entries(reader: Reader, workspace: Path) -> None:
    """The same for calls, agreed actions and reviewed texts, counted. Raises CannotDecide where their files cannot be read."""
    counted = reader.decisions_counted()
    waiting = sum(
        len(entries.not_counted_yet(entries.read(workspace, log), counted.get(log.file, 0)))
        for log in (entries.CALLS, entries.ACTIONS, entries.TEXTS)
    )
    text = ngettext("Build again to count {n} entry", "Build again to count {n} entries", waiting)
    offer(workspace, waiting, text.format(n=waiting))


def _last_failure() -> None:
    if lines := st.session_state.get(FAILED):
        st.error(
            _("The build stopped, and the numbers are as before. The last lines say why."), icon=":material/error:"
        )
        st.code("\n".join(lines), language=None, wrap_lines=True)
