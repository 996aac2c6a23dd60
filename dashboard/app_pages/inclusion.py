"""Who has a seat, a role and a voice, and who could follow what is said."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, frame, latest, number_cards, words
from dashboard.figures import definitions
from dashboard.figures.picture import show
from dashboard.inclusion import inclusion_words, parity
from dashboard.inclusion.seat_form import what_if
from dashboard.languages import N_, _, ngettext
from dashboard.latest import Latest
from dashboard.number_cards import Card
from dashboard.queries import Reader, Row

SEATS = "sag_representation_ratio"
# Whether everybody can follow: what it is, the counts in words, and the template that would fill it.
FOLLOW = {
    "working_language_coverage": (
        N_("of meetings were in a working language of partners, or interpreted"), N_("meetings: {n} of {all}"), "meetings.xlsx",
    ),
    "working_language_coverage.key_documents": (
        N_("of key documents came in a working language of partners"), N_("documents: {n} of {all}"), "documents.xlsx",
    ),
    "consultation_lead_time": (
        N_("to comment on a draft: half of the drafts gave less, half more"), N_("drafts: {n}"), "consultations_and_comments.xlsx",
    ),
    "minutes_timeliness": (
        N_("of meetings had their minutes, with action points, in time"), N_("meetings: {n} of {all}"), "documents.xlsx",
    ),
}  # fmt: skip
ABOUT_SEATS = (f"{SEATS}.dissimilarity", f"{SEATS}.by_election")
WANTED = (
    *parity.INDICATORS, *ABOUT_SEATS, *FOLLOW, *inclusion_words.LED, inclusion_words.NOT_ASKED,
)  # fmt: skip


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Who has a seat, a role and a voice?"),
        _("Each group’s share of seats, roles, points on the agenda and comments, beside its share of the members."),
    )
    if (chosen := frame.cluster_and_period(reader, beside=1)) is None:
        return
    cluster, period, (right,) = chosen
    found = latest.read(reader, WANTED, cluster, period)
    kinds = parity.groups(found)
    with right:
        group = (
            filters.choose(_("Whose share"), {kind: words.group(kind) for kind in kinds}, "group", kinds[0])
            if kinds
            else ""
        )
    _parity(reader, found, group, cluster)
    what_if(reader, found, f"{cluster} {period['period_start']}")
    _follow(reader, found, period)
    _led(reader, found)


def _parity(reader: Reader, found: Latest, group: str, cluster: str) -> None:
    frame.section(_("Share of the seats beside share of the members"))
    if not group:
        st.info(
            _(
                "No partner list yet, so nothing can be compared with the members. Fill in partners.xlsx from data/templates."
            )
        )
        return
    rows = parity.found(found, group)
    if not rows:
        st.info(
            _(
                "No seat, role, comment or action is on record up to this period. Fill in roles_and_seats.xlsx from data/templates."
            )
        )
        return
    low, high = parity.bounds(reader.settings())
    st.markdown(
        _("On 1 the two shares are the same; towards ¼ the group has less than its number would give it."), width=760
    )
    show(lambda: inclusion_words.picture(rows, group, low, high), "parity")
    _about_seats(found)
    _not_there(reader, rows)
    if group in latest.LOCALITIES:
        _definition(reader, cluster, rows)


def _about_seats(found: Latest) -> None:
    """The advisory group as a whole: how far from a mirror, and who chose it."""
    differs, chosen = (found.shown(indicator) for indicator in ABOUT_SEATS)
    lines = []
    if differs is not None and differs.value is not None:
        text = _("To mirror all kinds of members, {share} of the advisory seats would have to change hands.")
        lines.append(text.format(share=words.number(100 * differs.value, "%")))
    if chosen is not None:
        text = ngettext(
            "{n} of {all} advisory seat was filled by election or rotation.",
            "{n} of {all} advisory seats were filled by election or rotation.", chosen.denominator or 0,
        )  # fmt: skip
        lines.append(text.format(n=words.count(chosen.numerator), all=words.count(chosen.denominator)))
    if lines:
        st.markdown(" ".join(lines), width=760)


def _not_there(reader: Reader, rows: list[parity.Found]) -> None:
    """Say what is not in the chart: kept from this reader, not on record, or recorded by nobody."""
    visible, there = reader.indicators(), {row.arena.indicator for row in rows}
    kept = [_(arena.name) for arena in parity.ARENAS.values() if arena.indicator not in visible]
    lacking = [arena for arena in parity.ARENAS.values() if arena.indicator in visible and arena.indicator not in there]
    lines = []
    if kept:
        lines.append(_("Not shown to you: {names}.").format(names=words.listed(kept)))
    for template in dict.fromkeys(arena.template for arena in lacking):
        names = words.listed([_(arena.name) for arena in lacking if arena.template == template])
        lines.append(
            _("Not on record: {names}. Fill in {template}.").format(names=names, template=words.plain(template))
        )
    if lines:
        st.caption(" ".join(lines))


def _definition(reader: Reader, cluster: str, rows: list[parity.Found]) -> None:
    """The first ratio of the chart under the other definitions of local."""
    in_force = reader.definition_in_force()
    first = next((row for row in rows if row.arena.seats and row.share is not None), None)
    said = _definition_line(reader, cluster, first, in_force) if first else ""
    st.caption(said or _("Local is: {definition}.").format(definition=words.definition(in_force)))


def _definition_line(reader: Reader, cluster: str, first: parity.Found, in_force: str) -> str:
    values = reader.values(first.arena.indicator, cluster, first.value.grain, definitions.GROUP_BY)
    same_time = [value for value in values if value.period_start == first.value.period_start]
    said = definitions.line(same_time, in_force)
    text = _("{arena}, the share of seats divided by the share of members. {said}")
    return text.format(arena=_(first.arena.name), said=said) if said else ""


def _follow(reader: Reader, found: Latest, period: Row) -> None:
    frame.section(_("Can everybody follow, and in time?"), _("Language, time to comment, and minutes."))
    visible = [indicator for indicator in FOLLOW if indicator in reader.indicators()]
    number_cards.show([_card(reader, found, indicator) for indicator in visible], period)
    if len(visible) < len(FOLLOW):
        st.caption(_("Time to comment and minutes are shown to the coordination team and to evaluators."))


def _card(reader: Reader, found: Latest, indicator: str) -> Card:
    title, counted, template = FOLLOW[indicator]
    value = found.of(indicator)
    numbers = (value.numerator, value.denominator) if value is not None else (None, None)
    n, everything = (value.n if value else None, None) if numbers[0] is None else numbers
    missing = _("Nothing on record up to this period. Fill in {template} from data/templates.")
    return Card(
        _(title), value, _(counted).format(n=words.count(n), all=words.count(everything)),
        missing.format(template=words.plain(template)), reader.indicators()[indicator],
    )  # fmt: skip


def _led(reader: Reader, found: Latest) -> None:
    values = {name: value for name in inclusion_words.LED if (value := found.of(name)) is not None}
    values = {name: value for name, value in values.items() if value.status != "not_computable"}
    frame.section(
        _("Who leads the local organisations that take part?"),
        _("What organisations say about themselves. Being known for it can be dangerous, so no organisation is named."),
    )
    if not values:
        st.info(
            _(
                "No partner list says who leads an organisation. Fill in the columns women_led, refugee_led and disability_led of partners.xlsx from data/templates."
            )
        )
        return
    show(lambda: inclusion_words.led(values, found.of(inclusion_words.NOT_ASKED)), "led")
    first = next(iter(values))
    if values[first].status == "ok":
        step = words.plain(_(reader.indicators()[first]["when_weak"]))
        st.markdown(_("What helps: {step}").format(step=step), width=760)


page()
