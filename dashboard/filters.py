"""Which cluster, period and grouping a reader has chosen; the choice lives in the address.

Streamlit's own `bind="query-params"` writes the label of an option into the address. A label changes with the language
and with a cluster's name; a link must not. So codes are written here.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import audience as audiences
from dashboard import words
from dashboard.queries import Reader, Row

WHOLE_RESPONSE = "all"


def cluster(reader: Reader) -> str:
    """Ask for a cluster, or the whole response."""
    names = {WHOLE_RESPONSE: "Whole response"} | {row["cluster_id"]: row["name"] for row in reader.clusters()}
    return choose("Cluster", names, "cluster", WHOLE_RESPONSE)


def cluster_button(label: str, cluster_id: str) -> None:
    """Show a button that chooses a cluster."""
    st.button(
        label, key=f"see_{cluster_id}", type="tertiary", icon=":material/arrow_forward:",
        on_click=_write, args=("cluster", cluster_id, WHOLE_RESPONSE),
    )  # fmt: skip


def period(periods: list[Row]) -> Row:
    """Ask for a reporting period; the latest one that is over, unless told otherwise."""
    by_code = {row["period_start"].strftime("%Y-%m"): row for row in reversed(periods)}
    labels = {code: _period_label(row) for code, row in by_code.items()}
    over = [code for code, row in by_code.items() if not row["partial"]]
    return by_code[choose("Period", labels, "period", (over or list(by_code))[0])]


def grouping() -> str:
    """Ask what to compare."""
    return choose("Compare by", words.GROUP_BYS, "by", "type")


def view_as(granted: str) -> str:
    """Let a reader narrow the view to what somebody else may see; it never widens."""
    options = {name: audiences.LABELS[name] for name in audiences.choices(granted)}
    return choose("View as", options, "view", granted) if len(options) > 1 else granted


def choose(label: str, options: Mapping[str, str], key: str, default: str) -> str:
    """Show a select box whose chosen code is in the address, and is kept from page to page."""
    asked = st.query_params.get(key)
    if asked is not None and asked not in options:
        st.caption(f"This link asks for a {label.lower()} that is not here. You see: {options[default]}.")
    kept = st.session_state.get(f"kept_{key}")
    code = next((candidate for candidate in (asked, kept) if candidate in options), default)
    widget = f"choice_{key}"
    st.session_state[widget] = code
    chosen = st.selectbox(
        label, list(options), format_func=options.__getitem__, key=widget, on_change=_remember, args=(key, default)
    )
    _write(key, chosen, default)
    return chosen


def _remember(key: str, default: str) -> None:
    _write(key, st.session_state[f"choice_{key}"], default)


def _write(key: str, code: str, default: str) -> None:
    st.session_state[f"kept_{key}"] = code
    if code == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != code:
        st.query_params[key] = code


def _period_label(row: Row) -> str:
    name = words.period(row["period_start"], row["period_end"])
    return f"{name} (not over yet)" if row["partial"] else name
