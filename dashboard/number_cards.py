"""One number as a card: what it is, how it was counted, and what helps when it is weak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

import streamlit as st

from dashboard import words
from dashboard.languages import _
from dashboard.queries import Row, Value

BESIDE = 2
GOOD_BANDS = ("good", "strong", "no caution", "in balance", "in proportion")


@dataclass(frozen=True)
class Card:
    """What follows the number, the number (None: nothing on record), how it was counted, and its indicator."""

    title: str
    value: Value | None
    counted: str
    missing: str
    about: Row


def show(cards: Sequence[Card], chosen: Row) -> None:
    """Show cards two by two; what helps with several of them is said once, below."""
    helps = [_helps(card) for card in cards]
    shared = {text for text in helps if text and helps.count(text) > 1}
    for start in range(0, len(cards), BESIDE):
        for column, index in zip(st.columns(BESIDE), range(start, len(cards)), strict=False):
            with column:
                _show(cards[index], chosen, "" if helps[index] in shared else helps[index])
    for text in dict.fromkeys(text for text in helps if text in shared):
        st.markdown(text, width=760)


def _show(card: Card, chosen: Row, helps: str) -> None:
    with st.container(border=True, height="stretch"):
        st.metric(card.title, _number(card.value), label_visibility="collapsed")
        # What follows a number says nothing where there is none.
        title = card.title if _is_known(card.value) else words.plain(_(card.about["title"]))
        told = words.lines(f"**{title}**", words.aside(_how(card, chosen)))
        st.markdown(words.paragraphs(told, helps))


def _helps(card: Card) -> str:
    """Return the next step; empty where all is well, or nothing is known."""
    if card.value is None or card.value.status != "ok" or card.value.band in GOOD_BANDS:
        return ""
    return _("What helps: {step}").format(step=words.plain(_(card.about["when_weak"])))


def _is_known(value: Value | None) -> TypeGuard[Value]:
    return value is not None and value.status == "ok" and value.value is not None


def _number(value: Value | None) -> str:
    if not _is_known(value):
        return _("not known")
    assert value.value is not None
    # A part of another rate reads more easily as per cent than as 0.3.
    return words.number(100 * value.value, "%") if value.unit == "ratio" else words.number(value.value, value.unit)


def _how(card: Card, chosen: Row) -> str:
    value = card.value
    if value is None:
        return card.missing
    if value.status != "ok":
        return words.plain(words.reason(value.reason))
    if (value.period_start, value.period_end) == (chosen["period_start"], chosen["period_end"]):
        return card.counted
    when = words.period(value.period_start, value.period_end)
    return _("{counted}, {period}").format(counted=card.counted, period=when)
