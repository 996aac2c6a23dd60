"""What did partners write in their own words? Shown after somebody has read it, for all who answered together."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, words
from dashboard.deciding import entering, entries
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.deciding.entries import TAKEN_BACK, TEXTS
from dashboard.languages import N_, _, quoted
from dashboard.queries import Reader
from dashboard.workspace import workspace_folder

PLACE = "new_text"
SIDES = {"works": N_("What works"), "does_not": N_("What does not")}


def texts(reader: Reader, cluster: str) -> dict[str, list[str]]:
    """Return the texts of each side of the board; none for a cluster alone, nor where few answered."""
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    if cluster == filters.WHOLE_RESPONSE:
        kept = _kept(reader)
        for side, text in kept if kept and _enough(reader) else ():
            found.setdefault(side, []).append(text)
    return found


def shown(lines: list[str]) -> None:
    """List the texts of one side."""
    if lines:
        st.markdown(f"**{_('In their own words')}**")
        st.markdown("\n".join(f"- {quoted(f'“{words.plain(text)}”')}" for text in lines))


def review(reader: Reader, cluster: str) -> None:
    """Say where the other answers are, and let the team put one on the board after reading it."""
    st.caption(
        _(
            "What partners wrote in their own words is shown for the whole response only, after somebody has read it. "
            "All other answers stay in your survey file."
        )
    )
    if cluster != filters.WHOLE_RESPONSE or not audiences.sees_names(reader.audience):
        return
    with st.expander(_("Put an answer on the board"), key="put", icon=":material/add:", on_change="rerun") as opened:
        if not opened.open:
            return
        if _enough(reader):
            _form(workspace_folder())
        else:
            st.markdown(_("Too few partners answered the survey: their words would show who they are."))


def _form(workspace: Path) -> None:
    try:
        standing = entries.standing(entries.read(workspace, TEXTS))
    except CannotDecide as problem:
        st.error(words.plain(problem), icon=":material/error:")
        return
    entering.who()
    st.radio(
        _("Where does it belong?"), list(SIDES), format_func=lambda side: _(SIDES[side]), horizontal=True,
        key=f"{PLACE}_side",
    )  # fmt: skip
    st.text_area(
        _("What partners say"), key=f"{PLACE}_text", max_chars=400, height=100,
        help=_("Leave out every name, place and detail that shows who wrote it. Better: say it in your own words."),
    )  # fmt: skip
    st.button(_("Show it"), key=f"{PLACE}_save", type="primary", on_click=_save, args=(workspace,))
    entering.show_problem(PLACE)
    for entry in reversed(standing):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(quoted(f"“{words.plain(entry['text'])}”"), width="content")
            st.button(
                _("Take back"), key=f"take_back_{entry.code}", type="tertiary", icon=":material/undo:",
                on_click=_take_back, args=(workspace, entry.code),
            )  # fmt: skip


def _save(workspace: Path) -> None:
    text = str(st.session_state.get(f"{PLACE}_text") or "").strip()
    who = entering.who_writes(PLACE)
    if text and who:
        cells = {"side": str(st.session_state[f"{PLACE}_side"]), "text": text}
        if entering.written(PLACE, lambda: entries.add(workspace, TEXTS, cells, decided_by=who)):
            st.session_state[f"{PLACE}_text"] = ""


def _take_back(workspace: Path, code: str) -> None:
    if who := entering.who_writes(PLACE):
        entering.written(PLACE, lambda: entries.change(workspace, TEXTS, code, TAKEN_BACK, decided_by=who))


def _kept(reader: Reader) -> list[tuple[str, str]]:
    """Side and text, as the team's file holds them now; for others, as the build does."""
    if not audiences.sees_names(reader.audience):
        return [(row["side"], row["text"]) for row in reader.rows("reviewed_texts")]
    try:
        standing = entries.standing(entries.read(workspace_folder(), TEXTS))
    except CannotDecide:  # the form says so
        return []
    return [(entry["side"], entry["text"]) for entry in standing]


def _enough(reader: Reader) -> bool:
    """Whether as many organisations answered the last survey as opinions need to be shown."""
    settings = {row["key"]: row["value"] for row in reader.settings()}
    needed = json.loads(settings.get("thresholds.minimum_group", "5"))
    rounds = [value for value in reader.values("survey_response_rate", filters.WHOLE_RESPONSE) if value.status == "ok"]
    return bool(rounds) and (rounds[-1].numerator or 0) >= needed
