"""Do clusters, periods, levels or groups differ, by how much, and what do others measure?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import breakdowns, filters, frame, stretches, tracing, words
from dashboard.evidence import compare_words, rules
from dashboard.evidence.compare_words import CLUSTERS, GROUPS, LEVEL, LEVELS, PERIODS
from dashboard.figures import side_by_side
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.queries import Reader, Row, Value

Name = Callable[[Value], str]


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Do they differ, and how sure is that?"),
        _(
            "Choose a number and what to set side by side. The size of the difference comes first. Where ranges overlap, "
            "nobody is ahead of anybody."
        ),
    )
    if (indicator := frame.indicator(reader)) is None:
        return
    rows = reader.rows("indicator_values", audience=reader.audience, indicator=indicator)
    values = stretches.begun((Value(**row) for row in rows), reader.build())
    options = compare_words.choices(values)
    if not options:
        st.info(_("There is only one number here, so there is nothing to compare it with. Other numbers have more."))
        _elsewhere(reader, indicator, [], [])
        return
    left, right = st.columns(2)
    with left:
        what = filters.choose(_("Set side by side"), options, "what", next(iter(options)))
    with right:
        if what == CLUSTERS:
            chosen = _one_time(
                [v for v in values if v.group_by == breakdowns.WHOLE and v.cluster != filters.WHOLE_RESPONSE]
            )
        else:
            cluster = filters.cluster(reader)
    if what != CLUSTERS:
        chosen = _one_kind(what, [value for value in values if value.cluster == cluster])
    _compared(reader, indicator, what, chosen)


def _one_kind(what: str, values: list[Value]) -> list[Value]:
    """Ask for what else must be fixed before numbers of one cluster can stand side by side."""
    left, right = st.columns(2)
    with left:
        by = _grouping(what, values)
    same = [value for value in values if value.group_by == by]
    if what == PERIODS:
        return _one_grain(same)
    with right if what == GROUPS else left:
        return _one_time(same)


def _compared(reader: Reader, indicator: str, what: str, chosen: list[Value]) -> None:
    names = _names(reader, what)
    shown = _in_order(chosen, what, names)
    if len(shown) < 2:
        st.info(
            _("For this choice there are not two numbers to set side by side. Choose another cluster or comparison.")
        )
        return
    marks = _marks(reader, indicator, shown)
    if all(value.status == "not_computable" for value in shown):
        st.info(_("None of these numbers can be said yet. {reason}").format(reason=_reasons(shown)))
        tracing.link(shown[0])
        _elsewhere(reader, indicator, marks, [])
        return
    drawn = [mark for mark in marks if _fits(mark, shown)]
    published = _published(reader, indicator, what, shown)
    _difference(published or [compare_words.furthest(shown, names)], compare_words.against(drawn, shown, names))
    frame.section(_("Side by side"), _how_to_read(shown, drawn))
    title = _(reader.indicators()[indicator]["title"])
    draw = partial(
        side_by_side.side_by_side, shown, names, heading=_(compare_words.WHATS[what]), title=title,
        reading=_reading(shown, names, published), benchmarks=drawn,
    )  # fmt: skip
    show(draw, "side_by_side")
    tracing.link(next((value for value in shown if value.status == "ok"), shown[0]))
    _elsewhere(reader, indicator, marks, drawn)


def _reasons(shown: Sequence[Value]) -> str:
    """Say why there are no numbers, each reason once."""
    return " ".join(dict.fromkeys(words.plain(words.reason(value.reason)) for value in shown))


def _grouping(what: str, values: Sequence[Value]) -> str:
    """Ask for the grouping whose groups stand side by side; the others have one."""
    if what == LEVELS:
        return LEVEL
    if what != GROUPS:
        return breakdowns.WHOLE
    ways = {way: breakdowns.way(way) for way in compare_words.ways(values)}
    return filters.choose(_("Broken down by"), ways, "by", next(iter(ways))) if ways else breakdowns.WHOLE


def _one_time(values: list[Value]) -> list[Value]:
    """Ask for the time at which everything is compared; the latest with two numbers to compare, unless told otherwise."""
    if not values:
        return []
    found = stretches.found_in(values)
    said = Counter(stretches.code(value) for value in values if value.status != "not_computable")
    comparable = {code: found[code] for code in found if said[code] > 1}
    when = stretches.choose(found, stretches.latest(comparable) if comparable else "")
    return [value for value in values if stretches.code(value) == when]


def _one_grain(values: Sequence[Value]) -> list[Value]:
    """Keep the values of one length of time: half-years and years are not set side by side."""
    grains = [grain for grain in stretches.GRAINS[:-1] if any(value.grain == grain for value in values)]
    return [value for value in values if grains and value.grain == grains[0]]


def _names(reader: Reader, what: str) -> Name:
    if what == PERIODS:
        return stretches.label
    if what != CLUSTERS:
        return breakdowns.of_value
    names = {row["cluster_id"]: row["name"] for row in reader.clusters()} | {"all": _("Whole response")}
    return lambda value: str(names.get(value.cluster, value.cluster))


def _in_order(values: list[Value], what: str, names: Name) -> list[Value]:
    """Clusters by name, periods by time, groups in their fixed order: never by size."""
    if what == CLUSTERS:
        return sorted((value for value in values if value.cluster != "all"), key=lambda value: names(value).casefold())
    return values if what == PERIODS else breakdowns.ordered(values)


def _difference(published: list[str], against: list[str]) -> None:
    """The size of the difference, before any number."""
    frame.section(_("How large is the difference?"))
    st.markdown("\n".join(f"- {line}" for line in [*published, *against]), width=760)


def _published(reader: Reader, indicator: str, what: str, shown: Sequence[Value]) -> list[str]:
    if what == PERIODS:
        return _changes(reader, indicator, shown)
    return _between_groups(reader, indicator, shown[0]) if what == GROUPS and shown[0].group_by == "locality" else []


def _changes(reader: Reader, indicator: str, shown: Sequence[Value]) -> list[str]:
    place = {"audience": reader.audience, "indicator": indicator, "cluster": shown[0].cluster}
    names = {value.period_start: stretches.label(value) for value in shown}
    lines = [compare_words.over_periods(row) for row in reader.rows("over_periods", **place)]
    for row in reader.rows("between_periods", **place):
        before, after = names.get(row["before_start"]), names.get(row["after_start"])
        if before and after and (row["same"], row["everyone"]) != (None, None):
            lines.append(compare_words.between_periods(row, before, after))
    return lines


def _between_groups(reader: Reader, indicator: str, value: Value) -> list[str]:
    rows = reader.rows("between_groups", audience=reader.audience, indicator=indicator, cluster=value.cluster)
    lines = [compare_words.between_groups(row) for row in rows if row["period_start"] == value.period_start]
    for gap in _gaps(reader, indicator):
        found = reader.values(gap["indicator"], value.cluster, value.grain)
        same = [each for each in found if each.period_start == value.period_start]
        lines += [compare_words.gap(each, _(gap["title"])) for each in same]
    return lines


def _gaps(reader: Reader, indicator: str) -> list[Row]:
    """Return the published differences between local and international organisations in this number."""
    settings = rules.settings_by_key(reader)
    found = []
    for row in reader.rows("gaps_of", audience=reader.audience):
        rule = rules.rule(row, settings)
        if indicator in rule.made_of and rule.compared[0] == "locality":
            found.append(row)
    return found


def _marks(reader: Reader, indicator: str, shown: Sequence[Value]) -> list[Row]:
    """Return what others measured: for groups that are shown, or for everybody."""
    rows = reader.rows("benchmarks", audience=reader.audience, indicator=indicator.partition(".")[0])
    groups = {value.group for value in shown}
    return [row for row in rows if row["group"] in groups or row["group"] not in words.GROUPS or row["group"] == "all"]


def _fits(mark: Row, shown: Sequence[Value]) -> bool:
    """Whether a benchmark can be drawn: the same unit, and the whole or a group that is drawn."""
    own = shown[0].indicator == mark["indicator"] and mark["unit"] == shown[0].unit
    return own and (mark["group"] in side_by_side.EVERYBODY or mark["group"] in {value.group for value in shown})


def _reading(shown: Sequence[Value], names: Name, published: list[str]) -> str:
    """Say under the picture what was not said above it."""
    said = not published and sum(map(compare_words.has_range, shown)) < 2
    return (compare_words.ends if said else compare_words.overlap)(shown, names)


def _how_to_read(shown: Sequence[Value], drawn: Sequence[Row]) -> str:
    told = [_("The order is fixed and says nothing of better or worse.")]
    if any(map(compare_words.has_range, shown)):
        told.append(_("A line around a dot shows how sure the number is."))
    if drawn:
        told.append(_("A diamond is what others measured."))
    return " ".join(told)


def _elsewhere(reader: Reader, indicator: str, marks: Sequence[Row], drawn: Sequence[Row]) -> None:
    """What others measured, with year and source; also what cannot be drawn because it counts another thing."""
    rows = marks or reader.rows("benchmarks", audience=reader.audience, indicator=indicator.partition(".")[0])
    if not rows:
        return
    frame.section(
        _("What others measured"), _("To set your number in context. These are not targets unless they say so.")
    )
    lines = [f"- {words.plain(side_by_side.benchmark_text(row))}" for row in rows]
    st.markdown("\n".join(lines), width=760)
    if drawn and len(drawn) < len(rows):
        st.caption(_("Those without a diamond above count something slightly different, or another group."))


page()
