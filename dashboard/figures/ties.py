"""Who works with how many partners: one dot for each organisation. For those who may see names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.languages import N_, _, ngettext, right_to_left
from dashboard.money.ties_words import at_most
from dashboard.queries import Row as Record

KINDS = {"project": N_("in one programme"), "group": N_("in one working group"), "sub_grant": N_("by a sub-grant")}
SIDES = (N_("Local and national"), N_("All others"))
STEP, DOT = 0.052, 9
HEIGHT = 380


def dots(rows: Sequence[Record], period: str) -> Picture:
    """Draw each organisation at its number of partners, local ones above the others."""
    sides = [[row for row in rows if (row["locality"] == "local") is local] for local in (True, False)]
    reading = _reading(sides, period)
    alt = _("Number of partners of each organisation. {reading}").format(reading=reading.replace("*", ""))
    note = _("Only ties on record count: one programme, one working group, or a sub-grant that runs.")
    return Picture(_draw(sides), alt, reading, _table(rows), (note,))


def _reading(sides: Sequence[Sequence[Record]], period: str) -> str:
    told = []
    for side, rows in zip(SIDES, sides, strict=True):
        if rows:
            alone = sum(1 for row in rows if not row["partners"])
            text = _("{side} ({n}): half have {partners}; without any on record: {alone}.")
            told.append(text.format(
                side=_(side), n=words.count(len(rows)), partners=at_most(float(median(row["partners"] for row in rows))),
                alone=words.count(alone),
            ))  # fmt: skip
    return " ".join([f"**{period}.**", *told])


def _draw(sides: Sequence[Sequence[Record]]) -> go.Figure:
    figure = theme.new_figure(HEIGHT, top=8, bottom=52, left=12, right=22)
    for base, (rows, symbol, colour) in enumerate(
        zip(sides, ("circle", "diamond"), (theme.ACCENT, theme.SECOND), strict=True)
    ):
        figure.add_scatter(**_marks(rows, 1 - base), mode="markers", hoverinfo="text", cliponaxis=False,
                           marker={"symbol": symbol, "size": DOT, "color": colour, "line": {"width": 0}})  # fmt: skip
    most = max((row["partners"] for rows in sides for row in rows), default=0)
    across = [-0.8, most + 0.8]
    figure.update_xaxes(
        **theme.AXIS, range=across[::-1] if right_to_left() else across, gridcolor=theme.FAINT, zeroline=False, nticks=8
    )
    figure.update_yaxes(**theme.AXIS, range=[-0.1, 1.95], visible=False)
    heads = [
        theme.text(f"<b>{_(side)}</b>", x=0, y=1.9 - 1.04 * place, side="left") for place, side in enumerate(SIDES)
    ]
    axis = theme.text(_("Number of partners"), x=0.5, y=0, side="center", yref="paper", yshift=-38)
    figure.update_layout(annotations=[*heads, axis])
    return figure


def _marks(rows: Sequence[Record], base: float) -> dict[str, Any]:
    """Put dots of the same number on top of each other, in columns that grow to the side where they are many."""
    seen: Counter[int] = Counter()
    x, y, hover = [], [], []
    for row in rows:
        column, level = divmod(seen[row["partners"]], 14)
        seen[row["partners"]] += 1
        x.append(row["partners"] + 0.22 * column)
        y.append(base + STEP * level)
        hover.append(_("{name}: {partners}").format(name=row["name"], partners=partners(row["partners"])))
    return {"x": x, "y": y, "hovertext": hover}


def partners(n: int) -> str:
    """Write how many partners: '3 partners'."""
    return ngettext("{n} partner", "{n} partners", n).format(n=words.count(n))


def _table(rows: Sequence[Record]) -> Table:
    return [
        {_("Organisation"): words.plain(row["name"]), _("Local or not"): words.group(row["locality"]),
         _("Partners"): words.count(row["partners"]), _("How they work together"): _kinds(row["kinds"])}
        for row in rows
    ]  # fmt: skip


def _kinds(codes: str) -> str:
    found = [_(KINDS[code]) for code in codes.split(",") if code in KINDS]
    return words.listed(found) if found else _("none on record")
