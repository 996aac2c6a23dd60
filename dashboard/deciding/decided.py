"""What has been decided about organisations, by whom and why; with a way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import words
from dashboard.deciding import deciding, entering
from dashboard.deciding.deciding import Waiting, short
from dashboard.deciding.decisions import LOCALITIES, NAMES, Book, Decision
from dashboard.languages import _


def decisions_made(
    workspace: Path,
    made: list[Decision],
    places: list[Decision],
    waiting: Waiting,
    organisations: Mapping[str, str],
) -> None:
    """List every decision ever made, the newest first."""
    st.markdown(_("Nothing is ever deleted here: to undo a decision adds a line that takes it back."))
    for book, title, found, not_yet in (
        (NAMES, _("Which organisation a name means"), made, waiting.names),
        (LOCALITIES, _("Local or not"), places, waiting.places),
    ):
        st.subheader(title, anchor=False)
        if not found:
            st.markdown(_("Nobody has decided anything yet."))
        last = {decision.key: decision for decision in found}
        for decision in deciding.one_page(list(reversed(found)), book.file):
            with st.container(border=True):
                left, right = st.columns([4, 1], vertical_alignment="center")
                with left:
                    st.markdown(f"**{_sentence(book, decision, organisations)}**")
                    later = last[decision.key] != decision
                    st.caption(_circumstances(decision, later, decision.key in not_yet))
                if decision.answer and not later:
                    with right:
                        deciding.undo_button(workspace, book, decision, "list")
                    entering.show_problem(decision.about)


def _sentence(book: Book, decision: Decision, names: Mapping[str, str]) -> str:
    about = decision.about if book is NAMES else names.get(decision.about, decision.about)
    if not decision.answer:
        return _("“{about}”: taken back, not decided any more").format(about=short(about))
    if book is LOCALITIES:
        return _("“{about}” is: {answer}").format(about=short(about), answer=words.plain(words.group(decision.answer)))
    return _("“{about}” means: {decision}").format(
        about=short(about), decision=deciding.answer_in_words(decision, names)
    )


def _circumstances(decision: Decision, later: bool, waiting: bool) -> str:
    said = [_day(decision.decided_on), words.plain(decision.decided_by), short(decision.reason)]
    if later:
        said.append(_("a later line decides otherwise"))
    elif waiting:
        said.append(_("build again to count it"))
    return " · ".join(part for part in said if part)


def _day(text: str) -> str:
    try:
        return words.day(date.fromisoformat(text))
    except ValueError:
        return words.plain(text)
