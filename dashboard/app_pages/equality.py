"""Are local partners treated as equals: what they say, and what the records show."""

from __future__ import annotations

import json
from datetime import date

import streamlit as st

from dashboard import frame, latest, number_cards, words
from dashboard.breakdowns import group as group_name
from dashboard.figures import answers
from dashboard.figures.picture import kept, show
from dashboard.inclusion import contrasts, equality_words
from dashboard.languages import N_, _
from dashboard.latest import Latest
from dashboard.number_cards import Card
from dashboard.opinions import survey_words
from dashboard.queries import Reader, Row

MOST_PERIODS = 4
ANSWERS = "comment_response_rate"
SCORE = "pop_equality_score"
# Money between partners: the sentence after the number, the counts in words, and the template that would fill it.
MONEY = {
    "overhead_parity": (
        N_("of the overhead rate received is passed on to the local partner, in the middle agreement"), N_("agreements: {n}"),
        "sub_grants.xlsx",
    ),
    "overhead_parity.at_reference": (
        N_("of agreements give local partners the reference rate or more"), N_("agreements: {n} of {all}"), "sub_grants.xlsx",
    ),
}  # fmt: skip
LEAD = {
    "lead_agency_funding_share": (
        N_("of the money given to a cluster goes to the agency that leads it"), N_("{n} of {all}"), "",
    ),
    "lead_agency_funding_share.passed_on": (
        N_("of what the lead agency receives is known to go on to others"), N_("{n} of {all}"), "sub_grants.xlsx",
    ),
    "lead_agency_funding_share.shares_out": (
        N_("of pooled-fund money was reviewed by a panel that the lead agency leads"), N_("{n} of {all}"),
        "roles_and_seats.xlsx",
    ),
    "authority_selection_safeguards": (
        N_("of rounds that shared out money or priorities had an independent panel, open criteria and a record"), N_("rounds: {n} of {all}"), "allocation_rounds.xlsx",
    ),
}  # fmt: skip
MONEY_FILES = {"funding_flows", "allocations"}
BOTH = ("local", "international")
SAME_ANSWERS = (".mean", ".favourable")  # the same answers counted another way


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Are local partners treated as equals?"),
        _(
            "Two kinds of evidence, side by side: what partners say, and what the records show. Neither is enough alone."
        ),
    )
    if (chosen := frame.cluster_and_period(reader)) is None:
        return
    cluster, period, _beside = chosen
    items = _items(reader.indicators())
    wanted = (*items, *contrasts.RATES, *contrasts.SHARES, *MONEY, *LEAD)
    found = latest.read(reader, dict.fromkeys(wanted), cluster, period)
    rows = contrasts.said(found, items, reader.indicators())
    gaps = _gaps(reader, rows, cluster, period)
    _say_and_do(reader, found, rows, gaps)
    _perception(reader, rows, gaps, cluster)
    _answers(reader, cluster, period)
    _cards(reader, found, period, _("Overheads: what is passed on"), MONEY)
    _cards(reader, found, period, _("The lead agency: does it judge in its own case?"), LEAD)


def _items(indicators: dict[str, Row]) -> list[str]:
    """Return the survey's numbers that speak of equality, whichever the build has, each once."""
    return [
        name for name, row in indicators.items()
        if row["frame"] == "survey" and row["lens"] == "equality" and row["kind"] in ("score", "favourable")
        and not name.endswith(SAME_ANSWERS)
    ]  # fmt: skip


def _say_and_do(reader: Reader, found: Latest, rows: list[contrasts.Contrast], gaps: dict[str, Row]) -> None:
    titles = reader.indicators()
    spoken = contrasts.said(found, contrasts.SAID, titles)
    done = contrasts.recorded(found, titles)
    how_to_read = _(
        "● is local partners. ◆ is international partners; for seats, roles and money, ◆ is what would be in proportion to "
        "the members, or to who works in the areas. The further apart they stand, the larger the gap; ● nearer to 0 means "
        "that local partners have less."
    )
    frame.section(_("What partners say, and what the records show"), how_to_read if spoken or done else "")
    if not spoken and not done:
        st.info(
            _(
                "Nothing sets local partners beside international ones yet: no survey answers, no record of which organisations came to "
                "meetings, no seats, and no money beside where partners work. The page Localisation says how much money reaches local organisations; the page Data says what is missing."
            )
        )
        return
    short = equality_words.less(done, _limits(reader))
    if verdict := equality_words.together(rows, gaps, done, short):
        st.markdown(verdict, width=760)
    left, right = st.columns(2, gap="large")
    with left:
        no_answers = _(
            "No survey answers of both kinds of partners up to this period. Send out the partnership survey."
        )
        _side("say", _("What partners say"), spoken, equality_words.items_reading(spoken, gaps), no_answers)
    with right:
        no_record = _("No record up to this period: add sign-in sheets, roles_and_seats.xlsx, or a funding export.")
        _side("do", _("What the records show"), done, equality_words.records_reading(done, short), no_record)


