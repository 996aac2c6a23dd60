"""What did the surveys say, for whom do they speak, and can their scores be trusted."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, folded, frame, states, tracing, words
from dashboard.breakdowns import group as group_name
from dashboard.figures import answers as figures
from dashboard.figures.answered import answered
from dashboard.figures.picture import keep_table, show
from dashboard.figures.reliability import reliability
from dashboard.languages import N_, _
from dashboard.opinions import ccpm_report, instrument, responses, survey_words
from dashboard.queries import Reader, Row

SURVEYS = {"partnership": N_("Partnership survey"), "ccpm": N_("CCPM survey")}


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("What did the surveys say, and for whom do they speak?"),
        _("First see who answered, then what they said. An organisation counts once, whatever number of people answered "
          "for it."),
    )  # fmt: skip
    if not reader.periods():
        states.no_values(reader.build()["response_name"])
        return
    survey = filters.choose_in_sight(
        _("Survey"), {code: _(name) for code, name in SURVEYS.items()}, "survey", "partnership"
    )
    left, middle, right = st.columns(3)
    with left:
        cluster = filters.cluster(reader)
    rounds = [
        row
        for row in reader.rows("survey_rounds", audience=reader.audience, cluster=cluster)
        if row["survey"] == survey
    ]
    if not rounds:
        _none(survey)
        return
    with middle:
        asked = _round(rounds)
    if survey == "ccpm":
        _who(reader, survey, cluster, asked)
        _report(reader, cluster, asked)
        return
    with right:
        group_by = filters.choose(_("Show"), _groupings(), "by", "all")
    _who(reader, survey, cluster, asked)
    _answers(reader, cluster, asked, group_by)
    _reliable(reader, cluster, asked)


def _groupings() -> dict[str, str]:
    return {code: _(words.GROUP_BYS[code]) for code in ("all", "locality")}


def _round(rounds: list[Row]) -> Row:
    """Ask for a round; the latest one that is over, unless told otherwise."""
    by_code = {row["period_start"].strftime("%Y-%m"): row for row in rounds}
    labels = {code: words.period(row["period_start"], row["period_end"]) for code, row in by_code.items()}
    over = [code for code, row in by_code.items() if not row["partial"]]
    return by_code[filters.choose(_("Round"), labels, "round", (over or list(by_code))[0])]


def _none(survey: str) -> None:
    """Say that there are no answers yet, and how to get some."""
    form = words.plain(instrument.FORMS[survey])
    st.info(_("There are no answers to this survey here yet."))
    st.markdown(
        _(
            "1. Take the form **{form}**. It is in English, French, Spanish and Arabic.\n"
            "2. Upload it to KoBoToolbox (or another tool that reads XLSForm), and send the link to all members.\n"
            "3. After two weeks, download the answers as XLS or CSV, and drop the file on the page Import."
        ).format(form=form)
    )
    st.page_link("app_pages/import.py", label=_("Go to Import"), icon=":material/arrow_forward:")


def _who(reader: Reader, survey: str, cluster: str, asked: Row) -> None:
    frame.section(
        _("Who answered?"),
        _("The dot is a type’s share of the answers, the ring its share of the members. Where they lie apart, that "
          "type is heard too much or too little."),
    )  # fmt: skip
    response = responses.read(reader, survey, cluster, asked["period_start"])
    if response.groups:
        show(lambda: answered(response), f"answered_{survey}")
    else:
        st.markdown(responses.headline(response))
    if step := responses.next_step(response, reader.indicators(), survey):
        st.markdown(_("Next step: {next_step}").format(next_step=step))
    tracing.indicator_link(responses.RATES[survey], _("See how this is counted"), cluster, tracing.ARROW)


def _answers(reader: Reader, cluster: str, asked: Row, group_by: str) -> None:
    rows = reader.rows(
        "scores_in_round", audience=reader.audience, cluster=cluster, group_by=group_by,
        period_start=asked["period_start"],
    )  # fmt: skip
    scores, single = survey_words.scores(rows), survey_words.single(rows)
    if scores:
        frame.section(
            _("How content are partners with each principle?"),
            _("Each bar is all organisations that answered; the numbers are organisations. On one side of the line are "
              "those whose answers are unsatisfactory or, in the stronger colour, weak; on the other, satisfactory or good."),
        )  # fmt: skip
        show(lambda: figures.bands(scores, [survey_words.score_name(row, group_name) for row in scores]), "bands")
        st.caption(survey_words.edge_note())
    if single:
        frame.section(
            _("Statement by statement"),
            survey_words.how_to_read_statements(),
        )
        show(
            lambda: figures.statements(single, [survey_words.statement_name(row, group_name) for row in single]),
            "statements",
        )


def _reliable(reader: Reader, cluster: str, asked: Row) -> None:
    rows = survey_words.visible(
        reader.rows("reliability", cluster=cluster, period_start=asked["period_start"], period_end=asked["period_end"]),
        reader.indicators(),
    )
    if not rows:
        return
    frame.section(
        _("Do the questions of each score go together?"),
        _("If partners who agree with one statement also agree with the others, one score can stand for all of them: "
          "alpha is near 1. Near 0, the statements speak of different things. There is no pass mark."),
    )  # fmt: skip
    show(lambda: reliability(rows, [survey_words.scale_name(row["scale"]) for row in rows]), "reliability")

    def listed() -> None:
        with st.container(key="numbers_items"):
            st.markdown(survey_words.items(rows, reader.data_quality()))
        st.caption(survey_words.items_note())

    folded.on_demand(_("All statements, one by one"), "items", listed)


def _report(reader: Reader, cluster: str, asked: Row) -> None:
    lines = ccpm_report.read(reader, cluster, asked["period_start"])
    if not lines:
        return
    frame.section(
        _("How well does the cluster do its functions?"),
        _("The table of CCPM reports. Scores go from 0 to 100: up to 25 is weak; up to 50 unsatisfactory, major improvement "
          "is needed; up to 75 satisfactory, minor improvement is needed; above that good. Partners and coordinator are "
          "shown apart, never mixed."),
    )  # fmt: skip
    st.markdown(ccpm_report.reading(lines))
    when = words.period(asked["period_start"], asked["period_end"])
    with st.container(key="numbers_ccpm"):
        st.html(
            ccpm_report.markup(
                lines,
                _(
                    "{period}. Partners: the median of organisations, below it the 95 % range and how many members answered."
                ).format(period=when),
            )
        )
    keep_table(ccpm_report.table(lines), "ccpm_report")
    tracing.indicator_link("ccpm_function_score", _("See how this is counted"), cluster, tracing.ARROW)
    _spread(reader, cluster, asked)


def _spread(reader: Reader, cluster: str, asked: Row) -> None:
    """Show the organisations in each band beside the medians: one that lies on an edge hides how they are spread."""
    rows = reader.rows(
        "scores_in_round", audience=reader.audience, cluster=cluster, group_by="function",
        period_start=asked["period_start"],
    )  # fmt: skip
    functions = [row for row in rows if row["indicator"] == "ccpm_function_score" and "." not in row["group"]]
    if functions:
        frame.section(
            _("How do partners’ answers spread?"),
            _("The numbers are organisations: on one side of the line those who find the function unsatisfactory or, in "
              "the stronger colour, weak; on the other, satisfactory or good."),
        )  # fmt: skip
        names = [f"{row['group']} {ccpm_report.function(row['group'])}" for row in functions]
        show(lambda: figures.bands(functions, names), "functions")


page()
