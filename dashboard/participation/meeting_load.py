"""Does the cluster meet where partners work, and how much of their time do its meetings take?"""

from __future__ import annotations

import streamlit as st

from dashboard import frame, tables, words
from dashboard.chosen_period import ends, of, until
from dashboard.figures import meeting_time
from dashboard.figures import participation as figures
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.queries import Reader, Row


def areas(reader: Reader, cluster: str, period: Row) -> None:
    """Show in which areas the cluster meets; to those who may see it, in which it does not."""
    frame.section(
        _("Does the cluster meet where partners work?"),
        _("Areas in which at least three partners work, and which of them have meetings of their own."),
    )
    values = until(reader.values("subnational_meeting_coverage", cluster), period)
    if not values:
        st.markdown(
            _("It cannot be said yet: it needs a list of meetings with their areas, and who works where (3W or 5W). The "
              "template **meetings** in data/templates is for the first.")
        )  # fmt: skip
        return
    if not any(value.status == "ok" for value in values):
        st.info(tables.status_text(values[-1]))
        return
    show(lambda: figures.over_time(values, reader.indicators().get("subnational_meeting_coverage")), "areas")
    if missing := reader.named("areas_without_meetings", cluster=cluster, **ends(period)):
        places = [f"{words.plain(row['area'].title())} ({words.plain(row['cluster'])})" for row in missing]
        st.markdown(_("Without meetings of their own: {areas}.").format(areas=words.listed(places)))


def time(reader: Reader, cluster: str, period: Row) -> None:
    """Show how many hours a month meetings take, and how many of those planned were held."""
    about = reader.indicators().get("meeting_burden")
    if not about:
        return
    frame.section(
        _("How much time do meetings take?"),
        _("Hours a month that a partner spends in meetings of the cluster, for each post it has for coordination."),
    )
    values = of(
        [*reader.values("meeting_burden", cluster), *reader.values("meeting_burden", cluster, "period", "locality")],
        period,
    )
    if any(value.status == "ok" for value in values):
        show(lambda: meeting_time.meeting_time(values, about), "time")
        _held(reader, cluster, period)
    elif values:
        st.info(tables.status_text(values[0]))
    else:
        st.markdown(
            _("It cannot be said yet: the list of partners does not state their posts for coordination. The template "
              "**partners** in data/templates has a column for it.")
        )  # fmt: skip


def _held(reader: Reader, cluster: str, period: Row) -> None:
    """Say beside it how many of the planned meetings were held."""
    found = [value for value in of(reader.values("meeting_regularity", cluster), period) if value.status == "ok"]
    if found:
        told = _("Of the meetings planned for this period, {share} were held ({counted}).")
        st.markdown(told.format(share=words.number(found[0].value, "%"), counted=tables.counted(found[0])))
