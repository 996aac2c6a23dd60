"""Which meetings and which organisations are shown, meeting by meeting? As many as a reader can take in at once."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, frame, words
from dashboard.figures.meeting_map import in_order, meeting_map
from dashboard.figures.picture import show
from dashboard.languages import N_, _
from dashboard.queries import Reader, Row

MOST_MEETINGS, MOST_ROWS = 24, 60
LEVELS = {"national": N_("National meetings"), "sub-national": N_("Meetings in the areas")}
EVERY = "all"


def meeting_by_meeting(reader: Reader, cluster: str, period: Row) -> None:
    """Show who came to which of the last meetings of one cluster; for those who may see names."""
    frame.section(
        _("Who came to which meeting?"),
        _(
            "A full box: came. A pale box: was expected and did not come. No box: was not expected, or not yet a member."
        ),
    )
    clusters = {row["cluster_id"]: row["name"] for row in reader.clusters()}
    if cluster not in clusters and len(clusters) == 1:
        cluster = next(iter(clusters))
    if cluster not in clusters:
        _one_cluster(clusters)
        return
    meetings = _meetings(reader, cluster, period)
    if not meetings:
        st.markdown(
            _("No meeting of {cluster} up to this period has a list of participants. Add sign-in sheets, Teams or Zoom "
              "reports, and build again.").format(cluster=words.plain(clusters[cluster]))
        )  # fmt: skip
        return
    rows = in_order(reader.named("meeting_map", meetings=[meeting["meeting_id"] for meeting in meetings]))
    shown = one_page(_one_type(rows))
    if shown:
        show(lambda: meeting_map(shown, meetings, clusters[cluster]), "meeting_map")


def _one_cluster(clusters: dict[str, str]) -> None:
    """The whole response has too many meetings for one picture."""
    st.markdown(_("This can be read for one cluster at a time. Choose one:"))
    with st.container(horizontal=True):
        for cluster_id, name in clusters.items():
            filters.cluster_button(words.plain(name), cluster_id)


def _meetings(reader: Reader, cluster: str, period: Row) -> list[Row]:
    """The last meetings of the chosen level up to the end of the period."""
    found = {level: _recent(reader, cluster, level, period) for level in LEVELS}
    levels = {level: _(name) for level, name in LEVELS.items() if found[level]}
    if len(levels) < 2:
        return next((found[level] for level in levels), [])
    return found[filters.choose_in_sight(_("Which meetings"), levels, "level", next(iter(levels)))]


def _recent(reader: Reader, cluster: str, level: str, period: Row) -> list[Row]:
    return reader.named("recent_meetings", cluster=cluster, level=level, until=period["period_end"], most=MOST_MEETINGS)


def _one_type(rows: list[Row]) -> list[Row]:
    """Ask for one type of organisation, or all."""
    types = {row["type"]: words.group(row["type"]) for row in rows}
    if len(types) < 2:
        return rows
    chosen = filters.choose(_("Type of organisation"), {EVERY: _("All types"), **types}, "type", EVERY)
    return [row for row in rows if chosen in (EVERY, row["type"])]


def one_page(rows: list[Row]) -> list[Row]:
    """Ask for a part of the organisations where there are more than can be read at once."""
    if len(rows) <= MOST_ROWS:
        return rows
    starts = range(0, len(rows), MOST_ROWS)
    parts = {str(number): _part_name(rows, start) for number, start in enumerate(starts, start=1)}
    chosen = filters.choose(_("Organisations"), parts, "names", "1")
    st.caption(
        _(
            "{most} organisations are shown at a time, the last {meetings} meetings of each kind; choose others above."
        ).format(most=words.count(MOST_ROWS), meetings=words.count(MOST_MEETINGS))
    )
    start = (int(chosen) - 1) * MOST_ROWS
    return rows[start : start + MOST_ROWS]


def _part_name(rows: list[Row], start: int) -> str:
    part = rows[start : start + MOST_ROWS]
    return _("{first} to {last} of {all}: {one} – {other}").format(
        first=words.count(start + 1), last=words.count(start + len(part)), all=words.count(len(rows)),
        one=part[0]["name"], other=part[-1]["name"],
    )  # fmt: skip
