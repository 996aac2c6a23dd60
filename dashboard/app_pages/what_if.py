"""What would have to happen to reach an aim: how much money, through which channel; how many attendances, and whose."""

from __future__ import annotations

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, words
from dashboard.evidence.rules import settings_by_key
from dashboard.figures import needed
from dashboard.figures import returning as return_figures
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.money import local_moves, returning, returning_words, scenario, scenario_words, years
from dashboard.money.scenario import Money, Need
from dashboard.queries import Reader, Row

SHARE, POOLED = "as_direct_local_funding_share", "cbpf_local_share"


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("What would it take?"),
        _(
            "Choose an aim, and see what would reach it. **This is arithmetic with numbers that are already published. It is "
            "not a forecast:** in real life, more than one thing changes."
        ),
    )
    left, middle, right = st.columns(3)
    with left:
        cluster = filters.cluster(reader)
    found = years.known(reader, cluster, (SHARE,))
    if found:
        with middle:
            chosen = local_moves.ask(reader)
        with right:
            year = years.ask(found)
        _money(reader, cluster, year, chosen)
    else:
        frame.section(_("How much money would reach the aim?"))
        st.info(_("There is no funding file yet. Add an FTS export to the folder."))
    _attendance(reader, cluster)


def _money(reader: Reader, cluster: str, year: years.Year, chosen: str) -> None:
    frame.section(_("How much money would reach the aim?"))
    value = years.value(reader, SHARE, cluster, year, chosen)
    if value is None or value.status != "ok" or not value.denominator:
        reason = words.plain(words.reason(value.reason if value else None))
        st.markdown(_("The share of {year} cannot be said: {reason}").format(year=year.name, reason=reason))
        return
    local = value.numerator or 0.0
    known = Money(value.denominator, local, max(0.0, (value.bound_high or 0.0) * value.denominator / 100 - local))
    left, middle, right = st.columns([2, 3, 4])
    with left:
        aim = filters.percent(_("Aim (%)"), "target", _usual_aim(reader)) / 100
    with middle:
        source = filters.choose_in_sight(_("Where it comes from"), _told(scenario_words.SOURCES), "from", "moved")
    with right:
        channel = filters.choose_in_sight(_("Channel"), _told(scenario_words.CHANNELS), "channel", "direct")
    reaches = _reaches(reader, cluster, year)
    needs = {code: scenario.need(known, aim, reaches[code], source) for code in scenario.CHANNELS}
    _answer(known, aim, year, needs, reaches, (channel, source))


def _answer(
    known: Money,
    aim: float,
    year: years.Year,
    needs: dict[str, Need],
    reaches: dict[str, float],
    choice: tuple[str, str],
) -> None:
    channel, source = choice
    st.markdown(scenario_words.standing(known, aim, year.name), width=760)
    if known.share >= aim:
        return
    reading = scenario_words.answer(channel, source, reaches[channel], needs[channel], known, aim)
    show(lambda: needed.channels(needs, reaches, known, channel, reading), "needed")
    st.caption(
        _(
            "“Moved” means: taken from money of which nothing reaches local organisations today; the sum stays the same. "
            "“New” money makes the sum larger, so more is needed. Money counts as in “as directly as possible”: directly, through "
            "a pooled fund, or through one other organisation."
        )
    )


def _reaches(reader: Reader, cluster: str, year: years.Year) -> dict[str, float]:
    """Ask how much of each dollar reaches local organisations, channel by channel; at first, what the records show."""
    fund, passed_on = _fund_share(reader, cluster, year), _passed_on(reader, cluster, year)
    with st.expander(_("What each channel passes on")):
        told = _("The numbers start at what the records of {year} show: the fund gave {fund} to national NGOs; of the money of "
                 "international organisations, {passed_on} is known to have been passed on to local ones.")  # fmt: skip
        st.markdown(told.format(year=year.name, fund=_share(fund), passed_on=_share(passed_on)))
        left, middle, right = st.columns(3)
        with left:
            share = filters.percent(_("The fund gives to local organisations (%)"), "fund_share", round(fund or 0))
        with middle:
            costs = filters.percent(_("The fund keeps for its own costs (%)"), "fund_costs", 0)
        with right:
            usual = max(1, round(passed_on)) if passed_on else 0
            one = filters.percent(_("One intermediary passes on (%)"), "passed_on", usual)
    return {"direct": 1.0, "pooled": share / 100 * (1 - costs / 100), "one": one / 100}


