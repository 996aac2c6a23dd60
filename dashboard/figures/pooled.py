"""How much does the pooled fund give to national NGOs, beside all funds like it?"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import MARK_DROP, Row, dot_rows, percent_scale
from dashboard.languages import _
from dashboard.money import years
from dashboard.money.reach import share
from dashboard.queries import Row as Record
from dashboard.queries import Value


def beside_other_funds(values: Sequence[Value], others: Sequence[Record], about: Record | None) -> Picture:
    """Draw the fund's share by year as a dot, and that of all such funds as an open diamond."""
    elsewhere = {row["year"]: row for row in others}
    rows = [_row(value, elsewhere.get(value.period_start.year)) for value in values]
    shown = [elsewhere.get(value.period_start.year) for value in values]
    highest = max([20.0, *[value.value or 0.0 for value in values], *[row["value"] for row in shown if row]])
    figure = dot_rows(rows, percent_scale(high=min(100.0, 10.0 * -(-highest * 1.04 // 10))))
    marks = [(row["value"], len(values) - place - 1 - MARK_DROP) for place, row in enumerate(shown) if row]
    figure.add_scatter(
        x=[x for x, y in marks], y=[y for x, y in marks], mode="markers", hoverinfo="skip", cliponaxis=False,
        marker={"symbol": "diamond-open", "size": 12, "color": theme.SECOND, "line": {"width": 2}},
    )  # fmt: skip
    spoken = " ".join(words.aloud(row.name, row.text) for row in rows)
    alt = _("Share of the pooled fund that goes directly to national and local NGOs, by year. {rows}").format(
        rows=spoken
    )
    return Picture(figure, alt, _reading(values, elsewhere), _table(values, elsewhere), _notes(others, about))


def _row(value: Value, other: Record | None) -> Row:
    ok = value.status == "ok"
    text = share(value.value) if ok else tables.beside(value)
    if ok and other:
        text = _("{share} · all funds {other}").format(share=text, other=share(other["value"]))
    name = years.of(value)
    hover = words.labelled(name, tables.beside(value, in_usd=True))
    return Row(name, text, value.value if ok else None, provisional=value.partial, hover=hover)


def _reading(values: Sequence[Value], elsewhere: dict[int, Record]) -> str:
    known = [value for value in values if value.status == "ok" and value.value is not None]
    if not known:
        reasons = sorted({words.reason(value.reason) for value in values})
        return _("**This share cannot be said yet.** {reasons}").format(reasons=words.plain(" ".join(reasons)))
    last = ([value for value in known if not value.partial] or known)[-1]
    other = elsewhere.get(last.period_start.year)
    said = _("**{year}: {share} of the fund’s money went directly to national and local NGOs.**").format(
        year=years.of(last), share=share(last.value)
    )
    return f"{said} {_compared(last.value or 0.0, other)}" if other else said


def _compared(value: float, other: Record) -> str:
    apart = round(value, 1) - round(other["value"], 1)
    if not round(apart, 1):
        return _("This is as much as in all such funds together.")
    text = (
        _("This is {points} more than in all such funds together ({other}).")
        if apart > 0
        else _("This is {points} less than in all such funds together ({other}).")
    )
    points = words.number(abs(apart), "points", 1)
    return text.format(points=points, other=share(other["value"]))


def _table(values: Sequence[Value], elsewhere: dict[int, Record]) -> Table:
    found = tables.value_table(values, _("Year"), years.of, in_usd=True)
    others = [elsewhere.get(value.period_start.year) for value in values]
    return [
        row | {_("All such funds"): share(other["value"]) if other else "–"}
        for row, other in zip(found, others, strict=True)
    ]


def _notes(others: Sequence[Record], about: Record | None) -> tuple[str, ...]:
    said = _("All such funds: {scope}; {source}.")
    sources = {said.format(scope=_(row["scope"]), source=words.plain(_(row["source"]))) for row in others}
    return (*sorted(sources), *tables.definition_notes(about))
