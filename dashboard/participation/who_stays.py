"""Do those who joined still come, who are the members, and why do others stay away?"""

from __future__ import annotations

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, tables, words
from dashboard.chosen_period import ends, of, until
from dashboard.figures import participation as figures
from dashboard.figures import staying
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.queries import Reader, Row


def who_stays(reader: Reader, cluster: str, period: Row) -> None:
    """Show who joined and came, who stopped, who the members are and why others stay away."""
    left, right = st.columns(2, gap="large")
    with left:
        _joined(reader, cluster, period)
        _dropout(reader, cluster, period)
    with right:
        membership(reader, cluster, period)
        _reasons(reader, cluster, period)


def _joined(reader: Reader, cluster: str, period: Row) -> None:
    """Of those that joined, how many still come: counted from named lists, so for the team alone."""
    records = reader.named("joined", cluster=cluster, **ends(period))
    if records:
        frame.section(_("Do those who joined still come?"), _("By the year in which they joined."))
        show(lambda: staying.joined(records, period, whole=cluster == filters.WHOLE_RESPONSE), "joined")
    elif audiences.sees_names(reader.audience):
        frame.section(_("Do those who joined still come?"))
        st.markdown(
            _("It cannot be said: no list of partners gives a day of joining, or no meeting of this period has a list of "
              "participants. The template **partners** in data/templates has a column for it.")
        )  # fmt: skip


def _dropout(reader: Reader, cluster: str, period: Row) -> None:
    frame.section(
        _("How many stop coming?"), _("Of the partners active in one period, the share not seen in the next.")
    )
    values = until(reader.values("dropout_rate", cluster), period)
    if any(value.status == "ok" for value in values):
        show(lambda: figures.over_time(values, reader.indicators().get("dropout_rate"), high=50), "dropout")
    elif values:
        st.info(tables.status_text(values[-1]))
    else:
        st.markdown(_("It cannot be said yet: it needs two periods with lists of participants."))


def membership(reader: Reader, cluster: str, period: Row) -> None:
    """Show what the membership is made of at the end of a period."""
    members = of(reader.values("membership_share_by_type", cluster, "period", "type"), period)
    if not members:
        return
    when = words.period(period["period_start"], period["period_end"])
    frame.section(_("Who are the members?"), _("At the end of {period}.").format(period=when))
    show(lambda: figures.membership(members, reader.indicators().get("membership_share_by_type")), "membership")


def _reasons(reader: Reader, cluster: str, period: Row) -> None:
    values = of(reader.values("absence_reason_profile", cluster, "period", "reason"), period)
    if not values:
        return
    everybody = of(reader.values("absence_reason_profile", cluster), period)
    frame.section(_("Why do organisations stay away?"), _("What they said on the phone or in the survey."))
    about = reader.indicators().get("absence_reason_profile")
    if not any(value.status == "ok" for value in values):
        st.info(_("Too few gave each reason to show them safely. The calls you log make this clearer."))
        return
    show(lambda: staying.reasons(values, everybody[0] if everybody else None, about), "reasons")
