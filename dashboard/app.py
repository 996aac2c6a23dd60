"""The dashboard's entry: opens the current build for a reader and shows the page that was asked for."""

from __future__ import annotations

import sys
from pathlib import Path

# Plotly looks at whatever part of pandas and NumPy is loaded. Were they loaded later, in the middle of one reader's page,
# another reader's charts would find them half there and fail; loaded here, everybody waits until they are whole.
import pandas  # noqa: F401
import streamlit as st

if (ROOT := str(Path(__file__).resolve().parent.parent)) not in sys.path:
    sys.path.insert(0, ROOT)  # `streamlit run` only knows this file's own folder

from dashboard import audience, filters, frame, pointer, states, words
from dashboard.queries import BuildUnreadable, Reader
from dashboard.workspace import build_folder, workspace_folder

# No icons: Streamlit would fetch the open page's own from the internet, for the browser's tab.
PAGES = (
    ("overview", "Overview"),
    ("participation", "Participation"),
    ("localisation", "Localisation"),
    ("organisations", "Organisations"),
    ("data", "Data"),
    ("import", "Import"),
)
HERE = Path(__file__).resolve().parent


def main() -> None:
    """Show a page of the current build, or why there is none."""
    workspace = workspace_folder()
    folder = build_folder(workspace)
    page = st.navigation(_pages())
    st.set_page_config(page_title=f"{page.title} · Partnership health", page_icon="⚖️", layout="wide")
    found = pointer.current_build(folder)
    if isinstance(found, pointer.NoBuild):
        _without_build(page, found, workspace)
        return
    try:
        _sidebar(found)
        page.run()
    except BuildUnreadable as problem:
        states.unreadable(workspace, str(problem))
    frame.watch(folder, found.build_id)


def _without_build(page: st.Page, found: pointer.NoBuild, workspace: Path) -> None:
    """Make the first build, or take in the files it needs."""
    st.session_state.pop(frame.READER, None)
    if page.url_path == "import":
        page.run()
    else:
        states.no_build(found, workspace)


def _pages() -> list[st.Page]:
    """Return the pages in menu order; the first is at the root and, unseen, at its own name as well."""
    (name, title), *others = [(name, title) for name, title in PAGES if (HERE / _file(name)).is_file()]
    first = st.Page(_file(name), title=title, url_path="start", default=True)
    by_name = st.Page(_file(name), title=title, url_path=name, visibility="hidden")
    return [first, by_name, *(st.Page(_file(n), title=t, url_path=n) for n, t in others)]


def _file(name: str) -> str:
    return f"app_pages/{name}.py"


def _sidebar(found: pointer.Build) -> None:
    with st.sidebar:
        viewer = filters.view_as(audience.granted())
        reader = Reader(found.file, viewer)
        st.session_state[frame.READER] = reader
        build = reader.build()
        st.caption(f"**{words.plain(build['response_name'])}**")
        if build["data_to"]:
            st.caption(f"Data up to {words.day(build['data_to'])}")
        st.caption(f"Build {words.plain(build['build_id'])}, made {words.day(build['built_at'].date())}")


main()
