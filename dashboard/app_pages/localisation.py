"""How much money goes directly to local organisations, and how sure that is."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, frame, words
from dashboard.figures import definitions
from dashboard.figures import money as figures
from dashboard.figures.picture import show
from dashboard.queries import Reader, Value

STATUS_ORDER = ("paid_or_committed", "paid", "commitment", "pledge")
LOCALITY_ORDER = ("local", "international", "unclassified", "unknown")
MOST_YEARS = 6


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        "How much money reaches local organisations directly?",
        "Only money that is paid or committed counts; pledges are shown apart. A line around a dot shows how far the share "
        "could move if every recipient we cannot classify were local. A hollow dot is a year that is not over yet.",
    )
    left, _ = st.columns(2)
    with left:
        cluster = filters.cluster(reader)
    direct = _years(reader, "direct_local_funding_share", cluster)
    pooled = _years(reader, "cbpf_local_share", cluster)
    if not direct and not pooled:
        st.info("There is no funding file yet. Add an FTS export or a pooled fund (CBPF) project list to the folder.")
        return
    _direct(reader, direct)
    _not_known(reader, cluster)
    _definitions(reader, cluster)
    _composition(reader, cluster)
    _pooled(reader, pooled)
    _reported(reader, cluster)


def _direct(reader: Reader, direct: list[Value]) -> None:
    if not direct:
        return
    frame.section("Money that goes directly to local and national organisations")
    about = reader.indicators().get("direct_local_funding_share")
    show(figures.share_by_year(direct, about, target=True, what="Direct share to local organisations"), "direct")


def _not_known(reader: Reader, cluster: str) -> None:
    parts = (
        ("unknown_recipient_share", "Recipient not named", "The record does not say who received the money, or names several."),
        ("unclassified_locality_share", "Local or not is not known", "The recipient is named, but nobody has said if it is local here."),
    )  # fmt: skip
    found = [(name, title, text, _years(reader, name, cluster)) for name, title, text in parts]
    shown = [part for part in found if part[3]]
    if not shown:
        return
    frame.section("What is not known about this money", "The smaller these shares, the firmer the number above.")
    for column, (name, title, text, values) in zip(st.columns(2, gap="large"), shown, strict=False):
        with column:
            st.subheader(title, anchor=False)
            st.markdown(text)
            show(figures.share_by_year(values, reader.indicators().get(name), target=False, what=title), name)


def _definitions(reader: Reader, cluster: str) -> None:
    """The figures above under each definition of local: none of them stands alone."""
    parts = (
        ("direct_local_funding_share", "Direct share to local organisations"),
        ("unclassified_locality_share", "Local or not is not known"),
    )
    found = [(name, what, _under_each_definition(reader, name, cluster)) for name, what in parts]
    shown = [part for part in found if part[2]]
    if not shown:
        return
    in_force = reader.definition_in_force()
    frame.section(
        "Who is called local?",
        f"What is called local on this page, but for pooled funds, follows one definition: **{words.definition(in_force)}**. "
        "Here is the same money under each of them. Never report one without the others.",
    )
    for column, (name, what, values) in zip(st.columns(2, gap="large"), shown, strict=False):
        with column:
            st.subheader(what, anchor=False)
            show(definitions.comparison(values, in_force, what), f"definitions_{name}")
    st.markdown(definitions.meanings(in_force))
    st.caption(definitions.how_to_switch())


def _under_each_definition(reader: Reader, indicator: str, cluster: str) -> list[Value]:
    """Return the figures of the latest year that is over; of all years together where there are no years."""
    by_year = _latest(_begun(reader, reader.values(indicator, cluster, "year", definitions.GROUP_BY)))
    return by_year or reader.values(indicator, cluster, "span", definitions.GROUP_BY)


def _composition(reader: Reader, cluster: str) -> None:
    parts = (("locality", "By local or international"), ("type", "By type of organisation"))
    found = [
        (
            group_by,
            title,
            _latest(_begun(reader, reader.values("direct_local_funding_share", cluster, "year", group_by))),
        )
        for group_by, title in parts
    ]
    shown = [part for part in found if part[2]]
    if not shown:
        return
    frame.section("Who received the money", f"In {_name(shown[0][2][0])}, paid or committed.")
    for column, (group_by, title, values) in zip(st.columns(2, gap="large"), shown, strict=False):
        with column:
            st.subheader(title, anchor=False)
            order = LOCALITY_ORDER if group_by == "locality" else ()
            about = reader.indicators().get(values[0].indicator)
            show(figures.amounts(values, about, title, order), f"composition_{group_by}")


def _pooled(reader: Reader, pooled: list[Value]) -> None:
    if not pooled:
        return
    frame.section(
        "Pooled funds",
        "The part of country-based pooled funds (CBPF) given directly to national and local NGOs. Here the fund’s own word "
        "“National NGO” is used, whatever the definition of local.",
    )
    about = reader.indicators().get("cbpf_local_share")
    show(
        figures.share_by_year(pooled, about, target=False, what="Pooled fund share to national and local NGOs"),
        "pooled",
    )


def _reported(reader: Reader, cluster: str) -> None:
    values = _latest(_begun(reader, reader.values("reported_funding", cluster, "year", "status")))
    values = values or reader.values("reported_funding", cluster, "span", "status")
    if not values:
        return
    frame.section("All money reported", "A pledge is a promise. It is not part of any share on this page.")
    show(
        figures.amounts(values, reader.indicators().get("reported_funding"), "Status of the money", STATUS_ORDER),
        "reported",
    )


def _years(reader: Reader, indicator: str, cluster: str) -> list[Value]:
    """Return the latest years of an indicator; all years together where there are no years."""
    by_year = _begun(reader, reader.values(indicator, cluster, "year"))[-MOST_YEARS:]
    return by_year or reader.values(indicator, cluster, "span")


def _begun(reader: Reader, values: list[Value]) -> list[Value]:
    """Leave out years that lie ahead: money for several years is split over them, and most of theirs is not known yet."""
    build = reader.build()
    today = build["data_to"] or build["built_at"].date()
    return [value for value in values if value.period_start <= today]


def _latest(values: list[Value]) -> list[Value]:
    """Keep the latest year that is over, or else the latest."""
    over = [value for value in values if not value.partial] or values
    newest = max((value.period_start for value in over), default=None)
    return [value for value in over if value.period_start == newest]


def _name(value: Value) -> str:
    return words.period(value.period_start, value.period_end)


page()
