"""Where does a number on a page come from? The link from any number to its evidence."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard import filters, stretches
from dashboard.languages import _
from dashboard.queries import Value

PAGE, ARROW = "app_pages/evidence.py", ":material/arrow_forward:"


def address(value: Value) -> dict[str, str]:
    """Return what the address of the page Evidence says of a value; a month, or a definition of local, leads to the whole number."""
    told = {"indicator": value.indicator, "cluster": value.cluster}
    if value.grain in stretches.GRAINS:
        told["period"] = stretches.code(value)
    if value.group_by not in ("all", "definition"):
        told |= {"by": value.group_by, "group": value.group}
    return told


def url(indicator: str) -> str:
    """Return the address of an indicator for a link in a text: in the same language, and as the same reader."""
    same = {name: st.query_params[name] for name in ("lang", "view") if name in st.query_params}
    return f"./evidence?{urlencode({'indicator': indicator, **same})}"


def link(value: Value, label: str = "") -> None:
    """Show the link from a value to its definition, its range and its rows."""
    st.page_link(PAGE, label=label or _("Where this number comes from"), icon=ARROW, query_params=address(value))  # fmt: skip


def indicator_link(indicator: str, label: str, cluster: str = filters.WHOLE_RESPONSE, icon: str | None = None) -> None:
    """Show the link to an indicator of a cluster or the whole response, its latest period."""
    place = {"indicator": indicator} | ({} if cluster == filters.WHOLE_RESPONSE else {"cluster": cluster})
    st.page_link(PAGE, label=label, query_params=place, icon=icon)
