"""Which names must somebody decide: a card for each, with one click to decide and one to undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import record_words, words
from dashboard.deciding import decisions, entering
from dashboard.deciding.decisions import LOCALITIES, NAMES, NO_ORGANISATION, PERSON, Book, Decision
from dashboard.languages import _, ngettext
from dashboard.queries import Reader, Row

A_PAGE = 5
LONGEST = 200  # letters of a name that are shown; a cell may hold ten thousand
CHOOSING = "choosing_for"


@dataclass(frozen=True)
class Waiting:
    """The names, and the organisations, on which the next build will follow other decisions than this one."""

    names: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, reader: Reader, names: list[Decision], places: list[Decision]) -> Waiting:
        """Compare what is written with what the build has counted."""
        counted = reader.decisions_counted()
        return cls(
            frozenset(decisions.not_counted_yet(names, counted.get(NAMES.file, 0))),
            frozenset(decisions.not_counted_yet(places, counted.get(LOCALITIES.file, 0))),
        )


def decide(workspace: Path, book: Book, about: str, answer: str, reason: str) -> None:
    """Write a decision, or keep in mind why it could not be written."""
    if (who := entering.who_writes(about)) and entering.written(
        about, lambda: decisions.add(workspace, book, about, answer, decided_by=who, reason=reason)
    ):
        st.session_state[CHOOSING] = None


def undo_button(workspace: Path, book: Book, decision: Decision, place: str) -> None:
    """Show a button that takes a decision back with a new line."""
    st.button(
        _("Undo"), key=f"undo_{place}_{book.file}_{decision.key}", icon=":material/undo:", on_click=decide,
        args=(workspace, book, decision.about, "", "taken back"),
    )  # fmt: skip


def names_to_decide(reader: Reader, workspace: Path, made: list[Decision], organisations: Mapping[str, str]) -> None:
    """Show a card for each name that no rule matches, those in most records first."""
    rows, standing = reader.unmatched(), decisions.in_force(made)
    left = [row for row in rows if decisions.key_of(row["name"]) not in standing]
    if not rows:
        st.markdown(_("Every organisation name in your files is recognised. There is nothing to decide."))
        return
    st.markdown(
        _(
            "**{left} of {all} names are still to decide**; {records} records name them. A record counts for no partner until then, "
            "unless something else tells whose it is. Nothing is decided without you."
        ).format(
            left=words.count(len(left)),
            all=words.count(len(rows)),
            records=words.count(sum(row["records"] for row in left)),
        )
    )
    suggestions = reader.suggestions()
    for row in one_page(_found(rows, suggestions), "names"):
        decision = standing.get(decisions.key_of(row["name"]))
        with st.container(border=True):
            if decision:
                _decided(workspace, row, decision, organisations)
            else:
                _undecided(workspace, row, suggestions.get(row["name"], []), organisations)
            entering.show_problem(row["name"])


def organisation_names(reader: Reader) -> dict[str, str]:
    """Return the name of each organisation a decision may lead to, by id."""
    suggested = {row["organisation_id"]: row["organisation"] for rows in reader.suggestions().values() for row in rows}
    return suggested | {row["organisation_id"]: row["name"] for row in reader.organisations()}


def short(text: str) -> str:
    """Write a name from a file: never as formatting, and never so long that it fills the page."""
    return words.plain(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _found(rows: list[Row], suggestions: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Ask for a part of a name and keep the rows that have it, in the name or in a suggestion."""
    wanted = st.text_input(_("Search"), key="search_names", type="search", placeholder=_("A part of a name"))
    wanted = (wanted or "").strip().casefold()
    found = [
        row
        for row in rows
        if wanted in row["name"].casefold()
        or any(wanted in each["organisation"].casefold() for each in suggestions.get(row["name"], ()))
    ]
    if not found:
        st.markdown(_("No name has this in it."))
    return found


