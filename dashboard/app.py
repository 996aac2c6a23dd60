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

from dashboard import audience, filters, frame, languages, memory, pointer, states, words
from dashboard.languages import N_, _
from dashboard.queries import READER, BuildUnreadable, Reader, Row
from dashboard.workspace import build_folder, workspace_folder

# No icons: Streamlit would fetch the open page's own from the internet, for the browser's tab.
PAGES = {
    N_("For cluster leads"): {
        "overview": N_("Overview"),
        "participation": N_("Participation"),
        "inclusion": N_("Inclusion"),
        "equality": N_("Equality"),
        "principles": N_("Principles"),
        "actions": N_("Actions"),
    },
    N_("For donors"): {"localisation": N_("Localisation"), "flows": N_("Flows"), "what_if": N_("What if")},
    N_("For evaluators"): {
        "evidence": N_("Evidence"),
        "compare": N_("Compare"),
        "survey": N_("Survey"),
        "method": N_("Method"),
    },
    N_("The data"): {"data": N_("Data"), "organisations": N_("Organisations"), "import": N_("Import")},
}
FIRST = "overview"


def main() -> None:
    """Show a page of the current build, or why there is none."""
    workspace = workspace_folder()
    folder = build_folder(workspace)
    languages.settle()
    menu = _pages()
    page = st.navigation(
        menu, position="hidden"
    )  # Streamlit's own menu with headings is a list that screen readers trip over
    st.set_page_config(page_title=f"{page.title} · {_('Partnership health')}", page_icon="⚖️", layout="wide")
    frame.style()
    frame.close_menu(page.url_path)
    _menu(menu)
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
    memory.set_aside(languages.current())


def _without_build(page: st.Page, found: pointer.NoBuild, workspace: Path) -> None:
    """Make the first build, or take in the files it needs."""
    st.session_state.pop(READER, None)
    if page.url_path == "import":
        page.run()
    else:
        states.no_build(found, workspace)


def _pages() -> dict[str, list[st.Page]]:
    """Return the menu by section; the first page is at the root and, unseen, at its own name as well."""
    menu = {
        _(section): [
            st.Page(_file(name), title=_(title), url_path=name) for name, title in pages.items() if name != FIRST
        ]
        for section, pages in PAGES.items()
    }
    title = _("Overview")
    first = st.Page(_file(FIRST), title=title, url_path="start", default=True)
    by_name = st.Page(_file(FIRST), title=title, url_path=FIRST, visibility="hidden")
    top, *rest = menu
    return {top: [first, by_name, *menu[top]], **{section: menu[section] for section in rest}}


def _menu(menu: dict[str, list[st.Page]]) -> None:
    """Write the menu at the side, for each reader's questions under a heading."""
    with st.sidebar.container(key="menu", gap=None):
        for section, pages in menu.items():
            st.markdown(f"**{section}**")
            for page in pages:
                if page.visibility == "visible":
                    st.page_link(page)


def _file(name: str) -> str:
    return f"app_pages/{name}.py"


def _sidebar(found: pointer.Build) -> None:
    with st.sidebar:
        filters.language()
        viewer = filters.view_as(audience.granted())
        reader = Reader(found.file, viewer)
        st.session_state[READER] = reader
        st.caption(_about(reader.build()))


def _about(build: Row) -> str:
    """Say whose numbers these are, up to which day, and when they were made."""
    ends = (
        (build["data_to"], _("Meetings and surveys up to {day}")),
        (build["money_to"], _("Money up to {day}")),
    )
    made = _("Build {build}, made {day}")
    return words.paragraphs(
        f"**{words.plain(build['response_name'])}**",
        *(text.format(day=words.day(day)) for day, text in ends if day),
        made.format(build=words.plain(build["build_id"]), day=words.day(build["built_at"].date())),
    )


main()
