"""Where does a number come from: definition, statement, limits, range, groups, time, rows and files?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import breakdowns, filters, folded, frame, stretches, tracing, words
from dashboard.evidence import evidence_rows, evidence_words, rules
from dashboard.evidence.rules import Rule
from dashboard.figures import definitions, side_by_side
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.queries import Reader, Row, Value

MOST_ROWS_DRAWN = 16
GROUP_OF = "group_of"
ORDER_OF_TIME = ("period", "year")


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Where does this number come from?"),
        _(
            "Choose any number. You see how sure it is, what it is made of, how it differs by group and over time, "
            "and the rows and files behind it."
        ),
    )
    if (indicator := frame.indicator(reader)) is None:
        return
    everything = [
        Value(**row) for row in reader.rows("indicator_values", audience=reader.audience, indicator=indicator)
    ]
    left, right = st.columns(2)
    with left:
        cluster = filters.cluster(reader)
    own = [value for value in everything if value.cluster == cluster]
    found = stretches.found_in(value for value in own if value.group_by != "file")
    if not found:
        st.info(_("There is nothing to show of this number here."))
        return
    with right:
        when = stretches.choose(found)
    _number(reader, indicator, cluster, own, [value for value in own if stretches.code(value) == when])


def _number(reader: Reader, indicator: str, cluster: str, own: list[Value], now: list[Value]) -> None:
    """Everything about one number at one time. `now`: its values of that time, whole and by group."""
    about = rules.meaning(reader, indicator)
    settings = rules.settings_by_key(reader)
    rule = rules.rule(about, settings)
    chosen = _group(now)
    _value(reader, chosen, about, _cluster_name(reader, cluster))
    _definition(reader, about, rule, settings)
    _groups(now, about)
    _time(stretches.begun(own, reader.build()), chosen, about)
    _definitions_of_local(reader, now, about)
    _beside(reader, about)
    evidence_rows.show(reader, chosen, about, rule)
    evidence_rows.keep_values(own, about)


def _group(now: list[Value]) -> Value:
    """Ask which part of the number is meant."""
    ways = [way for way in breakdowns.found_in(now) if way != "definition"]
    whole = [value for value in now if value.group_by == breakdowns.WHOLE]
    left, right = st.columns(2)
    with left:
        by = filters.choose(_("Broken down by"), {way: breakdowns.way(way) for way in ways}, "by", ways[0])
    if st.session_state.get(GROUP_OF, by) != by:
        st.query_params.pop("group", None)  # it was a group of the breakdown before
    st.session_state[GROUP_OF] = by
    groups = breakdowns.ordered(value for value in now if value.group_by == by)
    options = {value.group: breakdowns.of_value(value) for value in [*whole, *groups]}
    with right:
        group = filters.choose(_("Which part"), options, "group", next(iter(options)))
    return next((value for value in [*groups, *whole] if value.group == group), now[0])


def _value(reader: Reader, value: Value, about: Row, cluster: str) -> None:
    st.space("small")
    with st.container(border=True):
        st.caption(f"{words.plain(_(about['title']))} · {evidence_words.place(value, cluster)}")
        st.metric(_("Value"), evidence_words.number(value), label_visibility="collapsed")
        told = (evidence_words.made_from(value), evidence_words.certainty(value), evidence_words.bounds(value))
        st.markdown(" ".join(text for text in told if text), width=760)
        if value.status == "ok" and value.band:
            open_ended = _("As far as it is known, it counts as: **{band}**.")
            counts_as = _("It counts as: **{band}**.") if value.most is None else open_ended
            st.markdown(counts_as.format(band=words.plain(words.band(value.band))))
        if value.status == "ok" and value.reason:
            st.markdown(words.plain(words.reason(value.reason)), width=760)
        st.caption(" ".join(text for text in (evidence_words.method(value), _made(reader)) if text))


def _made(reader: Reader) -> str:
    return _("Build {build}.").format(build=words.plain(reader.build()["build_id"]))


def _definition(reader: Reader, about: Row, rule: Rule, settings: dict[str, object]) -> None:
    frame.section(_("What the number means"), words.plain(_(about["question"])))
    minimum = int(str(settings["thresholds.minimum_group"]))
    lines = [f"- {words.labelled(f'**{heading}**', text)}" for heading, text in evidence_words.meaning(about, minimum)]
    st.markdown("\n".join(lines), width=760)
    bands = evidence_words.limits(rule, about["unit"], reader.settings(), reader.rows("threshold_sources"))
    if bands:
        st.markdown("\n".join([_("How it is judged:"), "", *(f"- {line}" for line in bands)]), width=760)
    marks = reader.rows("benchmarks", audience=reader.audience, indicator=about["part_of"] or about["indicator"])
    if marks:
        lines = [f"- {words.plain(side_by_side.benchmark_text(mark))}" for mark in marks]
        st.markdown("\n".join([_("For comparison:"), "", *lines]), width=760)
    _statement(about, rule, reader)


def _statement(about: Row, rule: Rule, reader: Reader) -> None:
    if rule.made_of:
        st.markdown(_("It has no rows of its own: it is computed from these numbers."))
        known = reader.indicators()
        for name in dict.fromkeys(rule.made_of):
            if name in known:
                tracing.indicator_link(name, _(known[name]["title"]))
            else:
                st.markdown(_("- A number that is not for this audience."))
        return
    # What colours a statement is more than a megabyte for a browser to fetch: for those who open it.
    folded.on_demand(
        _("See the statement (SQL) that counted it"), "statement",
        lambda: st.code(about["sql"], language="sql", wrap_lines=True),
    )  # fmt: skip


def _groups(now: list[Value], about: Row) -> None:
    by = st.session_state["choice_by"]
    groups = breakdowns.ordered(value for value in now if value.group_by == by and by != breakdowns.WHOLE)
    if not groups:
        return
    whole = [value for value in now if value.group_by == breakdowns.WHOLE and value.unit != "USD"]
    frame.section(
        _("How it differs: {way}").format(way=breakdowns.way(by).lower()),
        _("Groups stand in a fixed order, not by size."),
    )
    drawn = [*whole, *groups][:MOST_ROWS_DRAWN]
    if len(groups) > len(drawn):
        st.caption(_("The first {n} are drawn; the download below has all.").format(n=words.count(len(drawn))))
    draw = partial(
        side_by_side.side_by_side, drawn, breakdowns.of_value, heading=breakdowns.way(by), title=_(about["title"]),
        reading=evidence_words.breakdown_reading(drawn),
    )  # fmt: skip
    show(draw, "groups")


def _time(own: list[Value], chosen: Value, about: Row) -> None:
    if chosen.grain not in ORDER_OF_TIME:
        return
    same = (chosen.grain, chosen.group_by, chosen.group)
    over_time = [value for value in own if (value.grain, value.group_by, value.group) == same]
    if len(over_time) < 2:
        return
    frame.section(_("How it changed over time"), _("A hollow dot is a time that is not complete yet."))
    draw = partial(
        side_by_side.side_by_side, over_time, stretches.label, heading=_("Period"), title=_(about["title"]),
        reading=evidence_words.trend_reading(over_time),
    )  # fmt: skip
    show(draw, "time")


def _definitions_of_local(reader: Reader, now: list[Value], about: Row) -> None:
    values = [value for value in now if value.group_by == definitions.GROUP_BY]
    if not values:
        return
    frame.section(
        _("How much it depends on who is called local"),
        _("The same files, counted under each definition of local. Never report one without the others."),
    )
    st.markdown(definitions.listing(values, reader.definition_in_force()), width=760)


def _beside(reader: Reader, about: Row) -> None:
    """The other ways to count the same: a mean beside a median, active members beside all members."""
    whole = about["part_of"] or about["indicator"]
    family = [
        row
        for name, row in reader.indicators().items()
        if name != about["indicator"] and whole in (name, row["part_of"])
    ]
    if family:
        frame.section(_("Other ways to count it"), _("The same matter, counted another way. Do they say the same?"))
        for row in family:
            tracing.indicator_link(row["indicator"], _(row["title"]))


def _cluster_name(reader: Reader, cluster: str) -> str:
    names = {row["cluster_id"]: row["name"] for row in reader.clusters()}
    return str(names.get(cluster, _("Whole response")))


page()
