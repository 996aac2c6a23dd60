"""Which organisations are there, which names are theirs, and who is local here; with decisions that can be undone."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, words
from dashboard.deciding import build_again, decided, deciding, decisions, entering, register
from dashboard.deciding.decisions import CannotDecide
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Reader
from dashboard.workspace import workspace_folder

TO_DECIDE, DECIDED, REGISTER = "names", "decided", "register"
PARTS = {TO_DECIDE: N_("Names to decide"), DECIDED: N_("Decided"), REGISTER: N_("Register")}
COUNTED = ("local", "international", "state", "unclassified")


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Which organisation is meant?"),
        _(
            "A partner counted under three spellings is three partners. Say once which organisation a name means: every "
            "number follows with the next build, and any decision can be undone."
        ),
    )
    if audiences.sees_names(reader.audience):
        _for_the_team(reader, workspace_folder())
    else:
        _counts(reader)


def _for_the_team(reader: Reader, workspace: Path) -> None:
    try:
        names, places = (decisions.read(workspace, book) for book in (decisions.NAMES, decisions.LOCALITIES))
    except CannotDecide as problem:
        st.error(words.plain(problem), icon=":material/error:")
        return
    waiting = deciding.Waiting.of(reader, names, places)
    organisations = deciding.organisation_names(reader)
    left, right = st.columns(2, gap="large", vertical_alignment="bottom")
    with left:
        entering.who()
    part = filters.choose_in_sight(_("Look at"), {code: _(name) for code, name in PARTS.items()}, "list", TO_DECIDE)
    if part == TO_DECIDE:
        deciding.names_to_decide(reader, workspace, names, organisations)
    elif part == DECIDED:
        decided.decisions_made(workspace, names, places, waiting, organisations)
    else:
        register.page(reader, workspace, places, waiting)
    with right:  # last, so that the page is there while a build runs
        _build_again(workspace, len(waiting.names) + len(waiting.places))


def _build_again(workspace: Path, waiting: int) -> None:
    label = ngettext("Build again to count {n} decision", "Build again to count {n} decisions", waiting)
    build_again.offer(workspace, waiting, label.format(n=waiting))


def _counts(reader: Reader) -> None:
    """What everybody may know: how many, and not who."""
    frame.section(_("Names that nobody has placed yet"))
    unmatched = reader.unmatched_count()
    st.markdown(
        _(
            "**{names} names.** {records} records count for no partner because of them. The names are for the coordination team only."
        ).format(names=words.count(unmatched["names"]), records=words.count(int(unmatched["records"])))
        if unmatched["names"]
        else _("Every organisation name was recognised.")
    )
    frame.section(_("How many organisations are local here?"), _("It depends on who is called local."))
    in_force = reader.definition_in_force()
    st.markdown("\n".join(_count_line(reader, code, in_force) for code in words.DEFINITIONS))


def _count_line(reader: Reader, definition: str, in_force: str) -> str:
    found = {
        row["locality"]: row["organisations"] for row in reader.definition_counts() if row["definition"] == definition
    }
    said = [words.labelled(words.group(code).lower(), words.count(found[code])) for code in COUNTED if code in found]
    counts = words.apart(said) or _("no organisation")
    mark = _(" (in force)") if definition == in_force else ""
    return f"- **{words.definition(definition)}{mark}.** {counts}. {words.definition_meaning(definition)}"


page()