def _side(key: str, title: str, rows: list[contrasts.Contrast], reading: str, missing: str) -> None:
    st.subheader(title, anchor=False)
    if rows:
        show(lambda: equality_words.picture(rows, reading, title), key)
    else:
        st.info(missing)


def _limits(reader: Reader) -> dict[str, float]:
    wanted = ("thresholds.parity_low", *contrasts.RATES.values())
    return {row["key"]: float(json.loads(row["value"])) for row in reader.settings() if row["key"] in wanted}


def _perception(reader: Reader, rows: list[contrasts.Contrast], gaps: dict[str, Row], cluster: str) -> None:
    if not rows:
        return
    frame.section(
        _("How differently do local and international partners answer?"),
        _(
            "● local, ◆ international. Scores run from 0 to 100; per cent is the share that agrees. The line shows how sure we are."
        ),
    )
    show(lambda: equality_words.picture(rows, equality_words.items_reading(rows, gaps),
                                _("What local and international partners answer"), gaps), "items")  # fmt: skip
    score = next((row.local for row in rows if row.indicator == SCORE), None)
    if score is None:
        return
    bands = reader.rows(
        "score_bands", audience=reader.audience, indicator=SCORE, cluster=cluster, period_start=score.period_start
    )
    st.subheader(_("How the answers spread: equality"), anchor=False)
    if picture := kept(lambda: equality_words.spread(bands), "spread"):
        show(picture, "spread")
    else:
        st.markdown(_("Hidden: so few answered that the spread would tell who said what."), width=760)
    _statements(reader, cluster, score.period_start, {row.indicator for row in rows})


def _statements(reader: Reader, cluster: str, period_start: date, speaking: set[str]) -> None:
    """Show who disagrees and who agrees with each statement, local partners above international ones."""
    rows = reader.rows(
        "scores_in_round", audience=reader.audience, cluster=cluster, group_by="locality", period_start=period_start
    )
    both = [row for row in survey_words.single(rows) if row["group"] in BOTH and row["indicator"] in speaking]
    if not both:
        return
    st.subheader(_("How the answers spread: statement by statement"), anchor=False)
    st.markdown(
        survey_words.how_to_read_statements(),
        width=760,
    )
    names = [survey_words.statement_name(row, group_name) for row in both]
    show(lambda: answers.statements(both, names), "statements")


def _gaps(reader: Reader, rows: list[contrasts.Contrast], cluster: str, period: Row) -> dict[str, Row]:
    """Return how far apart the groups lie, of the same rounds as the rows."""
    when = {row.indicator: row.local.period_start for row in rows}
    found = reader.rows("perception_gaps", audience=reader.audience, cluster=cluster, period_end=period["period_end"])
    return {gap["indicator"]: gap for gap in found if when.get(gap["indicator"]) == gap["period_start"]}


def _answers(reader: Reader, cluster: str, period: Row) -> None:
    about = reader.indicators().get(ANSWERS)
    if about is None:
        return
    frame.section(
        _("Who hears back on comments?"), _("A comment is answered when its author is told what became of it, and why.")
    )
    values = [v for v in reader.values(ANSWERS, cluster, "period", "locality") if v.period_end <= period["period_end"]]
    rows = contrasts.answers(values, MOST_PERIODS)
    if not rows:
        st.info(
            _(
                "No comments of both local and international partners on record. Fill in consultations_and_comments.xlsx from data/templates."
            )
        )
        return
    reading = equality_words.answers_reading(rows)
    show(lambda: equality_words.picture(rows, reading, _("Comments that were answered, by period")), "answers")
    st.markdown(_("What helps: {step}").format(step=words.plain(_(about["when_weak"]))), width=760)


def _cards(reader: Reader, found: Latest, period: Row, title: str, about: dict[str, tuple[str, str, str]]) -> None:
    visible = [indicator for indicator in about if indicator in reader.indicators()]
    if not visible:
        return
    frame.section(title)
    if all(found.of(indicator) is None for indicator in visible):
        st.info(_missing(about[visible[0]][2]))
        return
    number_cards.show([_card(reader, found, indicator, *about[indicator]) for indicator in visible], period)


def _card(reader: Reader, found: Latest, indicator: str, text: str, counted: str, template: str) -> Card:
    value, about = found.of(indicator), reader.indicators()[indicator]
    if value is None or value.numerator is None:
        counts = {"n": words.count(value.n if value else None), "all": "–"}
    else:
        write = words.money if MONEY_FILES & set(about["needs"].split(",")) else words.count
        counts = {"n": write(value.numerator), "all": write(value.denominator or 0)}
    return Card(_(text), value, _(counted).format(**counts), _missing(template), about)


def _missing(template: str) -> str:
    if not template:
        return _(
            "Nothing on record up to this period. It needs a funding export, and the name of the lead agency in roles_and_seats.xlsx."
        )
    text = _("Nothing on record up to this period. Fill in {template} from data/templates.")
    return text.format(template=words.plain(template))


page()
