"""Who is a member, who comes, and who stops coming."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard import tables, words
from dashboard.figures.lines import Panel, line_panels
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, Scale, bar_rows, dot_rows, percent_scale
from dashboard.languages import _
from dashboard.participation import attendance_words
from dashboard.queries import Row as Record
from dashboard.queries import Value

TINY = 5
MOST_PANELS = 6


def attendance(
    groups: Sequence[Value], everybody: Sequence[Value], indicator: Record | None, contrast: str = ""
) -> Picture:
    """Draw the monthly attendance of each group; everybody is the dotted line. `contrast` compares two of the groups."""
    background = _panel("all", everybody)
    by_group = [list(found) for group, found in groupby(sorted(groups, key=_place), key=_group)]
    by_group = [found for found in by_group if any(value.status == "ok" for value in found)]
    large = _largest([found for found in by_group if _invitations(found) >= TINY * len(found)])
    panels = [background, *[_panel(found[0].group, found) for found in large]]
    shown = [*everybody, *groups]
    said = [contrast or _everybody(everybody)]
    if large:
        said.append(_("The dotted line is all partners."))
    if len(by_group) > len(large):
        said.append(_("Smaller groups are in the table."))
    texts = " ".join(words.aloud(panel.name, panel.text) for panel in panels)
    alt = f"{_('Share of meetings attended, by month.')} {contrast.replace('**', '')} {texts}"
    table = tables.value_table(
        shown, _("Month and group"), lambda value: f"{words.month(value.period_start)}, {_name(value)}"
    )
    return Picture(line_panels(panels, background), alt, " ".join(said), table, tables.definition_notes(indicator))


def over_time(values: Sequence[Value], indicator: Record | None, *, high: float = 100) -> Picture:
    """Draw one percentage per period."""
    rows = [_period_row(value) for value in values]
    top = max([high, *[value.value or 0 for value in values]])
    alt, reading = _over_time_words(values, indicator)
    return Picture(
        dot_rows(rows, percent_scale(high=min(100, top))), alt, reading, _period_table(values),
        tables.definition_notes(indicator),
    )  # fmt: skip


def gap(values: Sequence[Value], indicator: Record | None) -> Picture:
    """Draw how much more or less local partners attend than international ones."""
    rows = [_period_row(value) for value in values]
    reach = max([20.0, *[abs(value.value or 0) * 1.1 for value in values]])
    edge = 10.0 * -(-reach // 10)
    scale = Scale(-edge, edge, (-edge, -edge / 2, 0, edge / 2, edge), "", 0, "")
    alt, reading = _over_time_words(values, indicator)
    known = [value for value in values if value.status == "ok" and value.value is not None]
    reading = attendance_words.gap(known[-1]) if known else reading
    return Picture(dot_rows(rows, scale), alt, reading, _period_table(values), tables.definition_notes(indicator))


def membership(values: Sequence[Value], indicator: Record | None) -> Picture:
    """Draw what the membership is made of, by type."""
    shown = sorted((v for v in values if v.status != "ok" or v.value), key=_place)
    rows = [Row(_name(v), tables.beside(v), v.value, hover=words.labelled(_name(v), tables.beside(v))) for v in shown]
    high = max([25.0, *[v.value or 0 for v in shown]])
    table = tables.value_table(shown, _("Type of organisation"), _name)
    alt = " ".join([_("Membership by type of organisation."), *[words.aloud(row.name, row.text) for row in rows]])
    picture = bar_rows(rows, percent_scale(high=25.0 * -(-high // 25)))
    return Picture(picture, alt, _membership_reading(rows), table, tables.definition_notes(indicator))


def _membership_reading(rows: Sequence[Row]) -> str:
    known = [row for row in rows if row.value is not None]
    if not known:
        return _("No member is on any list.")
    first = max(known, key=lambda row: row.value or 0)
    return _("**Largest group: {group}, {share} of members.**").format(
        group=first.name, share=words.number(first.value, "%")
    )


def _group(value: Value) -> str:
    return value.group


def _place(value: Value) -> tuple[int, str]:
    """Groups always stand in the same order."""
    order = list(words.GROUPS)
    return order.index(value.group) if value.group in order else len(order), value.group


def _largest(groups: list[list[Value]]) -> list[list[Value]]:
    """Keep as many groups as a page can show, those with most invitations, in the usual order."""
    kept = sorted(groups, key=_invitations, reverse=True)[:MOST_PANELS]
    return [found for found in groups if found in kept]


def _invitations(values: Sequence[Value]) -> float:
    return sum(value.denominator or 0 for value in values)


def _name(value: Value) -> str:
    return words.group(value.group, value.group_by)


def _period(value: Value) -> str:
    return words.period(value.period_start, value.period_end)


def _period_table(values: Sequence[Value]) -> list[dict[str, str]]:
    return tables.value_table(values, _("Period"), _period)


def _panel(code: str, values: Sequence[Value]) -> Panel:
    last = next((value for value in reversed(values) if value.status == "ok"), None)
    text = (
        words.labelled(words.short_month(last.period_start), tables.beside(last)) if last else _("cannot be said yet")
    )
    hovers = tuple(words.labelled(words.month(v.period_start), tables.beside(v)) for v in values)
    months = tuple(value.period_start for value in values)
    name = words.group(code, values[0].group_by if values else "")
    return Panel(name, text, months, tuple(v.value if v.status == "ok" else None for v in values), hovers)


def _everybody(values: Sequence[Value]) -> str:
    last = next((value for value in reversed(values) if value.status == "ok"), None)
    if last is None:
        return _("It cannot be said yet.")
    return _("**In {month}, partners came to {share} of the meetings they were invited to** ({counted}).").format(
        month=words.month(last.period_start), share=words.number(last.value, "%"), counted=tables.counted(last)
    )


def _period_row(value: Value) -> Row:
    name = _("{period}, so far").format(period=_period(value)) if value.partial else _period(value)
    text = tables.beside(value)
    hover = f"{words.labelled(name, text)}<br>{tables.range_text(value)}"
    return Row(name, text, value.value, value.low, value.high, provisional=value.partial, hover=hover)


def _over_time_words(values: Sequence[Value], indicator: Record | None) -> tuple[str, str]:
    title = _(indicator["title"]) if indicator else _("This number")
    alt = " ".join([f"{title}.", *[words.aloud(_period(value), tables.beside(value)) for value in values]])
    known = [value for value in values if value.status == "ok"]
    if not known:
        return alt, _("It cannot be said yet.")
    last = known[-1]
    said = [f"**{words.labelled(_period(last), tables.beside(last))}.**"]
    if last.denominator is not None and last.denominator < TINY:
        said.append(_("Very few are counted: one more or less changes the number a lot."))
    elif len(known) > 1:
        before = words.number(known[-2].value, known[-2].unit)
        said.append(_("The period before: {share}.").format(share=before))
    return alt, " ".join(said)
