"""The way of the money from donors to those who received it last, with what is not known as a stop of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, Scale, bar_rows
from dashboard.languages import _, right_to_left
from dashboard.money import flows_words
from dashboard.queries import Row as Record

COLOURS = {"local": theme.ACCENT, "fund": theme.SECOND, "other": theme.QUIET, "unknown": "rgba(127, 140, 153, 0.12)"}
LINKS = {
    "local": "rgba(31, 120, 180, 0.55)", "fund": "rgba(194, 87, 26, 0.40)", "other": "rgba(107, 122, 138, 0.30)",
    "unknown": "rgba(127, 140, 153, 0.16)",
}  # fmt: skip
HEIGHT = 590


def way(links: Sequence[Record], clusters: Mapping[str, str], year: str) -> Picture:
    """Draw the way of a year's money as a Sankey diagram; the reading says what matters in it."""
    reading = flows_words.reading(links, year)
    alt = _("The way of the money from donors to those who received it last. {reading}").format(
        reading=reading.replace("*", "")
    )
    notes = (
        _("Each dollar counts once at each step. Kinds of organisations only; no names."),
        _(
            "An empty box is money of which the next step or the recipient is not known, or that names none of our clusters, or several."
        ),
    )
    return Picture(_sankey(links, clusters), alt, reading, flows_words.table(links, clusters), notes)


def stops(links: Sequence[Record], clusters: Mapping[str, str]) -> go.Figure:
    """Draw the same money as bars, one for each stop: for screens too narrow for the way."""
    amounts = flows_words.amounts(links)
    rows = [_stop(node, amounts[node], clusters) for node in flows_words.nodes(links)]
    return bar_rows(rows, Scale(0, max(amounts.values()), ()))


def _stop(node: str, amount: float, clusters: Mapping[str, str]) -> Row:
    kind = flows_words.kind_of(node)
    name = flows_words.name(node, clusters)
    step = _(flows_words.STAGES[flows_words.stage(node)])
    colour = theme.QUIET if kind == "unknown" else COLOURS[kind]
    hover = _("{step}: {name}").format(step=step, name=name)
    return Row(f"{flows_words.stage(node) + 1} {name}", words.money(amount), amount, provisional=kind == "unknown",
               colour=colour, hover=hover)  # fmt: skip


def _sankey(links: Sequence[Record], clusters: Mapping[str, str]) -> go.Figure:
    order = flows_words.nodes(links)
    place = {node: index for index, node in enumerate(order)}
    amounts = flows_words.amounts(links)
    names = {node: flows_words.name(node, clusters) for node in order}
    trace = go.Sankey(
        direction="reversed" if right_to_left() else "forward", arrangement="fixed",
        node={
            "label": [
                theme.turned(f"{flows_words.short_name(node, clusters)}<br>{words.money(amounts[node])}") for node in order
            ], "align": "left", "sort": "input",
            "color": [COLOURS[flows_words.kind_of(node)] for node in order], "pad": 30, "thickness": 14,
            "line": {"width": 1, "color": theme.QUIET},
            "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": [place[link["source"]] for link in links], "target": [place[link["target"]] for link in links],
            "value": [link["amount"] for link in links], "color": [_link_colour(link) for link in links],
            "customdata": [_told(link, names) for link in links], "hovertemplate": "%{customdata}<extra></extra>",
        },
        textfont={"size": 12, "color": theme.INK, "shadow": "none"},
    )  # fmt: skip
    layout = theme.layout(HEIGHT, top=40, bottom=22, left=4, right=4)
    return go.Figure([trace], layout | {"annotations": _heads(links)})


def _link_colour(link: Record) -> str:
    """Money that comes to local organisations stands out; what leads to nothing known is faint."""
    return LINKS[flows_words.kind_of(link["target"]) if link["stage"] > 1 else "other"]


def _told(link: Record, names: Mapping[str, str]) -> str:
    text = _("{source} → {target}: {amount}")
    return text.format(source=names[link["source"]], target=names[link["target"]], amount=words.money(link["amount"]))


def _heads(links: Sequence[Record]) -> list[dict[str, object]]:
    """Name each step above its column."""
    last = max(link["stage"] for link in links)
    sides = {0: "left", last: "right"}
    return [
        theme.text(
            f"<b>{_(flows_words.STAGES[index])}</b>", x=index / last, y=1, side=sides.get(index, "center"), yref="paper",
            yanchor="bottom", yshift=16,
        )
        for index in range(last + 1)
    ]  # fmt: skip
