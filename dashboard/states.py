"""What people see when there is nothing to show yet, or something is broken."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import words
from dashboard.building import Attempt, builder, watch_build
from dashboard.languages import N_, _
from dashboard.pointer import Build, NoBuild, current_build
from dashboard.workspace import build_folder

EXIT_MEANINGS = {
    1: N_("No file in the folder could be loaded."),
    2: N_("The folder or its workspace.toml cannot be used as it is."),
}


def no_build(found: NoBuild, workspace: Path) -> None:
    """Show why there is no build, and make the first one."""
    if found.why == "never built":
        _first_build(workspace)
    else:
        _broken(found, workspace)


def unreadable(workspace: Path, problem: str) -> None:
    """Show that the build file itself cannot be read."""
    st.title(_("The results file cannot be read"))
    st.markdown(
        _("The file is damaged, or it was made by another version of this program. Your own files are not touched.")
    )
    _what_to_do(workspace)
    _technical(problem)


def no_values(response: str) -> None:
    """Show that the files were read but gave no numbers."""
    st.header(_("No numbers can be shown yet"), anchor=False)
    st.markdown(
        _(
            "The files of **{response}** were read, but none of them says who is a member, who came to meetings, what partners think, or where money went."
        ).format(response=words.plain(response))
    )
    st.markdown(_("Open the page **Data** to see what was found in each file and what is missing."))


def _first_build(workspace: Path) -> None:
    st.title(_("Preparing the dashboard"))
    if not workspace.is_dir():
        st.error(
            _("The folder {workspace} does not exist. Check its name and start the dashboard again.").format(
                workspace=words.plain(workspace)
            )
        )
        return
    st.markdown(
        _("The files in **{name}** are read for the first time. You can watch it here.").format(
            name=words.plain(workspace.name)
        )
    )
    _build(workspace)


def _build(workspace: Path) -> None:
    attempt = watch_build(workspace)
    if attempt.exit_status == 0 and isinstance(current_build(build_folder(workspace)), Build):
        st.rerun()
    _failed(attempt, workspace)


def _failed(attempt: Attempt, workspace: Path) -> None:
    meaning = _(EXIT_MEANINGS.get(attempt.exit_status or 0, N_("The program stopped before it was finished.")))
    st.error(_("{meaning} The last lines above say why.").format(meaning=meaning), icon=":material/error:")
    st.markdown(
        _(
            "**What to do**\n\n"
            "1. Read the last lines above: they name the file and what was expected.\n"
            "2. Correct the file, or add the files your cluster holds: partner list, sign-in sheets, Teams or Zoom reports, "
            "survey export, funding export.\n"
            "3. Try again."
        )
    )
    st.page_link("app_pages/import.py", label=_("Drop files on the page Import"), icon=":material/arrow_forward:")
    if st.button(_("Try again"), type="primary"):
        builder(workspace).forget(attempt)
        st.rerun()


def _broken(found: NoBuild, workspace: Path) -> None:
    st.title(_("The results cannot be found"))
    if found.why == "file missing":
        st.markdown(
            _("The list of builds names a results file that is no longer there. Your own files are not touched.")
        )
    else:
        st.markdown(_("The small file that says which results are current is damaged. Your own files are not touched."))
    _what_to_do(workspace)
    _technical(found.detail)


def _what_to_do(workspace: Path) -> None:
    st.markdown(_("**What to do:** build the results again from your files."))
    asked = st.button(_("Build again"), type="primary")
    if asked or builder(workspace).started:
        _build(workspace)


def _technical(detail: str) -> None:
    with st.expander(_("Details for the person who maintains this")):
        st.code(detail or _("No details."), language=None, wrap_lines=True)
