"""The parts every page has: its question, how to read it, and the filters."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import filters, languages, pointer, states
from dashboard.languages import _
from dashboard.queries import PAGE, READER, Reader, Row

LOOK_AGAIN = "10s"
FIRST = "org_attendance_rate"  # what a page about any number begins with where it can: most clusters know it
# A table of numbers may be wider than a phone: it then moves inside its own box, whose shaded edge says that there is more.
# `--page` is the background of the page, as .streamlit/config.toml has it.
# A chart keeps the ink it was drawn with, one of Streamlit's two, when the page turns dark or light under it: given the page's.
STYLE = """<style>
[data-testid="stApp"] { --page: light-dark(#FFFFFF, #12181F); }
.st-key-menu [data-testid="stMarkdown"] { padding: 0.8rem 0 0.2rem; font-size: 0.8rem; }
.st-key-menu [data-testid="stMarkdown"] p { font-size: 0.8rem; }
.st-key-menu > [data-testid="stElementContainer"]:has([data-testid="stPageLink"]) { margin: 0; }
.st-key-menu [data-testid="stPageLink-NavLink"] { height: 1.55rem; min-height: 1.55rem; margin: 0; }
.st-key-menu [data-testid="stPageLink-NavLink"] p { margin: 0; }
[data-testid="stMain"] h2 { padding-top: 2.25rem; }
[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.8; }
[data-testid="stHtml"] a { color: inherit; }
[data-testid="stHtml"] ul { padding-inline-start: 1.4rem; }
[data-testid="stHtml"] li { margin-bottom: 0.3rem; }
[data-testid="stHtml"] small { opacity: 0.8; }
[class*="st-key-numbers_"] { overflow-x: auto; scrollbar-width: thin;
  background: linear-gradient(to right, var(--page) 40%, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--page) 40%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, rgba(107, 122, 138, 0.45), transparent) left / 0.8rem 100% no-repeat scroll,
    linear-gradient(to left, rgba(107, 122, 138, 0.45), transparent) right / 0.8rem 100% no-repeat scroll; }
[class*="st-key-numbers_"] table { font-size: 0.875rem; }
[class*="st-key-numbers_"] :is(th, td):first-child { min-width: 8rem; }
.st-key-numbers_rows :is(th, td):not(:last-child) { white-space: nowrap; }
.st-key-numbers_rows td:last-child { min-width: 12rem; overflow-wrap: anywhere; }
[class*="st-key-numbers_"] th { font-weight: 600; vertical-align: bottom; }
[data-testid="stPlotlyChart"] :is([style*="fill: rgb(38, 39, 48)"], [style*="fill: rgb(250, 250, 250)"]) { fill: currentColor !important; }
[data-testid="stPlotlyChart"] :is([style*="stroke: rgb(38, 39, 48)"], [style*="stroke: rgb(250, 250, 250)"]) { stroke: currentColor !important; }
.sankey .node-label { text-shadow: 0 0 3px var(--page), 0 0 3px var(--page), 0 0 4px var(--page) !important; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] { height: auto; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] :is(span, p) { white-space: normal; overflow: visible; }
[class*="st-key-linked_"] [data-testid="stPageLink-NavLink"] { padding-left: 0; padding-right: 0; }
/* Choices that lie side by side wrap on a phone: each then has its own edges. */
@media (max-width: 640px) {
  [data-testid="stButtonGroup"] [role="radiogroup"] { gap: 0.35rem; }
  [data-testid="stButtonGroup"] button { margin: 0 !important; border-width: 1px !important; border-radius: 0.5rem !important; }
}
</style>"""
# Charts keep their own order from left to right: their texts are turned round one by one.
TURNED = """<style>
[data-testid="stApp"] { direction: rtl; }
[data-testid="stAppViewContainer"], [data-testid="stSidebar"] { direction: rtl; }
[data-testid="stSidebar"][data-collapsed="true"] { display: none; }
[data-testid="stMarkdownContainer"], [data-testid="stHeading"], [data-testid="stCaptionContainer"] { text-align: right; }
[data-testid="stMarkdownContainer"] ul, [data-testid="stMarkdownContainer"] ol { padding-right: 1.4rem; padding-left: 0; }
[data-testid="stMarkdownContainer"] li { text-align: right; margin-right: 1.15em; margin-left: 0; }
[data-testid="stPageLink"] [data-testid="stIconMaterial"], [class*="st-key-see_"] [data-testid="stIconMaterial"] { transform: scaleX(-1); }
[data-testid="stMarkdownContainer"] th, [data-testid="stMarkdownContainer"] td { text-align: right !important; }
[data-testid="stButtonGroup"] button { margin: 0 0 0 -1px; }
[data-testid="stButtonGroup"] button:first-child { border-radius: 0 0.5rem 0.5rem 0; }
[data-testid="stButtonGroup"] button:last-child { border-radius: 0.5rem 0 0 0.5rem; }
[data-testid="stMarkdownContainer"] code, [data-testid="stCaptionContainer"] code { direction: ltr; unicode-bidi: isolate; }
[data-testid="stCaptionContainer"] code { white-space: nowrap; }
[data-testid="stPlotlyChart"], [data-testid="stCode"], [data-testid="stDataFrame"] { direction: ltr; }
</style>"""

# On a phone the menu lies over the page: whoever has chosen a page wants to see it.
CLOSE_MENU = """<script>
if (window.matchMedia("(max-width: 767px)").matches)
  document.querySelector('[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button')?.click();
</script><!-- {page} -->"""


def close_menu(page: str) -> None:
    """Close the menu of a phone when another page has been opened."""
    before = st.session_state.get(PAGE, page)
    st.session_state[PAGE] = page
    if before != page:
        st.html(CLOSE_MENU.format(page=page), unsafe_allow_javascript=True)


def style() -> None:
    """Set what the theme cannot: boxes for wide tables, the menu, and the direction of writing."""
    st.html(f"{STYLE}{TURNED}" if languages.right_to_left() else STYLE)


def heading(question: str, how_to_read: str) -> None:
    """Write the heading of a page."""
    st.title(question, anchor=False)
    st.markdown(how_to_read, width=760)


def open_page(question: str, how_to_read: str) -> Reader:
    """Write the heading of a page and return the build it reads."""
    heading(question, how_to_read)
    reader = st.session_state[READER]
    assert isinstance(reader, Reader)
    return reader


def cluster_and_period(reader: Reader, beside: int = 0) -> tuple[str, Row, list[DeltaGenerator]] | None:
    """Ask for a cluster and a period; return them with as many columns beside. Without any number: say so, and None."""
    periods = reader.periods()
    if not periods:
        states.no_values(reader.build()["response_name"])
        return None
    left, right, *others = st.columns(2 + beside)
    with left:
        cluster = filters.cluster(reader)
    with right:
        period = filters.period(periods)
    return cluster, period, others


def indicator(reader: Reader) -> str | None:
    """Ask for an indicator; the first one that has a value, unless told otherwise. Without any for this reader: None."""
    titles = {name: _(row["title"]) for name, row in reader.indicators().items()}
    if not titles:
        states.no_values(reader.build()["response_name"])
        return None
    said = reader.rows("first_said", audience=reader.audience, best=FIRST)
    usual = next((row["indicator"] for row in said), next(iter(titles)))
    return filters.choose(_("Indicator"), titles, "indicator", usual)


def section(title: str, text: str = "") -> None:
    """Write the heading of a part of a page."""
    st.header(title, anchor=False)
    if text:
        st.markdown(text, width=760)


@st.fragment(run_every=LOOK_AGAIN)
def watch(folder: Path, shown: str) -> None:
    """Run the page again when another build has become the current one."""
    now = pointer.current_build(folder)
    if isinstance(now, pointer.Build) and now.build_id != shown:
        st.rerun(scope="app")
