"""On how few organisations does the money lie? The curve, and what the numbers behind it mean."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.languages import N_, _, right_to_left
from dashboard.queries import Row as Record
from dashboard.queries import Value

HEIGHT = 340
PARTS = {
    "funding_concentration": N_("Gini: 0 all the same, 1 all to one"),
    "funding_concentration.hhi": N_("Weight of the largest (HHI): 0 all the same, 1 all to one"),
    "funding_concentration.theil_between": N_("Part of the inequality between local and international"),
}


def curve(points: Sequence[Record], values: dict[str, Value], year: str) -> Picture:
    """Draw which share of the money the organisations with least hold; the dotted line is where all had the same."""
    shares = [(100 * row["organisations_share"], 100 * row["amount_share"]) for row in points]
    reading = _reading(shares, values, year)
    alt = _("Share of the money held by the organisations with least. {reading}").format(
        reading=reading.replace("*", "")
    )
    return Picture(_draw(shares), alt, reading, _table(shares, values))


def held_by_least(shares: Sequence[tuple[float, float]], percent: float) -> float:
    """Return which share of the money the given share of organisations holds, counted from those with least."""
    before = (0.0, 0.0)
    for point in shares:
        if point[0] >= percent:
            gap = point[0] - before[0]
            return before[1] + (point[1] - before[1]) * ((percent - before[0]) / gap if gap else 1.0)
        before = point
    return 100.0


def _reading(shares: Sequence[tuple[float, float]], values: dict[str, Value], year: str) -> str:
    gini, between = values.get("funding_concentration"), values.get("funding_concentration.theil_between")
    most, least = 100 - held_by_least(shares, 90), held_by_least(shares, 50)
    told = [
        _(
            "**{year}: the tenth of organisations with most money held {most} of it; the half with least held {least}.**"
        ).format(year=year, most=words.number(most, "%"), least=words.number(least, "%"))
    ]
    if gini is not None and gini.status == "ok":
        text = _("Gini {gini} among {n} organisations: 0 would be the same for all, 1 all for one.")
        told.append(text.format(gini=words.number(gini.value, "index"), n=words.count(gini.n)))
    if between is not None and between.value is not None:
        text = _("{share} of the inequality lies between local and international organisations.")
        told.append(text.format(share=words.number(100 * between.value, "%")))
    return " ".join(told)


def _draw(shares: Sequence[tuple[float, float]]) -> go.Figure:
    turned = right_to_left()
    figure = theme.new_figure(HEIGHT, top=10, bottom=48, left=52, right=22)
    figure.add_scatter(
        x=[0, 100], y=[0, 100], mode="lines", hoverinfo="skip", line={"color": theme.QUIET, "width": 1.5, "dash": "dot"}
    )
    figure.add_scatter(
        x=[x for x, y in shares], y=[y for x, y in shares], mode="lines", line={"color": theme.ACCENT, "width": 3},
        hovertext=[_spoken(x, y) for x, y in shares], hoverinfo="text",
    )  # fmt: skip
    ticks = {
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": ["0", "25", "50", "75", theme.turned("100\u00a0%")],
        "zeroline": False,
    }
    figure.update_xaxes(**theme.AXIS, **ticks, range=[102, -1] if turned else [-1, 102], showgrid=False)
    figure.update_yaxes(
        **theme.AXIS, **ticks, range=[-2, 103], side="right" if turned else "left", gridcolor=theme.FAINT
    )
    figure.update_layout(annotations=[
        theme.text(_("Organisations, from least to most money"), x=0.5, y=0, side="center", yref="paper", yshift=-36),
        theme.text(_("Share of the money"), x=0, y=1, side="left", yref="paper", xshift=6),
        theme.text(_("if all had the same"), x=0.7, y=0.8, side="right", yref="paper"),
    ])  # fmt: skip
    return figure


def _spoken(organisations: float, money: float) -> str:
    text = _("{organisations} of organisations hold {money} of the money")
    return text.format(organisations=words.number(organisations, "%"), money=words.number(money, "%", 1))


def _table(shares: Sequence[tuple[float, float]], values: dict[str, Value]) -> Table:
    names = [
        {_("What"): _("Money of the {share} of organisations with least").format(share=words.number(percent, "%")),
         _("Value"): words.number(held_by_least(shares, percent), "%", 1)}
        for percent in (25.0, 50.0, 75.0, 90.0)
    ]  # fmt: skip
    said = [
        {_("What"): _(title), _("Value"): words.number(values[key].value, "index")}
        for key, title in PARTS.items() if key in values and values[key].status == "ok"
    ]  # fmt: skip
    return [*names, *said]
