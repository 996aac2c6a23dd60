"""Whom to call this week: a card for each partner that went quiet, with the call to log on it, and the whole list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard import folded, frame, words
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.figures.picture import as_markdown, keep_table
from dashboard.languages import _
from dashboard.participation import calls, quiet
from dashboard.participation.calls import Contact
from dashboard.queries import Reader, Row
from dashboard.workspace import workspace_folder


def worth_a_call(reader: Reader, cluster: str) -> None:
    """Show the partners to call; for those who may see names."""
    frame.section(
        _("Who is worth a call this week?"),
        _(
            "Partners that used to come and now do not: at most eight, first of all those whom nobody has called since. They "
            "stand in the order of their names; this is no ranking. Ask why, and what would make it worth coming again."
        ),
    )
    partners = reader.named("worth_a_call", cluster=cluster)
    if not partners:
        _nobody(reader, cluster)
        return
    contacts, today = _contacts(reader), date.today()
    shown = quiet.to_call(partners, contacts, today)
    st.markdown(quiet.reading(partners, shown, contacts, today))
    names = {row["cluster_id"]: row["name"] for row in reader.clusters()}
    for partner in shown:
        _card(reader, partner, contacts.get(partner["organisation_id"]), names)
    _all_of_them(partners, contacts)


def _nobody(reader: Reader, cluster: str) -> None:
    """Say that nobody went quiet, or that nobody can know it."""
    monthly = reader.values("org_attendance_rate", cluster, "month")
    if any(value.status == "ok" for value in monthly):
        st.markdown(_("Nobody: every partner who used to come still comes."))
    else:
        st.info(
            _(
                "It is not known who was expected and who came, so nobody can be named. Add a partner list (template "
                "partners.xlsx) and sign-in sheets, Teams or Zoom reports."
            )
        )


def _contacts(reader: Reader) -> dict[str, Contact]:
    """The last contact with each; where the file of calls cannot be read, say so and go on without."""
    try:
        return calls.last_contact(reader, workspace_folder())
    except CannotDecide as problem:
        st.error(words.plain(str(problem)), icon=":material/error:")
        return {}


def _card(reader: Reader, partner: Row, contact: Contact | None, clusters: Mapping[str, str]) -> None:
    with st.container(border=True, gap="xsmall"):
        who = f"{words.plain(partner['cluster'])} · {words.group(partner['type'])} · {quiet.last_came(partner)}"
        told = words.lines(quiet.happened(partner), quiet.contact_line(partner, contact, clusters))
        st.markdown(words.paragraphs(words.lines(f"**{words.plain(partner['name'])}**", words.aside(who)), told))
        calls.log_call(reader, workspace_folder(), partner)


def _all_of_them(partners: list[Row], contacts: Mapping[str, Contact]) -> None:
    def listed() -> None:
        table = quiet.listing(partners, contacts)
        with st.container(key="numbers_quiet"):
            st.markdown(as_markdown(table))
        keep_table(table, "quiet_partners")

    folded.on_demand(_("See the whole list ({n})").format(n=words.count(len(partners))), "quiet_partners", listed)
