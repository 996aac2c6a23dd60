"""Do we live up to each principle: what partners say, and what the records show, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from dashboard import filters, folded, frame, tracing, words
from dashboard.figures import principle as figures
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.opinions import instrument, principle_words
from dashboard.opinions.principle_words import Evidence, Line
from dashboard.opinions.principles import PRINCIPLES, Principle
from dashboard.queries import Reader, Row

BESIDE = 2


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Do we live up to the principles of partnership?"),
        _(
            "Choose one of the five principles, or collaborative leadership. On one side is what partners say, on the other what the records of meetings, seats, "
            "papers and money show. Trust it most where both agree; where they differ, talk about it."
        ),
    )
    if (chosen := frame.cluster_and_period(reader)) is None:
        return
    cluster, period, _beside = chosen
    names = {code: _(principle.name) for code, principle in PRINCIPLES.items()}
    principle = PRINCIPLES[filters.choose_in_sight(_("Principle"), names, "principle", "equality")]
    _principle(reader, principle, cluster, period)


def _principle(reader: Reader, principle: Principle, cluster: str, period: Row) -> None:
    standing, indicators = reader.standing(cluster, period), reader.indicators()
    found = principle_words.evidence(principle, standing, indicators)
    frame.section(_(principle.name), _(principle.meaning))
    with st.container(border=True):
        st.markdown(principle_words.summary(found))
    absent = principle_words.missing(principle, indicators, standing)
    over_all_years = [code for code in absent if any(v.status == "ok" for v in reader.values(code, cluster, "span"))]
    left, right = st.columns(2, gap="large")
    with left:
        _say(reader, principle, found, cluster, period)
    lines = [principle_words.line(row) for row in found.recorded]
    weak, rest = [line for line in lines if line.weak], [line for line in lines if not line.weak]
    with right:
        _records(weak or rest, bool(weak), cluster)
    if weak:
        _also(rest, cluster)
    _background([*(row["indicator"] for row in found.background), *over_all_years], indicators, cluster)
    silent, held = reader.unsaid(cluster, period), {row["kind"] for row in reader.rows("facts_held")}
    codes = [code for code in absent if code not in over_all_years]
    _unsaid(principle_words.unsaid(codes, indicators, silent, held))


def _say(reader: Reader, principle: Principle, found: Evidence, cluster: str, period: Row) -> None:
    frame.section(_("What partners say"))
    rows = figures.ordered([*found.said, *_parts(reader, principle, found, cluster)])
    if rows:
        _when(found.said, period)
        show(lambda: figures.said(rows), f"said_{principle.code}")
        st.caption(_("The ring is the round before. A line around a dot shows how sure we are."))
        _evidence_links(rows, cluster)
    elif found.score_is_open:
        form = words.plain(instrument.FORMS["partnership"])
        st.info(_("No survey answers up to this period. Send out the form {form}, with KoBoToolbox.").format(form=form))
    if not found.score_is_open:
        st.markdown(_("The score of this principle is for the coordination team and evaluators."))
    for row in found.compared:
        _line(principle_words.line(row), cluster)


def _parts(reader: Reader, principle: Principle, found: Evidence, cluster: str) -> list[Row]:
    """Return how many agree, all in all and with single statements, in the round of the score."""
    score = next((row for row in found.said if row["indicator"] == principle.score), None)
    if score is None:
        return []
    indicators, rows = reader.indicators(), []
    for code in principle_words.parts(principle, indicators):
        values = [v for v in reader.values(code, cluster) if v.period_start <= score["period_start"]]
        earlier = [v.value for v in values if v.status == "ok" and v.period_start < score["period_start"]]
        if values and values[-1].period_start == score["period_start"] and values[-1].status != "not_computable":
            rows.append({**indicators[code], **asdict(values[-1]), "earlier_value": earlier[-1] if earlier else None})
    return rows


def _when(said: Sequence[Row], period: Row) -> None:
    """Say from which round the answers are, where it is not the chosen period's."""
    newest = max(said, key=lambda row: row["period_start"], default=None)
    if newest is not None and newest["period_start"] != period["period_start"]:
        when = words.period(newest["period_start"], newest["period_end"])
        st.caption(_("There was no survey in the chosen period. These answers are from {period}.").format(period=when))


def _evidence_links(rows: Sequence[Row], cluster: str) -> None:
    """Lead from each number of the chart to all that is known of it."""

    def links() -> None:
        for row in rows:
            tracing.indicator_link(row["indicator"], words.plain(figures.name(row)), cluster)

    folded.on_demand(_("Open the evidence behind these numbers"), "evidence", links)


def _records(lines: Sequence[Line], weak: bool, cluster: str) -> None:
    """What needs attention; where nothing does, all there is."""
    frame.section(_("What the records show"))
    if not lines:
        st.markdown(_("Nothing is recorded yet. See below which files would change that."))
    if weak:
        st.subheader(_("Needs attention"), anchor=False)
    for line in lines:
        _line(line, cluster)


def _also(lines: Sequence[Line], cluster: str) -> None:
    """The other records, in the width of the page."""
    if not lines:
        return
    st.subheader(_("Also on record"), anchor=False)
    for start in range(0, len(lines), BESIDE):
        for column, line in zip(st.columns(BESIDE, gap="large"), lines[start : start + BESIDE], strict=False):
            with column:
                _line(line, cluster)


def _background(codes: Sequence[str], indicators: dict[str, Row], cluster: str) -> None:
    if not codes:
        return
    st.subheader(_("Background, by group or over all years"), anchor=False)
    with st.container(gap=None, key="linked_background"):
        for code in codes:
            tracing.indicator_link(code, words.plain(_(indicators[code]["title"])), cluster)


def _line(line: Line, cluster: str) -> None:
    """Show one number: a link with its name, the number, how it moved, and what to do."""
    with st.container(gap=None, key=f"linked_{line.indicator.replace('.', '_')}"):
        tracing.indicator_link(line.indicator, f"**{line.title}**", cluster)
        to_do = _("Next step: {next_step}").format(next_step=line.next_step) if line.next_step else ""
        st.markdown(words.lines(line.number, words.aside(line.change), to_do))


def _unsaid(lines: Sequence[str]) -> None:
    if not lines:
        frame.section(
            _("What we cannot say yet"), _("Everything this dashboard knows how to calculate here can be shown.")
        )
        return
    frame.section(
        _("What we cannot say yet"),
        _("A number that is missing here is not zero. The templates are in data/templates; drop the filled file on the "
          "page Import."),
    )  # fmt: skip
    st.markdown("\n".join(lines))


page()
