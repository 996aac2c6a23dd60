"""Is the partnership healthy, what has changed, what needs attention, and what cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import filters, frame, overview_words, states, words
from dashboard.figures import definitions
from dashboard.figures.picture import show
from dashboard.figures.principles import principles
from dashboard.queries import Reader, Row, Value

BESIDE = 3
PAGES = {"participation": "Participation", "localisation": "Localisation", "overview": "Overview"}


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        "How healthy is our partnership?",
        "Start with the five principles, then see what changed and what to do next. "
        "A line around a dot shows how sure we are: the longer the line, the less sure.",
    )
    periods = reader.periods()
    if not periods:
        states.no_values(reader.build()["response_name"])
        return
    left, right = st.columns(2)
    with left:
        cluster = filters.cluster(reader)
    with right:
        period = filters.period(periods)
    standing = reader.standing(cluster, period)
    _principles(standing, period)
    compared = _under_other_definitions(reader, cluster, standing, definitions.line)
    changed, attention = st.columns(2, gap="large")
    with changed:
        _changes(standing, period, compared)
    with attention:
        _attention(standing, period, compared)
    if cluster == filters.WHOLE_RESPONSE:
        _cluster_by_cluster(reader, period)
    _unsaid(reader, cluster, period)


def _principles(standing: list[Row], period: Row) -> None:
    frame.section(
        "Five principles of partnership",
        "What partners say, from 0 (worst) to 100 (best). The large dot is the latest survey round; "
        "the small grey ring is the round before.",
    )
    scores = [row for row in standing if row["indicator"] in words.PRINCIPLES]
    if not scores:
        st.info("No survey answers up to this period. Send out the partnership survey to fill this part.")
        return
    if (newest := max(row["period_start"] for row in scores)) != period["period_start"]:
        ended = next(row["period_end"] for row in scores if row["period_start"] == newest)
        st.caption(f"There was no survey in the chosen period. These answers are from {words.period(newest, ended)}.")
    show(principles(scores), "principles")


def _under_other_definitions(
    reader: Reader, cluster: str, standing: list[Row], say: Callable[[Sequence[Value], str], str]
) -> dict[str, str]:
    """Say, for each figure that speaks of local organisations, what it is under other definitions of local."""
    in_force = reader.definition_in_force()
    found = {}
    for row in (row for row in standing if row["indicator"] in definitions.INDICATORS):
        values = reader.values(row["indicator"], cluster, row["grain"], definitions.GROUP_BY)
        same_time = [value for value in values if value.period_start == row["period_start"]]
        found[row["indicator"]] = say(same_time, in_force)
    return found


def _changes(standing: list[Row], period: Row, compared: dict[str, str]) -> None:
    frame.section("What changed")
    changes = overview_words.changes(standing, period)
    if not changes:
        st.markdown("Nothing can be compared with the time before yet.")
    for change in changes:
        with st.container(border=True):
            st.markdown(f"**{change.verdict}: {words.plain(change.title)}**")
            st.markdown(change.text)
            if change.doubt:
                st.caption(change.doubt)
            if compared.get(change.indicator):
                st.caption(compared[change.indicator])


def _attention(standing: list[Row], period: Row, compared: dict[str, str]) -> None:
    frame.section("What needs attention")
    points = overview_words.attention(standing, period)
    if not points:
        st.markdown("Nothing stands out in this period. Look at the page **Participation** for the details.")
    for point in points:
        with st.container(border=True):
            st.markdown(f"**{words.plain(point.title)}: {point.text}**")
            if compared.get(point.indicator):
                st.caption(compared[point.indicator])
            if point.next_step:
                st.markdown(f"Next step: {words.plain(point.next_step)}")
            if point.page != "overview":
                st.page_link(
                    f"app_pages/{point.page}.py", label=f"See {PAGES[point.page]}", icon=":material/arrow_forward:"
                )


def _cluster_by_cluster(reader: Reader, period: Row) -> None:
    clusters = reader.clusters()
    if len(clusters) < 2:
        return
    frame.section("Cluster by cluster", "What stands out in each cluster, in the order of their names.")
    for start in range(0, len(clusters), BESIDE):
        for column, cluster in zip(st.columns(BESIDE), clusters[start : start + BESIDE], strict=False):
            with column.container(border=True, height="stretch"):
                standing = reader.standing(cluster["cluster_id"], period)
                compared = _under_other_definitions(reader, cluster["cluster_id"], standing, definitions.span)
                _cluster_card(cluster, overview_words.attention(standing, period), compared)


def _cluster_card(cluster: Row, points: list[overview_words.Point], compared: dict[str, str]) -> None:
    st.subheader(words.plain(cluster["name"]), anchor=False)
    others = {indicator: f" ({text})" for indicator, text in compared.items() if text}
    lines = [f"- {words.plain(point.title)}: {point.text}{others.get(point.indicator, '')}" for point in points]
    st.markdown("\n".join(lines) or "Nothing stands out in this period.")
    filters.cluster_button(f"See {words.plain(cluster['name'])}", cluster["cluster_id"])


def _unsaid(reader: Reader, cluster: str, period: Row) -> None:
    frame.section(
        "What we cannot say, and why",
        "A number that is missing here is not zero. It is not known, or too few partners answered to show it safely.",
    )
    said = overview_words.unsaid(reader.unsaid(cluster, period))
    if not said:
        st.markdown("Everything this dashboard knows how to calculate can be shown for this choice.")
    for line in said:
        st.markdown(line)


page()
