"""Who takes part in the partnership, and who is drifting away."""

from __future__ import annotations

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, spreadsheet, states, tables, words
from dashboard.figures import definitions
from dashboard.figures import participation as figures
from dashboard.figures.picture import show
from dashboard.queries import Reader, Row, Value

KEY_NUMBERS = {
    "active_partner_rate": ("of partners took part: they came, or reported who does what where", "partners"),
    "org_attendance_rate": ("of invitations were followed by attendance", "invitations"),
    "dropout_rate": ("of partners active before did not come again", "partners"),
    "survey_response_rate": ("of partners answered the survey", "partners"),
}
QUIET_COLUMNS = {
    "cluster": "Cluster", "name": "Partner", "type": "Type", "last_attended": "Last came", "missed_in_a_row": "Missed in a row",
    "attended_before": "Came before that", "meetings_before": "Out of meetings",
}  # fmt: skip


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        "Who takes part, and who is drifting away?",
        "We count organisations, not people: an organisation took part in a meeting when at least one person came. "
        "Coming to a meeting does not yet mean being heard.",
    )
    periods = reader.periods()
    if not periods:
        states.no_values(reader.build()["response_name"])
        return
    left, middle, right = st.columns(3)
    with left:
        cluster = filters.cluster(reader)
    with middle:
        period = filters.period(periods)
    with right:
        group_by = filters.grouping()
    _key_numbers(reader, cluster, period)
    _attendance(reader, cluster, period, group_by)
    _drift(reader, cluster, period)
    _membership(reader, cluster, period)
    _quiet(reader, cluster)


def _key_numbers(reader: Reader, cluster: str, period: Row) -> None:
    seen = [(indicator, *said) for indicator, said in KEY_NUMBERS.items() if indicator in reader.indicators()]
    st.space("small")
    for column, (indicator, text, unit) in zip(st.columns(max(len(seen), 1)), seen, strict=False):
        found = [v for v in reader.values(indicator, cluster) if v.period_start == period["period_start"]]
        with column:
            _key_number(found[-1] if found else None, text, unit)


def _key_number(value: Value | None, text: str, unit: str) -> None:
    shown = value is not None and value.status == "ok"
    with st.container(border=True, height="stretch"):
        st.metric(
            text,
            words.number(value.value, value.unit) if value and shown else "not known",
            label_visibility="collapsed",
        )
        st.markdown(text)
        if value:
            st.caption(f"{tables.counted(value)} {unit}" if shown else words.plain(words.reason(value.reason)))
        else:
            st.caption("Nothing is recorded for this period.")


def _attendance(reader: Reader, cluster: str, period: Row, group_by: str) -> None:
    indicator = reader.indicators().get("org_attendance_rate")
    if not indicator:
        return
    frame.section("How often do partners come to meetings?", "Each panel is one group of partners, month by month.")
    everybody = _until(reader.values("org_attendance_rate", cluster, "month"), period)
    groups = (
        _until(reader.values("org_attendance_rate", cluster, "month", group_by), period) if group_by != "all" else []
    )
    if not any(value.status == "ok" for value in everybody):
        st.info("No meeting with a list of participants up to this period. Add sign-in sheets, Teams or Zoom reports.")
        return
    show(figures.attendance(groups, everybody, indicator), "attendance")
    if group_by == "locality":
        st.caption(f"Local here means: {words.definition(reader.definition_in_force())}.")


def _drift(reader: Reader, cluster: str, period: Row) -> None:
    gap = _until(reader.values("attendance_gap_local", cluster), period)
    dropout = _until(reader.values("dropout_rate", cluster), period)
    left, right = st.columns(2, gap="large")
    if gap:
        with left:
            frame.section(
                "Do local partners come as often as international ones?", "Left of 0: local partners come less often."
            )
            show(figures.gap(gap, reader.indicators().get("attendance_gap_local")), "gap")
            _gap_by_definition(reader, cluster, gap)
    if dropout:
        with right if gap else left:
            frame.section(
                "How many stop coming?", "Of the partners active in one period, the share not seen in the next."
            )
            show(figures.over_time(dropout, reader.indicators().get("dropout_rate"), high=50), "dropout")


def _gap_by_definition(reader: Reader, cluster: str, gap: list[Value]) -> None:
    """The latest gap under each definition of local."""
    latest = [value for value in gap if value.status == "ok"] or gap
    values = reader.values("attendance_gap_local", cluster, group_by=definitions.GROUP_BY)
    shown = [value for value in values if value.period_start == latest[-1].period_start]
    if shown:
        when = words.period(latest[-1].period_start, latest[-1].period_end)
        st.markdown(f"It depends on who is called local. {when}, under each definition:")
        st.markdown(definitions.listing(shown, reader.definition_in_force()))
        st.caption(definitions.how_to_switch())


def _membership(reader: Reader, cluster: str, period: Row) -> None:
    found = reader.values("membership_share_by_type", cluster, "period", "type")
    members = [value for value in found if value.period_start == period["period_start"]]
    if not members:
        return
    frame.section(
        "Who are the members?", f"At the end of {words.period(period['period_start'], period['period_end'])}."
    )
    show(figures.membership(members, reader.indicators().get("membership_share_by_type")), "membership")


def _quiet(reader: Reader, cluster: str) -> None:
    if not audiences.sees_names(reader.audience):
        return
    frame.section(
        "Who has gone quiet?",
        "Partners who used to come and missed the last meetings. A call costs little: ask what would make it worth "
        "coming again. The list is in alphabetical order; it is not a ranking.",
    )
    partners = [row | {"type": words.group(row["type"])} for row in reader.quiet_partners(cluster)]
    if partners:
        _quiet_table(partners)
    else:
        st.markdown("Nobody: every partner who used to come still comes.")


def _quiet_table(partners: list[Row]) -> None:
    st.markdown(f"**{len(partners)} partners.**")
    st.dataframe(
        [{title: row[name] for name, title in QUIET_COLUMNS.items()} for row in partners],
        hide_index=True, alt="Partners that have gone quiet, by cluster and name.",
        column_config={"Last came": st.column_config.DateColumn(format="D MMM YYYY")},
    )  # fmt: skip
    st.download_button(
        "Download this list (CSV)", lambda: spreadsheet.as_csv(partners, QUIET_COLUMNS), "quiet-partners.csv", "text/csv",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _until(values: list[Value], period: Row) -> list[Value]:
    return [value for value in values if value.period_end <= period["period_end"]]


page()
