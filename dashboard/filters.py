"""Which cluster, period and grouping a reader has chosen; the choice lives in the address.

Streamlit's own `bind="query-params"` writes the label of an option into the address. A label changes with the language
and with a cluster's name; a link must not. So codes are written here.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import audience as audiences
from dashboard import languages, words
from dashboard.languages import _
from dashboard.queries import Reader, Row

WHOLE_RESPONSE = "all"


def cluster(reader: Reader) -> str:
    """Ask for a cluster, or the whole response."""
    names = {WHOLE_RESPONSE: _("Whole response")} | {row["cluster_id"]: row["name"] for row in reader.clusters()}
    return choose(_("Cluster"), names, "cluster", WHOLE_RESPONSE)


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
    return by_code[choose(_("Period"), labels, "period", (over or list(by_code))[0])]


def grouping() -> str:
    """Ask what to compare."""
    return choose(_("Compare by"), {code: _(name) for code, name in words.GROUP_BYS.items()}, "by", "type")


def view_as(granted: str) -> str:
    """Let a reader narrow the view to what somebody else may see; it never widens."""
    options = {name: _(audiences.LABELS[name]) for name in audiences.choices(granted)}
    return choose(_("View as"), options, "view", granted) if len(options) > 1 else granted


def language() -> None:
    """Let a reader choose a language; the browser's own needs no word in the address."""
    st.session_state["choice_lang"] = languages.current()
    mine, english = _("Language"), "Language"
    st.selectbox(
        mine if mine == english else f"{mine} · {english}", list(languages.LANGUAGES),
        format_func=languages.LANGUAGES.__getitem__, key="choice_lang", on_change=_speak,
    )  # fmt: skip
    _put("lang", languages.current(), languages.of_the_browser())


def _speak() -> None:
    """Change the language for this reader, and in the address."""
    st.session_state[languages.CHOSEN] = st.session_state["choice_lang"]
    _put("lang", st.session_state["choice_lang"], languages.of_the_browser())


def choose(label: str, options: Mapping[str, str], key: str, default: str) -> str:
    """Show a select box whose chosen code is in the address, and is kept from page to page."""
    widget = _settled(label, options, key, default)
    chosen = st.selectbox(
        label, list(options), format_func=options.__getitem__, key=widget, on_change=_remember, args=(key, default)
    )
    _write(key, chosen, default)
    return chosen


def choose_in_sight(label: str, options: Mapping[str, str], key: str, default: str) -> str:
    """Show a few choices side by side, all of them in sight; the chosen code is in the address as well."""
    widget = _settled(label, options, key, default)
    chosen = st.segmented_control(
        label, list(options), required=True, format_func=options.__getitem__, key=widget, on_change=_remember,
        args=(key, default), wrap=True,
    ) or default  # fmt: skip
    _write(key, chosen, default)
    return chosen


def percent(label: str, key: str, default: int) -> int:
    """Ask for a whole percentage; it is in the address as well. One left at its usual value follows that value."""
    widget = _settled(label, {str(n): words.number(n, "%") for n in range(101)}, key, str(default))
    st.session_state[widget] = int(st.session_state[widget])
    chosen = st.number_input(label, 0, 100, step=1, key=widget, on_change=_remember, args=(key, str(default)))
    _write(key, str(chosen), str(default))
    if chosen == default:
        st.session_state.pop(f"kept_{key}")
    return int(chosen)


def some(label: str, options: Mapping[str, str], key: str, nothing: str) -> list[str]:
    """Ask for some of many; none chosen means all of them. The chosen codes are in the address."""
    asked = [code for code in st.query_params.get(key, "").split(".") if code in options]
    widget = f"choice_{key}"
    st.session_state[widget] = asked
    chosen = st.multiselect(
        label, list(options), format_func=options.__getitem__, key=widget, placeholder=nothing, on_change=_remember_some,
        args=(key,),
    )  # fmt: skip
    _put(key, ".".join(chosen), "")
    return chosen or list(options)


def _remember_some(key: str) -> None:
    _put(key, ".".join(st.session_state[f"choice_{key}"]), "")


def _settled(label: str, options: Mapping[str, str], key: str, default: str) -> str:
    """Give a choice the code of the address, else the one kept, else the usual one; return the widget's key."""
    asked = st.query_params.get(key)
    if asked is not None and asked not in options:
        gone = _("This link asks for something that is not here ({label}). You see: {shown}.")
        st.caption(gone.format(label=label, shown=options[default]))
    kept = st.session_state.get(f"kept_{key}")
    widget = f"choice_{key}"
    st.session_state[widget] = next((code for code in (asked, kept) if code in options), default)
    return widget


def _remember(key: str, default: str) -> None:
    _write(key, str(st.session_state[f"choice_{key}"]), default)


def _write(key: str, code: str, default: str) -> None:
    st.session_state[f"kept_{key}"] = code
    _put(key, code, default)


def _put(key: str, code: str, default: str) -> None:
    if code == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != code:
        st.query_params[key] = code


def _period_label(row: Row) -> str:
    name = words.period(row["period_start"], row["period_end"])
    return _("{period} (not complete yet)").format(period=name) if row["partial"] else name
