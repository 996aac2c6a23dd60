"""How does a person agree an action on the page, and say what became of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from dashboard import words
from dashboard.deciding import entering, entries
from dashboard.deciding.actions_agreed import DONE, DROPPED, OPEN, Action
from dashboard.deciding.entries import ACTIONS, TAKEN_BACK
from dashboard.languages import _
from dashboard.queries import Reader, Row

PLACE = "new_action"
A_MONTH = timedelta(days=30)
# What is empty again after an action was saved; cluster, owner and day are often the same for the next.
EMPTIED = ("what", "indicator")


def new_action(reader: Reader, workspace: Path, latest: Sequence[Row], cluster: str) -> None:
    """Ask for an action; the number that prompted it is kept as it is shown now."""
    clusters = {row["cluster_id"]: row["name"] for row in reader.clusters()}
    st.text_input(
        _("What is to be done?"), key=f"{PLACE}_what", max_chars=200, placeholder=_("such as: send the agenda in Arabic too"),
        help=_("Write organisations and roles, never people’s names."),
    )  # fmt: skip
    left, middle, right = st.columns(3)
    with left:
        st.selectbox(
            _("Who does it?"), _owners(reader), index=None, accept_new_options=True, key=f"{PLACE}_owner",
            placeholder=_("An organisation, or a role"),
            help=_("Choose an organisation, or type a role such as: information manager."),
        )  # fmt: skip
    with middle:
        chosen = st.selectbox(
            _("For which cluster?"), list(clusters), format_func=clusters.__getitem__, key=f"{PLACE}_cluster",
            index=list(clusters).index(cluster) if cluster in clusters else 0,
        )  # fmt: skip
    with right:
        st.date_input(_("Due on"), value=date.today() + A_MONTH, key=f"{PLACE}_due", format="YYYY-MM-DD")
    now = {row["indicator"]: row for row in latest if row["cluster"] == chosen}
    st.selectbox(
        _("Which number prompted it?"), list(now), index=None, key=f"{PLACE}_indicator",
        format_func=lambda indicator: _(now[indicator]["title"]), placeholder=_("None, or choose one"),
    )  # fmt: skip
    if (row := now.get(st.session_state.get(f"{PLACE}_indicator") or "")) is not None:
        st.caption(_kept(row))
    st.button(_("Save the action"), key=f"{PLACE}_save", type="primary", on_click=_save, args=(reader, workspace, now))
    entering.show_problem(PLACE)


def buttons(workspace: Path, action: Action) -> None:
    """Show what can be said of an action that the page wrote: done, dropped, open again, or never agreed."""
    with st.container(horizontal=True):
        if action.status == OPEN:
            _button(_("Done"), workspace, action, DONE, ":material/check:")
            _button(_("Drop"), workspace, action, DROPPED, ":material/close:")
            _button(_("Take back"), workspace, action, TAKEN_BACK, ":material/undo:", _("It was entered by mistake."))
        else:
            _button(_("Open again"), workspace, action, OPEN, ":material/undo:")
    entering.show_problem(action.code)


def _button(label: str, workspace: Path, action: Action, status: str, icon: str, help_: str | None = None) -> None:
    st.button(
        label, key=f"{status}_{action.code}", type="tertiary", icon=icon, help=help_,
        on_click=_say, args=(workspace, action.code, status),
    )  # fmt: skip


def _say(workspace: Path, code: str, status: str) -> None:
    if who := entering.who_writes(code):
        closed = date.today().isoformat() if status in (DONE, DROPPED) else ""
        entering.written(
            code, lambda: entries.change(workspace, ACTIONS, code, status, decided_by=who, closed_on=closed)
        )


def _save(reader: Reader, workspace: Path, now: Mapping[str, Row]) -> None:
    said = {name: st.session_state.get(f"{PLACE}_{name}") for name in ("what", "owner", "cluster", "due", "indicator")}
    if not (who := entering.who_writes(PLACE)):
        return
    if not str(said["what"] or "").strip() or not str(said["owner"] or "").strip():
        st.session_state[entering.PROBLEM] = (PLACE, _("Write what is to be done, and who does it; then save again."))
        return
    owner = str(said["owner"])
    cells = {
        "cluster": said["cluster"] or "",
        "action": str(said["what"]),
        "owner" if owner in _owners(reader) else "owner_role": owner,
        "agreed_on": date.today().isoformat(),
        "due_on": str(said["due"] or ""),
        **_beside(now.get(said["indicator"] or "")),
    }
    if entering.written(PLACE, lambda: entries.add(workspace, ACTIONS, cells, decided_by=who)):
        for name in EMPTIED:
            st.session_state[f"{PLACE}_{name}"] = "" if name == "what" else None


def _beside(row: Row | None) -> dict[str, str]:
    """The number as it is shown now; one that is hidden leaves its cells empty."""
    if row is None:
        return {}
    shown = row["status"] == "ok"
    numbers = {f"{name}_then": row[name] for name in ("value", "low", "high", "n")}
    kept = {name: "" if value is None or not shown else f"{value:.6g}" for name, value in numbers.items()}
    return {"indicator": row["indicator"], **kept, "unit_then": row["unit"], "until_then": str(row["period_end"])}


def _kept(row: Row) -> str:
    when = words.period(row["period_start"], row["period_end"])
    if row["status"] != "ok":
        return _("Now: hidden to protect those who answered ({period}).").format(period=when)
    value = words.number(row["value"], row["unit"])
    return _("Now: {value} ({period}). It is kept with the action.").format(value=value, period=when)


def _owners(reader: Reader) -> list[str]:
    """The partners by name; other organisations of public lists would only be in the way."""
    return [row["name"] for row in reader.organisations() if row["standing"] == "partner"]
