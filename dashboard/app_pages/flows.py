"""Where the money goes on its way, on how few organisations it lies, and who works with whom."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, words
from dashboard.figures import concentration, flows, network, ties
from dashboard.figures.picture import kept, show
from dashboard.figures.theme import CONFIG
from dashboard.languages import _
from dashboard.money import years
from dashboard.money.ties_words import in_words
from dashboard.queries import Reader, Row

MONEY = ("as_direct_local_funding_share", "direct_local_funding_share", "funding_concentration")
TIES = "partner_network_ties"
# The way of the money needs width, beside the menu too. Elsewhere the same stops stand below each other as bars.
STYLE = """<style>
@media (max-width: 1100px) { .st-key-way { display: none; } }
@media (min-width: 1101px) { .st-key-stops { display: none; } }
</style>"""


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Where does the money go on its way?"),
        _(
            "Follow the money from donors, through those who receive it first, to local organisations. What nobody has reported "
            "keeps a place of its own."
        ),
    )
    st.html(STYLE)
    left, right = st.columns(2)
    with left:
        cluster = filters.cluster(reader)
    found = years.known(reader, cluster, MONEY)
    year = None
    if found:
        with right:
            year = years.ask(found)
        _way(reader, cluster, year)
        _concentration(reader, cluster, year)
    else:
        st.info(
            _(
                "There is no funding file yet. Add an FTS export to the folder, and sub-grants with the template sub_grants.xlsx."
            )
        )
    _ties(reader, cluster, year.end if year else date.max)


def _way(reader: Reader, cluster: str, year: years.Year) -> None:
    frame.section(_("From donors to local organisations"))
    links = reader.rows("flow_links", cluster=cluster, year=year.start.year) if year.grain == "year" else []
    if not links:
        st.markdown(
            _("No flow of {year} is on record here. Pooled-fund projects alone do not say who gave the money.").format(
                year=year.name
            )
        )
        return
    clusters = {row["cluster_id"]: row["name"] for row in reader.clusters()}
    picture = kept(lambda: flows.way(links, clusters, year.name), "way")
    stops = kept(lambda: flows.stops(links, clusters), "stops")
    with st.container(key="stops"):
        st.caption(_("1 Donors, 2 Clusters, 3 First recipient, 4 Passed on to, 5 And on again to."))
        st.plotly_chart(stops, config=CONFIG, alt=picture.alt, key="stops_chart")
    show(picture, "way")
    name = words.definition(reader.definition_in_force())
    st.caption(_("Local here means: {definition}, the definition in force.").format(definition=name))


def _concentration(reader: Reader, cluster: str, year: years.Year) -> None:
    main = "funding_concentration"
    points = reader.rows("lorenz_points", indicator=main, cluster=cluster, grain=year.grain, period_start=year.start)
    values = {
        key: value for key in concentration.PARTS if (value := years.value(reader, key, cluster, year)) is not None
    }
    if main not in values and not points:
        return
    frame.section(
        _("How few organisations hold the money"),
        _(
            "Organisations stand in a row from the one with least to the one with most. The lower the curve hangs, the fewer hold the money."
        ),
    )
    if points and values.get(main) is not None and values[main].status == "ok":
        show(lambda: concentration.curve(points, values, year.name), "concentration")
    else:
        st.markdown(_("This cannot be said for {year}: {reason}").format(
            year=year.name, reason=words.plain(words.reason(values[main].reason if main in values else None))
        ))  # fmt: skip


def _ties(reader: Reader, cluster: str, until: date) -> None:
    if TIES not in reader.indicators():
        st.caption(_("Who works with whom is shown to the coordination team and to evaluators."))
        return
    rows = reader.rows("networks", cluster=cluster, until=until)
    frame.section(
        _("Who works with whom"),
        _(
            "Two organisations have a tie when they are in one programme or one working group, or when one gives a sub-grant to the other."
        ),
    )
    if not rows:
        st.markdown(_("No ties are on record. A 3W/5W that names programmes, the list of working groups (template roles_and_seats.xlsx) "
                      "or the list of sub-grants (template sub_grants.xlsx) would show them."))  # fmt: skip
        return
    periods = {row["period_start"]: row["period_end"] for row in reader.periods()}
    st.markdown("\n".join(in_words(row, periods) for row in rows), width=760)
    if audiences.sees_names(reader.audience):
        _named_ties(reader, rows, periods)


def _named_ties(reader: Reader, rows: list[Row], periods: dict[date, date]) -> None:
    if len(rows) > 1:
        st.caption(_("Choose one cluster above to see its organisations."))
        return
    start = rows[0]["period_start"]
    found = reader.named("network_dots", cluster=rows[0]["cluster"], period_start=start)
    pairs = reader.named("network_pairs", cluster=rows[0]["cluster"], period_start=start)
    if pairs:
        show(lambda: network.network(found, pairs), "network")
    if found:
        show(lambda: ties.dots(found, words.period(start, periods.get(start) or start)), "ties")


page()