def one_page(rows: Sequence[Any], key: str, at_once: int = A_PAGE) -> Sequence[Any]:
    """Ask for a page where there are several, and keep its rows."""
    pages = -(-len(rows) // at_once)
    number = st.pagination(pages, key=f"page_{key}_{pages}") if pages > 1 else 1
    return rows[(number - 1) * at_once : number * at_once]


def _seen(row: Row) -> str:
    """A name, and where it stands, as the first lines of its card."""
    name = row["name"]
    what = (
        _("E-mail addresses that end in {name}").format(name=short(name))
        if name.startswith("@")
        else _("“{name}”").format(name=short(name))
    )
    text = ngettext("Seen in: {seen_in} · {n} record", "Seen in: {seen_in} · {n} records", row["records"])
    told = text.format(seen_in=words.plain(record_words.places(row["seen_in"])), n=words.count(row["records"]))
    return words.lines(f"**{what}**", words.aside(told))


def _decided(workspace: Path, row: Row, decision: Decision, names: Mapping[str, str]) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        told = _(":material/check: Decided: **{decision}**, by {decided_by}. Build again to count it.").format(
            decision=answer_in_words(decision, names), decided_by=words.plain(decision.decided_by)
        )
        st.markdown(words.paragraphs(_seen(row), told))
    with right:
        undo_button(workspace, NAMES, decision, f"card_{row['name']}")


def _undecided(workspace: Path, row: Row, suggestions: Sequence[Row], names: Mapping[str, str]) -> None:
    name = row["name"]
    looks_like = [_suggested(found, how_sure(found, suggestions)) for found in suggestions] or [
        _("Nothing on your lists looks like it.")
    ]
    st.markdown(words.paragraphs(_seen(row), *looks_like))
    if suggestions:
        _accept(workspace, name, suggestions)
    with st.container(horizontal=True):
        st.button(_("Another organisation"), key=f"other_{name}", on_click=_choose_for, args=(name,))
        st.button(
            _("Not an organisation we count"), key=f"none_{name}", on_click=decide,
            args=(workspace, NAMES, name, NO_ORGANISATION, "not an organisation we count"),
        )  # fmt: skip
        st.button(
            _("A person’s name"), key=f"person_{name}", on_click=decide,
            args=(workspace, NAMES, name, PERSON, "the name of a person"),
        )  # fmt: skip
    if st.session_state.get(CHOOSING) == name:
        _another(workspace, name, names)


def _accept(workspace: Path, name: str, suggestions: Sequence[Row]) -> None:
    with st.container(horizontal=True):
        for found in suggestions:
            st.button(
                _("Yes, this is {organisation}").format(organisation=short(found['organisation'])), key=f"yes_{name}_{found['organisation_id']}",
                wrap=True, on_click=decide,
                args=(workspace, NAMES, name, found["organisation_id"], f"suggestion accepted: {found['reason']}"),
            )  # fmt: skip


def how_sure(found: Row, suggestions: Sequence[Row]) -> str:
    """Say how sure a suggestion is: how often the likeliest one of a name is right is known, of the others it is not."""
    equal = sum(each["certainty"] == suggestions[0]["certainty"] for each in suggestions)
    if found["certainty"] < suggestions[0]["certainty"]:
        return _("less likely")
    if equal > 1:
        return _("one of {n} that are equally likely").format(n=words.count(equal))
    return words.sureness(found["certainty"])


def _suggested(found: Row, certainty: str) -> str:
    return _("**{organisation}** · {certainty}. Why: {reason}.").format(
        organisation=short(found["organisation"]),
        certainty=certainty,
        reason=short(words.told(found["reason"])),
    )


def _choose_for(name: str) -> None:
    st.session_state[CHOOSING] = None if st.session_state.get(CHOOSING) == name else name


def _another(workspace: Path, name: str, names: Mapping[str, str]) -> None:
    """Let a person choose from the whole register; one name at a time, as the list may be long."""
    ids = sorted(names, key=lambda id_: (names[id_].casefold(), id_))
    chosen = st.selectbox(
        _("Which organisation?"),
        ids,
        index=None,
        format_func=names.__getitem__,
        key=f"which_{name}",
        placeholder=_("Type a part of its name"),
    )
    if chosen:
        st.button(
            _("Yes, this is {organisation}").format(organisation=short(names[chosen])), key=f"chosen_{name}", type="primary", wrap=True, on_click=decide,
            args=(workspace, NAMES, name, chosen, "chosen from the register"),
        )  # fmt: skip
    st.caption(_("It is not in the list? Add it to a partner list in your folder, and build again."))


def answer_in_words(decision: Decision, names: Mapping[str, str]) -> str:
    """Say which organisation was decided."""
    if decision.answer == NO_ORGANISATION:
        return _("not an organisation we count")
    if decision.answer == PERSON:
        return _("a person’s name, which stays out of the numbers")
    return short(names.get(decision.answer, decision.answer))
