"""When was a partner last contacted, and what came of it? With a small form to log a call where the partner is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import words
from dashboard.audience import sees_names
from dashboard.deciding import deciding, entering, entries
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.deciding.entries import CALLS, Entry
from dashboard.languages import _
from dashboard.participation import contact_words
from dashboard.queries import Reader, Row

NOT_SAID = "not said"  # in the file, where nobody is asked for a role


@dataclass(frozen=True)
class Contact:
    """One contact with a partner: `reached` is None where the log does not say; `entry` is its code where a page wrote it."""

    day: date
    cluster: str
    purpose: str
    reached: bool | None
    reason: str
    result: str
    next_step: str = ""
    entry: str = ""

    def said(self) -> str:
        """Return it as one line: "3 Mar 2026: reached · No time or bad hour · Will come · next: send the calendar"."""
        parts = [
            contact_words.purpose(self.purpose) if self.purpose not in ("", "absence") else "",
            {True: _("reached"), False: _("not reached"), None: ""}[self.reached],
            contact_words.reason(self.reason),
            contact_words.result(self.result),
            _("next: {step}").format(step=words.plain(self.next_step)) if self.next_step else "",
        ]
        told = " · ".join(part for part in parts if part)
        return _("{day}: {what}").format(day=words.day(self.day), what=told or _("contacted"))


def last_contact(reader: Reader, workspace: Path) -> dict[str, Contact]:
    """Return the newest contact with each organisation, by its id: of the logs in the build, and of calls logged since.

    Nothing for those who may not see names. Raises CannotDecide where decisions/outreach.csv cannot be read.
    """
    if not sees_names(reader.audience):
        return {}
    found = {row["organisation_id"]: _of_log(row) for row in reversed(reader.named("contacts"))}
    for organisation, contact in _logged_here(reader, workspace):
        if organisation not in found or found[organisation].day <= contact.day:
            found[organisation] = contact
    return found


def log_call(reader: Reader, workspace: Path, partner: Row) -> None:
    """Show, beside a partner, a button that opens a form for a call; one that was logged can be taken back.

    `partner` has `organisation_id` and `name`, and `cluster_id` where the call is about one cluster. Shows nothing to
    those who may not see names, nor where decisions/outreach.csv cannot be read: `last_contact` says so once.
    """
    if not sees_names(reader.audience):
        return
    try:
        waiting = _waiting(reader, workspace)
    except CannotDecide:
        return
    place = f"call_{partner['organisation_id']}_{partner.get('cluster_id') or ''}"
    about = (partner["name"], partner.get("cluster_id") or "")
    logged = [entry for entry in waiting if (entry["organisation"], entry["cluster"]) == about]
    with st.container(horizontal=True, vertical_alignment="center"):
        # A button, not a popover: a browser draws a list of them in a fraction of the time.
        st.button(_("Log a call"), key=f"log_{place}", icon=":material/call:", on_click=_open_or_close, args=(place,))
        if logged:
            told = _("Saved: {call}. The next build counts it.").format(call=_of_entry(logged[-1]).said())
            st.markdown(f":material/check: {told}", width="content")
            _undo_button(workspace, logged[-1])
    if st.session_state.get(place):
        _form(workspace, partner, place)


def _open_or_close(place: str) -> None:
    st.session_state[place] = not st.session_state.get(place)


def logged_calls(workspace: Path) -> None:
    """Show the calls that pages have logged, the newest first, each with a way back. Raises CannotDecide."""
    for entry in deciding.one_page(_standing(workspace)[::-1], "calls"):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = words.plain(entry["organisation"])
            st.markdown(f"**{name}** · {_of_entry(entry).said()}", width="content")
            _undo_button(workspace, entry)


def _form(workspace: Path, partner: Row, place: str) -> None:
    with st.form(f"form_{place}", border=False):
        st.radio(
            _("Did you reach them?"), [True, False], horizontal=True, key=f"{place}_reached",
            format_func=lambda reached: _("Yes") if reached else _("No"),
        )  # fmt: skip
        st.selectbox(
            _("What keeps them away?"), list(contact_words.REASONS), index=None, key=f"{place}_reason",
            format_func=contact_words.reason, placeholder=_("They did not say"),
        )  # fmt: skip
        st.selectbox(
            _("What will they do?"), list(contact_words.RESULTS), index=None, key=f"{place}_result",
            format_func=contact_words.result, placeholder=_("They did not say"),
        )  # fmt: skip
        st.text_input(
            _("Next step"), key=f"{place}_next", max_chars=200, placeholder=_("such as: send the meeting calendar"),
            help=_("Write organisations and roles, never people’s names."),
        )  # fmt: skip
        st.date_input(_("Day of the call"), key=f"{place}_day", max_value="today", format="YYYY-MM-DD")
        st.text_input(
            _("Your role"), key=f"{place}_who", value=st.session_state.get(entering.WHO) or "", max_chars=80,
            placeholder=_("such as: information manager"),
        )  # fmt: skip
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(workspace, partner, place))
        entering.show_problem(place)


def _save(workspace: Path, partner: Row, place: str) -> None:
    """Write the call that the form says, and close the form; or keep in mind why it could not be written."""
    said = {
        name: st.session_state.get(f"{place}_{name}") for name in ("reached", "reason", "result", "next", "day", "who")
    }
    st.session_state[entering.PROBLEM] = None
    if not (who := str(said["who"] or "").strip()):
        st.session_state[entering.PROBLEM] = (place, _("Write your role first; then save again."))
        return
    cells = {
        "cluster": partner.get("cluster_id") or "",
        "organisation": partner["name"],
        "contacted_on": str(said["day"] or date.today()),
        "purpose": "absence",
        "personal": "yes",
        "reached": "yes" if said["reached"] else "no",
        "reason": said["reason"] or "",
        "result": said["result"] or "",
        "next_step": str(said["next"] or ""),
    }
    if entering.written(place, lambda: entries.add(workspace, CALLS, cells, decided_by=who)):
        st.session_state[entering.WHO] = who
        st.session_state[place] = False


def _undo_button(workspace: Path, entry: Entry) -> None:
    st.button(
        _("Undo"), key=f"undo_{entry.code}", type="tertiary", icon=":material/undo:",
        on_click=_take_back, args=(workspace, entry.code),
    )  # fmt: skip
    entering.show_problem(entry.code)


def _take_back(workspace: Path, code: str) -> None:
    who = str(st.session_state.get(entering.WHO) or "").strip() or NOT_SAID
    entering.written(code, lambda: entries.change(workspace, CALLS, code, entries.TAKEN_BACK, decided_by=who))


def _waiting(reader: Reader, workspace: Path) -> list[Entry]:
    """The calls that the build does not count yet."""
    lines = entries.read(workspace, CALLS)
    codes = entries.not_counted_yet(lines, reader.decisions_counted().get(CALLS.file, 0))
    return [entry for entry in _standing(workspace) if entry.code in codes]


def _logged_here(reader: Reader, workspace: Path) -> list[tuple[str, Contact]]:
    """The calls that pages have written, each with the organisation it was made to."""
    ids = {row["name"]: row["organisation_id"] for row in reader.organisations()}
    return [
        (ids[entry["organisation"]], _of_entry(entry)) for entry in _standing(workspace) if entry["organisation"] in ids
    ]


def _standing(workspace: Path) -> list[Entry]:
    """The calls that stand, in the order they were made."""
    found = [entry for entry in entries.standing(entries.read(workspace, CALLS)) if entry.day("contacted_on")]
    return sorted(found, key=lambda entry: (entry["contacted_on"], entry.line))


def _of_log(row: Row) -> Contact:
    return Contact(
        row["contacted_on"], row["cluster_id"] or "", row["purpose"] or "", row["reached"], row["reason"] or "",
        row["result"] or "",
    )  # fmt: skip


def _of_entry(entry: Entry) -> Contact:
    reached = {"yes": True, "no": False}.get(entry["reached"])
    day = entry.day("contacted_on") or date.min
    return Contact(
        day, entry["cluster"], entry["purpose"], reached, entry["reason"], entry["result"], entry["next_step"], entry.code
    )  # fmt: skip
