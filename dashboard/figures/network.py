"""Who works with whom: organisations on an oval, their ties as lines across. For those who may see names."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import sqrt
from typing import Any

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.figures.ties import SIDES, partners
from dashboard.languages import _, ngettext
from dashboard.queries import Row as Record

STEP, HEAD = 24, 40  # pixels between two names, and above the first
LONGEST = 17  # letters of a name: more would leave no room for the ties on a phone
MARGIN = 130
LEAST, MOST = 7.0, 16.0  # pixels of a mark
Place = tuple[float, float]


def network(rows: Sequence[Record], pairs: Sequence[Record]) -> Picture:
    """Draw the ties of one cluster. `rows`: all its organisations; `pairs`: two that work together."""
    by_id = {row["organisation_id"]: row for row in rows}
    ends = [(pair["organisation_id"], pair["partner_id"]) for pair in pairs]
    drawn = [(by_id[one], by_id[other]) for one, other in ends if {one, other} <= by_id.keys()]
    reading = _reading(rows, len(drawn))
    alt = _("Organisations on an oval, their ties as lines across. {reading}").format(reading=reading.replace("*", ""))
    note = _("The larger the mark, the more partners.")
    return Picture(_draw(rows, drawn), alt, reading, _table(drawn), (note,))


def _draw(rows: Sequence[Record], pairs: Sequence[tuple[Record, Record]]) -> go.Figure:
    tied = [row for row in rows if row["partners"]]
    sides = [[row for row in tied if (row["locality"] == "local") is local] for local in (True, False)]
    longest = max(map(len, sides))
    figure = theme.new_figure(HEAD + STEP * (longest + 1), top=HEAD, bottom=8, left=MARGIN, right=MARGIN)
    places: dict[str, Place] = {}
    for rows_of_side, sign in zip(sides, (1, -1), strict=True):
        places |= _places(rows_of_side, sign)
    ends = [(places[one["organisation_id"]], places[other["organisation_id"]]) for one, other in pairs]
    figure.add_scatter(
        x=[at for (x, _y), (x2, _y2) in ends for at in (x, x2, None)],
        y=[at for (_x, y), (_x2, y2) in ends for at in (y, y2, None)],
        mode="lines", hoverinfo="skip", line={"width": 1, "color": theme.FAINT},
    )  # fmt: skip
    most = max((row["partners"] for row in tied), default=1)
    for own, symbol, colour in zip(sides, ("circle", "diamond"), (theme.ACCENT, theme.SECOND), strict=True):
        figure.add_scatter(**_marks(own, places, most), marker_symbol=symbol, marker_color=colour)
    figure.update_xaxes(**theme.AXIS, visible=False, range=[-1.05, 1.05])
    figure.update_yaxes(**theme.AXIS, visible=False, range=[-1.05, 1.05])
    names = [_name(row, places[row["organisation_id"]]) for row in tied]
    figure.update_layout(annotations=[*names, *_heads()])
    return figure


def _places(rows: Sequence[Record], sign: int) -> dict[str, Place]:
    """Put organisations on one half of an oval, those with most partners in its middle, all names equally far apart."""
    first = sorted(rows, key=lambda row: (-row["partners"], row["name"]))
    order = [*first[1::2][::-1], *first[::2]]
    heights = [1 - 2 * (at + 0.5) / len(order) for at in range(len(order))]
    return {
        row["organisation_id"]: (sign * (0.12 + 0.88 * sqrt(1 - y * y)), y)
        for row, y in zip(order, heights, strict=True)
    }


def _marks(rows: Sequence[Record], places: dict[str, Place], most: int) -> dict[str, Any]:
    at = [places[row["organisation_id"]] for row in rows]
    hover = [_("{name}: {partners}").format(name=row["name"], partners=partners(row["partners"])) for row in rows]
    return {
        "x": [x for x, _y in at], "y": [y for _x, y in at], "mode": "markers", "hoverinfo": "text", "hovertext": hover,
        "cliponaxis": False, "marker_opacity": 1, "marker_line_width": 0,
        "marker_size": [LEAST + (MOST - LEAST) * row["partners"] / most for row in rows],
    }  # fmt: skip


def _name(row: Record, place: Place) -> dict[str, Any]:
    name = row["name"] if len(row["name"]) <= LONGEST else f"{row['name'][: LONGEST - 1].rstrip()}…"
    side, shift = ("left", 12) if place[0] > 0 else ("right", -12)
    return theme.text(escape(name), x=place[0], y=place[1], side=side, xref="x", xshift=shift)


def _heads() -> list[dict[str, Any]]:
    return [
        theme.text(f"<b>{_(said)}</b>", x=x, y=1, side=side, xref="x", yref="paper", yshift=HEAD - 12)
        for said, x, side in zip(SIDES, (0.35, -0.35), ("left", "right"), strict=True)
    ]


def _reading(rows: Sequence[Record], ties: int) -> str:
    alone = sum(1 for row in rows if not row["partners"])
    found = _("**{n} ties among {all} organisations. Without any on record, and so not drawn: {alone}.**")
    told = [found.format(n=words.count(ties), all=words.count(len(rows)), alone=words.count(alone))]
    hanging = sum(1 for row in rows if row["only_lead"] and row["locality"] == "local")
    if hanging:
        text = ngettext(
            "{n} local organisation works with the lead agency only: bring it together with others.",
            "{n} local organisations work with the lead agency only: bring them together with others.", hanging,
        )  # fmt: skip
        told.append(text.format(n=words.count(hanging)))
    return " ".join(told)


def _table(pairs: Sequence[tuple[Record, Record]]) -> Table:
    return [
        {_("Organisation"): words.plain(one["name"]), _("Works with"): words.plain(other["name"])}
        for one, other in pairs
    ]
