"""Is the partnership healthy, what has changed, what needs attention, and what cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, folded, frame, overview_words, tracing, words
from dashboard.figures import definitions
from dashboard.figures.picture import show
from dashboard.figures.principles import principles
from dashboard.languages import _
from dashboard.queries import Reader, Row, Value

BESIDE = 3
MOST_REASONS = 5


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("How healthy is our partnership?"),
        _("Start with the five principles, then see what changed and what to do next."),
    )
    if (chosen := frame.cluster_and_period(reader)) is None:
        return
    cluster, period, _beside = chosen
    standing = reader.standing(cluster, period)
    _principles(standing, period)
    compared = _under_other_definitions(reader, cluster, standing, definitions.line)
    better, attention = overview_words.better(standing, period), overview_words.attention(standing, period)
    if better:
        left, right = st.columns(2, gap="large")
        with left:
            _better(better, compared, cluster)
        with right:
            _attention(reader, attention, compared, cluster)
    else:
        _attention(reader, attention, compared, cluster, beside=2)
        _better(better, compared, cluster)
    if cluster == filters.WHOLE_RESPONSE:
        _cluster_by_cluster(reader, period)
    _unsaid(reader, cluster, period)


def _principles(standing: list[Row], period: Row) -> None:
    scores = [row for row in standing if row["indicator"] in words.PRINCIPLES]
    how_to_read = _(
        "What partners say, from 0 (worst) to 100 (best). The large dot is the latest survey round; the small grey ring is "
        "the round before. A line around a dot shows how sure we are: the longer the line, the less sure."
    )
    frame.section(_("Five principles of partnership"), how_to_read if scores else "")
    if not scores:
        st.info(_("No survey answers up to this period. Send out the partnership survey to fill this part."))
        return
    if (newest := max(row["period_start"] for row in scores)) != period["period_start"]:
        ended = next(row["period_end"] for row in scores if row["period_start"] == newest)
        st.caption(
            _("There was no survey in the chosen period. These answers are from {newest}.").format(
                newest=words.period(newest, ended)
            )
        )
    show(lambda: principles(scores), "principles")


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


def _better(points: list[overview_words.Point], compared: dict[str, str], cluster: str) -> None:
    frame.section(_("What got better"), _("Say so at the next meeting, and ask what helped.") if points else "")
    nothing = _("Nothing is clearly better than the time before, or there is no time before yet.")
    _points(points, nothing, compared, cluster)


def _attention(
    reader: Reader, points: list[overview_words.Point], compared: dict[str, str], cluster: str, beside: int = 1
) -> None:
    """Show what is weak or became worse; for those who agree actions, the way there."""
    to_do = _("Take one of these to the next meeting, and agree who does what.")
    frame.section(_("What needs attention"), to_do if points else "")
    _points(points, _("Nothing stands out in this period."), compared, cluster, beside)
    if points and audiences.sees_names(reader.audience):
        st.page_link("app_pages/actions.py", label=_("Agree an action"), icon=tracing.ARROW)


def _points(
    points: list[overview_words.Point], nothing: str, compared: dict[str, str], cluster: str, beside: int = 1
) -> None:
    for start in range(0, len(points), beside):
        places = st.columns(beside) if beside > 1 else [st.container()]
        for place, point in zip(places, points[start : start + beside], strict=False):
            with place:
                _point(point, compared, cluster)
    if not points:
        st.markdown(nothing)


def _point(point: overview_words.Point, compared: dict[str, str], cluster: str) -> None:
    with st.container(border=True, height="stretch"):
        notes = map(words.aside, (point.doubt, compared.get(point.indicator, "")))
        to_do = _("What to do: {step}").format(step=words.plain(point.next_step)) if point.next_step else ""
        told = words.lines(f"**{words.plain(point.title)}**", point.text)
        st.markdown(words.paragraphs(told, *notes, to_do))
        tracing.indicator_link(point.indicator, _("Open this number"), cluster, tracing.ARROW)


def _cluster_by_cluster(reader: Reader, period: Row) -> None:
    clusters = reader.clusters()
    if len(clusters) < 2:
        return
    frame.section(_("Cluster by cluster"), _("What stands out in each cluster, in the order of their names."))
    for start in range(0, len(clusters), BESIDE):
        for column, cluster in zip(st.columns(BESIDE), clusters[start : start + BESIDE], strict=False):
            with column.container(border=True, height="stretch"):
                standing = reader.standing(cluster["cluster_id"], period)
                compared = _under_other_definitions(reader, cluster["cluster_id"], standing, definitions.span)
                _cluster_card(cluster, overview_words.attention(standing, period), compared)


def _cluster_card(cluster: Row, points: list[overview_words.Point], compared: dict[str, str]) -> None:
    st.subheader(words.plain(cluster["name"]), anchor=False)
    others = {indicator: f" ({text})" for indicator, text in compared.items() if text}
    lines = [f"- {words.plain(point.title)}. {point.text}{others.get(point.indicator, '')}" for point in points]
    st.markdown("\n".join(lines) or _("Nothing stands out in this period."))
    filters.cluster_button(_("See {name}").format(name=words.plain(cluster["name"])), cluster["cluster_id"])


def _unsaid(reader: Reader, cluster: str, period: Row) -> None:
    frame.section(
        _("What we cannot say, and why"),
        _(
            "A number that is missing here is not zero. It is not known, or too few partners answered to show it safely."
        ),
    )
    held = {row["kind"] for row in reader.rows("facts_held")}
    said = overview_words.unsaid(reader.unsaid(cluster, period), held)
    if not said:
        st.markdown(_("Everything this dashboard knows how to calculate can be shown for this choice."))
    whole = [silence for silence in said if not silence.of_groups]
    _lines(whole[:MOST_REASONS])
    if rest := whole[MOST_REASONS:]:
        folded.on_demand(_("More that we cannot say"), "more", lambda: _lines(rest))
    if of_groups := [silence for silence in said if silence.of_groups]:
        folded.on_demand(_("What cannot be said of single groups"), "groups", lambda: _lines(of_groups))


def _lines(silences: Sequence[overview_words.Silence]) -> None:
    st.markdown("\n".join(map(_line, silences)), width=760)


def _line(silence: overview_words.Silence) -> str:
    return f"- {silence.text} {silence.remedy}".rstrip()


page()
