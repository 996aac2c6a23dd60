"""Who takes part in the partnership, and who is drifting away?"""

from __future__ import annotations

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, tables, words
from dashboard.chosen_period import of, until
from dashboard.figures import definitions
from dashboard.figures import participation as figures
from dashboard.figures.picture import show
from dashboard.languages import N_, _
from dashboard.participation import attendance_words, meeting_choice, meeting_load, quiet_cards, who_stays
from dashboard.queries import Reader, Row, Value

MOST_NUMBERS = 4
NUMBER_WIDTH = 160  # two beside each other on a phone
KEY_NUMBERS = {
    "active_partner_rate": (N_("of partners came, or reported their work"), N_("{n} partners")),
    "org_attendance_rate": (N_("of invitations were taken up"), N_("{n} invitations")),
    "dropout_rate": (N_("of those who came before stopped coming"), N_("{n} partners")),
    "survey_response_rate": (N_("of partners answered the survey"), N_("{n} partners")),
    "subnational_meeting_coverage": (N_("of areas have meetings of their own"), N_("{n} areas")),
}
NOW, MEETINGS, STAYING, LOAD = "now", "meetings", "staying", "load"
PARTS = {
    NOW: N_("Who comes, who to call"),
    MEETINGS: N_("Meeting by meeting"),
    STAYING: N_("Who joins and stays"),
    LOAD: N_("Areas and time"),
}


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Who takes part, and who is drifting away?"),
        _(
            "We count organisations, not people: an organisation took part in a meeting when at least one person came. "
            "Coming to a meeting does not yet mean being heard."
        ),
    )
    if (chosen := frame.cluster_and_period(reader, beside=1)) is None:
        return
    cluster, period, (right,) = chosen
    visible = reader.indicators()
    with right:
        group_by = filters.grouping() if "org_attendance_rate" in visible else "all"
    _key_numbers(reader, cluster, period, [indicator for indicator in KEY_NUMBERS if indicator in visible])
    if "org_attendance_rate" in visible:
        _part(reader, cluster, period, group_by)
    else:
        _for_the_public(reader, cluster, period)


def _part(reader: Reader, cluster: str, period: Row, group_by: str) -> None:
    """Show one part of the page at a time: each answers a question of its own."""
    parts = {code: _(name) for code, name in PARTS.items() if code != MEETINGS or audiences.sees_names(reader.audience)}
    if not audiences.sees_names(reader.audience):
        parts[NOW] = _("Who comes")
    chosen = filters.choose_in_sight(_("Look at"), parts, "look", NOW)
    if chosen == MEETINGS:
        meeting_choice.meeting_by_meeting(reader, cluster, period)
    elif chosen == STAYING:
        who_stays.who_stays(reader, cluster, period)
    elif chosen == LOAD:
        meeting_load.areas(reader, cluster, period)
        meeting_load.time(reader, cluster, period)
    else:
        _now(reader, cluster, period, group_by)


def _for_the_public(reader: Reader, cluster: str, period: Row) -> None:
    """What those may see who do not see attendance, and why not more."""
    st.caption(
        _("Who came to which meeting is for the coordination team. Numbers of attendance are for evaluators too.")
    )
    who_stays.membership(reader, cluster, period)
    meeting_load.areas(reader, cluster, period)


def _now(reader: Reader, cluster: str, period: Row, group_by: str) -> None:
    if not audiences.sees_names(reader.audience):
        st.caption(_("Who came to which meeting, and who to call, is shown to the coordination team only."))
        _attendance(reader, cluster, period, group_by)
        _gap(reader, cluster, period)
        return
    left, right = st.columns(2, gap="large")
    with left:
        quiet_cards.worth_a_call(reader, cluster)
    with right:
        _attendance(reader, cluster, period, group_by)
        _gap(reader, cluster, period)


def _key_numbers(reader: Reader, cluster: str, period: Row, indicators: list[str]) -> None:
    with st.container(horizontal=True, gap="medium"):
        for indicator in indicators[:MOST_NUMBERS]:
            text, counted = KEY_NUMBERS[indicator]
            found = of(reader.values(indicator, cluster), period)
            with st.container(width=NUMBER_WIDTH, gap="xxsmall"):
                _key_number(found[-1] if found else None, _(text), _(counted))


def _key_number(value: Value | None, text: str, counted: str) -> None:
    shown = value is not None and value.status == "ok"
    st.metric(text, words.number(value.value, "%") if value and shown else "–", label_visibility="collapsed")
    st.markdown(words.lines(text, words.aside(_behind(value, counted))))


def _behind(value: Value | None, counted: str) -> str:
    """Say what a number was made of, or why there is none."""
    if value is None:
        return _("Nothing is recorded for this period.")
    if value.status != "ok":
        return words.plain(words.reason(value.reason))
    return counted.format(n=tables.counted(value))


def _attendance(reader: Reader, cluster: str, period: Row, group_by: str) -> None:
    frame.section(
        _("How often do partners come to meetings?"), _("Each panel is one group of partners, month by month.")
    )
    everybody = until(reader.values("org_attendance_rate", cluster, "month"), period)
    grouped = group_by != "all"
    groups = until(reader.values("org_attendance_rate", cluster, "month", group_by), period) if grouped else []
    if not any(value.status == "ok" for value in everybody):
        _no_attendance(everybody)
        return
    contrast = _contrast(reader, cluster, period, group_by, everybody) if grouped else ""
    about = reader.indicators().get("org_attendance_rate")
    show(lambda: figures.attendance(groups, everybody, about, contrast), "attendance")
    if group_by == "locality":
        st.caption(
            _("Local here means: {definition}.").format(definition=words.definition(reader.definition_in_force()))
        )


def _no_attendance(values: list[Value]) -> None:
    """Say why there is no line: nobody may see it, or nobody wrote down who came."""
    hidden = [value for value in values if value.status == "suppressed"]
    if hidden:
        st.info(tables.status_text(hidden[-1]))
    else:
        st.info(
            _(
                "No attendance can be shown up to this period. Add sign-in sheets, Teams or Zoom reports, and build again."
            )
        )


def _contrast(reader: Reader, cluster: str, period: Row, group_by: str, monthly: list[Value]) -> str:
    """Compare two groups over the chosen period."""
    found = of(reader.values("org_attendance_rate", cluster, "period", group_by), period)
    months = [value.period_start for value in monthly if value.period_start >= period["period_start"]]
    return attendance_words.contrast(found, group_by, months)


def _gap(reader: Reader, cluster: str, period: Row) -> None:
    values = until(reader.values("attendance_gap_local", cluster), period)
    if not values:
        return
    frame.section(
        _("Do local partners come as often as international ones?"), _("Below 0: local partners come less often.")
    )
    if not any(value.status == "ok" for value in values):
        st.info(tables.status_text(values[-1]))
        return
    show(lambda: figures.gap(values, reader.indicators().get("attendance_gap_local")), "gap")
    _gap_by_definition(reader, cluster, values)


def _gap_by_definition(reader: Reader, cluster: str, gap: list[Value]) -> None:
    """The latest gap under each definition of local."""
    latest = [value for value in gap if value.status == "ok"][-1]
    values = reader.values("attendance_gap_local", cluster, group_by=definitions.GROUP_BY)
    shown = [value for value in values if value.period_start == latest.period_start]
    if shown:
        when = words.period(latest.period_start, latest.period_end)
        told = _("It depends on who is called local. {period}, under each definition:")
        st.markdown(told.format(period=when))
        st.markdown(definitions.listing(shown, reader.definition_in_force()))
        st.caption(definitions.how_to_switch())


page()
