"""Were recommendations and comments answered? The published numbers, and for the team which ones still wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import folded, frame, words
from dashboard.deciding import actions_board
from dashboard.figures.picture import Table, as_markdown
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Reader, Row

ANSWERED = {
    "feedback_loop_closure": N_("{share} of {n} recommendations were decided on, yes or no ({period})."),
    "feedback_loop_closure.days": N_("The usual wait for a decision is {share} ({period})."),
    "comment_response_rate": N_("{share} of {n} comments on drafts were answered ({period})."),
}


def answers(reader: Reader, latest: Sequence[Row], cluster: str) -> None:
    """Show how many were answered, and which recommendations wait, for those who may see them."""
    frame.section(_("Were partners answered?"), _("To say no with a reason is an answer, too."))
    lines = [line for indicator, text in ANSWERED.items() if (line := _line(latest, indicator, cluster, text))]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    made = [row for row in reader.named("logged_actions", cluster=cluster) if row["kind"] == "recommendation"]
    if made:
        _made(reader, made)
    elif not lines:
        st.markdown(
            _(
                "No recommendation or comment is on record. Fill in action_points.xlsx (with “recommendation” as the kind) and "
                "consultations_and_comments.xlsx from data/templates."
            )
        )


def table(rows: Sequence[Row], today: date, clusters: dict[str, str]) -> Table:
    """Return one line per recommendation: those that wait first, the newest first."""
    ordered = sorted(rows, key=lambda row: (row["decided_on"] is not None, -row["agreed_on"].toordinal()))
    return [
        {
            _("Recommendation"): words.plain(row["action"]),
            _("Cluster"): words.plain(clusters.get(row["cluster_id"], row["cluster_id"] or "")),
            _("Made on"): words.day(row["agreed_on"]),
            _("Answer"): _answer(row, today),
        }
        for row in ordered
    ]


def _made(reader: Reader, made: Sequence[Row]) -> None:
    waiting = sum(row["decided_on"] is None for row in made)
    told = ngettext("**{n} recommendation waits for an answer,** of {all}.", "**{n} recommendations wait for an answer,** of {all}.", waiting)  # fmt: skip
    st.markdown(told.format(n=words.count(waiting), all=words.count(len(made))))
    clusters = {row["cluster_id"]: row["name"] for row in reader.clusters()}

    def listed() -> None:
        with st.container(key="numbers_recommendations"):
            st.markdown(as_markdown(table(made, date.today(), clusters)))

    folded.on_demand(_("See them all"), "recommendations", listed)


def _answer(row: Row, today: date) -> str:
    if row["decided_on"] is not None:
        return _("answered on {day}").format(day=words.day(row["decided_on"]))
    days = (today - row["agreed_on"]).days
    return ngettext("none for {n} day", "none for {n} days", days).format(n=words.count(days))


def _line(latest: Sequence[Row], indicator: str, cluster: str, text: str) -> str:
    row = actions_board.answered(latest, indicator, cluster)
    if row is None:
        return ""
    return _(text).format(
        share=words.number(row["value"], row["unit"]), n=words.count(row["n"]),
        period=words.period(row["period_start"], row["period_end"]),
    )  # fmt: skip