def _fund_share(reader: Reader, cluster: str, year: years.Year) -> float | None:
    found = years.value(reader, POOLED, cluster, year)
    return found.value if found is not None else None


def _passed_on(reader: Reader, cluster: str, year: years.Year) -> float | None:
    """The part of the money of international organisations that is known to have reached local ones through them."""
    routes = {value.group: value.numerator or 0.0 for value in years.values(reader, SHARE, cluster, year, "route")}
    whole = sum(routes.get(route, 0.0) for route in ("international", "one_intermediary", "deeper"))
    return 100 * routes.get("one_intermediary", 0.0) / whole if whole else None


def _share(value: float | None) -> str:
    return _("an unknown part") if value is None else words.number(value, "%", 1)


def _usual_aim(reader: Reader) -> int:
    return round(float(settings_by_key(reader)["thresholds.as_direct_target"]))


def _told(texts: dict[str, str]) -> dict[str, str]:
    return {code: _(text) for code, text in texts.items()}


def _attendance(reader: Reader, cluster: str) -> None:
    frame.section(
        _("Who would have to come back?"),
        _("Local and international organisations, and the attendances that would bring them level. Here, local follows the "
          "definition in force."),
    )  # fmt: skip
    periods = reader.periods()
    if not periods or not returning.recorded(reader, cluster):
        st.markdown(
            _(
                "There is no list of partners with attendance yet. Add a partner list (template partners.xlsx) and sign-in sheets "
                "(template meetings.xlsx)."
            )
        )
        return
    left, rest = st.columns([1, 2])
    with left:
        period = filters.period(periods)
    gap = returning.gap(reader, cluster, period)
    if gap is None:
        st.markdown(_silence(reader, cluster, period))
        return
    months = (
        12 * (period["period_end"].year - period["period_start"].year)
        + period["period_end"].month
        - period["period_start"].month
        + 1
    )
    standing = returning_words.standing(gap, months, words.period(period["period_start"], period["period_end"]))
    rows = returning.absent(reader, cluster, period, gap.behind.group) if gap.needed else []
    if not rows:
        st.markdown(standing, width=760)
        if gap.needed and audiences.sees_names(reader.audience):
            st.markdown(
                _("No partner of this group has gone quiet: ask those that come less often what keeps them away.")
            )
        return
    with rest:
        habit = filters.choose_in_sight(_("They come back"), _told(returning_words.HABITS), "back", "every")
    _return(gap, rows, habit, standing)


def _return(gap: returning.Gap, rows: list[Row], habit: str, standing: str) -> None:
    names = {row["code"]: f"{row['name']} ({row['cluster']})" for row in rows}
    codes = filters.some(_("Which partners come back"), names, "who", _("All absent partners"))
    chosen = [row for row in rows if row["code"] in codes]
    reading = f"{standing}\n\n{returning_words.answer(gap, rows, chosen, habit)}"
    table = returning_words.table(chosen, habit)
    show(
        lambda: return_figures.gap(gap, sum(returning.by_partner(chosen, habit).values()), reading, table), "returning"
    )
    st.caption(
        _("For the coordination team only. The page Participation lists when each of them last came: call them first.")
    )


def _silence(reader: Reader, cluster: str, period: Row) -> str:
    """Say why there is no scenario of attendance: hidden, or not for this audience, or nothing recorded."""
    shown = [value for value in reader.values(returning.GAP, cluster) if value.period_start == period["period_start"]]
    if not shown:
        return _("Nothing is recorded for this period. Choose another one.")
    if shown[0].status == "ok":
        text = _(
            "The gap is {gap}. How many attendances would close it is hidden: small groups could be worked out from it."
        )
        return text.format(gap=words.number(shown[0].value, "pp"))
    reason = words.plain(words.reason(shown[0].reason))
    return _("{status}. {reason}").format(status=words.status(shown[0].status), reason=reason)


page()
