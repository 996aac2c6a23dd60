"""The form of the question: what if the seats of a committee were given otherwise?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, frame, words
from dashboard.figures.picture import show
from dashboard.inclusion import inclusion_words, parity, seats
from dashboard.inclusion.seats import Committee
from dashboard.languages import _
from dashboard.latest import Latest
from dashboard.queries import Reader

ADDRESS = "seats"
BESIDE = 3


def what_if(reader: Reader, found: Latest, where: str) -> None:
    """Ask for seats by group and show the representation; `where` is what the committee belongs to."""
    visible = reader.indicators()
    bodies = {code: arena for code, arena in parity.ARENAS.items() if arena.seats and arena.indicator in visible}
    bodies = {code: arena for code, arena in bodies.items() if found.shown(arena.indicator) is not None}
    if not bodies:
        return
    frame.section(
        _("What if the committee changed?"),
        _("Change the number of seats and see representation move. This is a question, not a decision: nothing is saved. "
          "The address of this page keeps your numbers, so you can send them to others."),
    )  # fmt: skip
    left, right = st.columns(2)
    with left:
        body = filters.choose(
            _("Committee"), {code: _(a.name) for code, a in bodies.items()}, "body", next(iter(bodies))
        )
    with right:
        kinds = {code: _(name) for code, name in words.GROUP_BYS.items() if code != "all"}
        by = filters.choose(_("Seats by"), kinds, "seats_by", "locality")
    now = seats.committee(found, bodies[body].indicator, by)
    if now is None:
        st.info(_why_not(found, bodies[body].indicator, by))
        return
    asked = _ask(now, f"{where} {body} {by}")
    low, high = parity.bounds(reader.settings())
    show(lambda: inclusion_words.scenario(now, asked, bodies[body], low, high), "what_if")
    st.caption(_notes(now))


def _why_not(found: Latest, indicator: str, by: str) -> str:
    """Say why there is nothing to play with."""
    if any(value.status == "suppressed" for value in found.groups(indicator, by)):
        return _(
            "The seats of small groups are hidden from you, so that no organisation can be recognised. "
            "So there is nothing to change here. Look at the seats another way, or ask the coordination team."
        )
    return _("No holder of a seat is known. Match the names on the page Data, then build again.")


def _notes(now: Committee) -> str:
    said = _("What if: nothing is saved. The small ring is the committee as it is today.")
    if not now.others:
        return said
    stays = _("Seats whose holder is not known or not yet classified stay as they are: {n}.").format(
        n=words.count(now.others)
    )
    return f"{said} {stays}"


def _ask(now: Committee, context: str) -> tuple[int, ...]:
    """Show one number per group; the address holds those that differ from today's."""
    _forget_elsewhere(context)
    keys = [f"seats {context} {group}" for group in now.groups]
    link = st.query_params.get(ADDRESS)
    wanted = seats.parse(link, len(now.groups))
    if link is not None and wanted is None:
        st.caption(_("The seats in this link do not fit this committee. You see it as it is today."))
    for key, number in zip(keys, wanted or now.seats, strict=True):
        st.session_state.setdefault(key, number)
    _buttons(now, keys)
    columns = st.columns(BESIDE)
    for index, (group, key) in enumerate(zip(now.groups, keys, strict=True)):
        with columns[index % BESIDE]:
            st.number_input(
                words.group(group), min_value=0, max_value=max(seats.MOST_SEATS, *now.seats), step=1, key=key
            )
    asked = tuple(int(st.session_state[key] or 0) for key in keys)
    _write(asked, now)
    return asked


def _buttons(now: Committee, keys: list[str]) -> None:
    fair = seats.in_proportion(now.members, sum(now.seats))
    with st.container(horizontal=True):
        st.button(
            _("In proportion to the members"),
            key="seats_fair",
            on_click=_set,
            args=(keys, fair),
            icon=":material/balance:",
        )
        st.button(
            _("As it is today"), key="seats_today", on_click=_set, args=(keys, now.seats), icon=":material/restart_alt:"
        )


def _set(keys: list[str], numbers: tuple[int, ...]) -> None:
    for key, number in zip(keys, numbers, strict=True):
        st.session_state[key] = number


def _write(asked: tuple[int, ...], now: Committee) -> None:
    if asked == now.seats:
        st.query_params.pop(ADDRESS, None)
    elif st.query_params.get(ADDRESS) != seats.code(asked):
        st.query_params[ADDRESS] = seats.code(asked)


def _forget_elsewhere(context: str) -> None:
    """Drop the numbers of another committee: they would be read as this one's."""
    before = st.session_state.get("seats_context")
    st.session_state["seats_context"] = context
    if before not in (None, context):
        st.query_params.pop(ADDRESS, None)
