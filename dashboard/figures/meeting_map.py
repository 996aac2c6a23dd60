"""Which organisation came to which meeting: a box for each, organisations by type and name, meetings from old to new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.languages import _, ngettext, right_to_left
from dashboard.queries import Row

CAME, MISSED = "c", "m"  # as sql/meeting_map.sql writes them
ROW_HEIGHT, TOP, NAMES = 21, 40, 176
LONGEST_NAME = 25
MISSED_COLOUR = "rgba(127, 140, 153, 0.38)"


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Organisations by type, in the order in which types always stand, and by name: not a ranking."""
    types = list(words.GROUPS)
    return sorted(rows, key=lambda row: types.index(row["type"]) if row["type"] in types else len(types))


def meeting_map(rows: Sequence[Row], meetings: Sequence[Row], cluster: str) -> Picture:
    """Draw who came (full box), who missed (pale box) and who was not expected (nothing)."""
    reading = _reading(rows, meetings)
    alt = _("Who came to which meeting of {cluster}, {first} to {last}.").format(
        cluster=cluster, first=words.day(meetings[0]["date"]), last=words.day(meetings[-1]["date"])
    )
    note = _(
        "Expected at a national meeting: all full members on that day; at a meeting in an area: the members that list "
        "the area. Meetings without a list of participants are left out."
    )
    return Picture(
        _boxes(rows, meetings), f"{alt} {reading.replace('**', '')}", reading, _table(rows, meetings), (note,)
    )


def _reading(rows: Sequence[Row], meetings: Sequence[Row]) -> str:
    shares = [row["meetings"].count(CAME) / _expected(row) for row in rows]
    often, never = sum(share >= 0.5 for share in shares), sum(not share for share in shares)
    return ngettext(
        "**Of {all} organisations expected at this meeting, {often} came to at least half of theirs,** {rarely} to fewer, "
        "and {never} to none.",
        "**Of {all} organisations expected at these {n} meetings, {often} came to at least half of theirs,** {rarely} to "
        "fewer, and {never} to none.",
        len(meetings),
    ).format(
        all=words.count(len(rows)), n=words.count(len(meetings)), often=words.count(often),
        rarely=words.count(len(rows) - often - never), never=words.count(never),
    )  # fmt: skip


def _expected(row: Row) -> int:
    return sum(letter in (CAME, MISSED) for letter in row["meetings"])


def _table(rows: Sequence[Row], meetings: Sequence[Row]) -> Table:
    return [
        {
            _("Organisation"): words.plain(row["name"]),
            _("Type"): words.group(row["type"]),
            _("Came"): words.count(row["meetings"].count(CAME)),
            _("Expected"): words.count(_expected(row)),
            _("Last came"): _last_came(row, meetings),
        }
        for row in rows
    ]


def _last_came(row: Row, meetings: Sequence[Row]) -> str:
    last = row["meetings"].rfind(CAME)
    return words.day(meetings[last]["date"]) if last >= 0 else _("not to these meetings")


def _boxes(rows: Sequence[Row], meetings: Sequence[Row]) -> go.Figure:
    """Draw one layer of boxes for each answer; a type of organisation has an empty row with its name."""
    lines = _lines(rows)
    mirrored = right_to_left()
    days, names = _days(meetings), _names(lines)
    boxes = [
        {
            "type": "heatmap", "x": days, "y": names, "colorscale": [[0, colour], [1, colour]], "showscale": False,
            "z": [[1 if mark == letter else None for mark in _marks(line, meetings)] for line in lines],
            "xgap": 2, "ygap": 3, "hoverongaps": False, "hovertemplate": f"%{{y}}<br>%{{x}}: {said}<extra></extra>",
        }
        for letter, colour, said in ((CAME, theme.ACCENT, _("came")), (MISSED, MISSED_COLOUR, _("did not come")))
    ]  # fmt: skip
    layout = theme.layout(ROW_HEIGHT * len(lines) + TOP + 8, top=TOP, bottom=8, left=NAMES, right=8)
    texts = [*_months(meetings, days), *_headings(lines)]
    return go.Figure(boxes, layout | _axes(lines, names, mirrored) | {"annotations": texts})


def _axes(lines: Sequence[Row | str], names: Sequence[str], mirrored: bool) -> dict[str, Any]:
    """Meetings from left to right, or the other way round as the reader writes; organisations from the top."""
    columns = {"type": "category", "visible": False, "autorange": "reversed" if mirrored else True}
    rows = {
        "type": "category", "autorange": "reversed", "tickvals": names, "ticktext": [_label(line) for line in lines],
        "side": "right" if mirrored else "left", "showgrid": False, "zeroline": False,
    }  # fmt: skip
    return {"xaxis": theme.AXIS | columns, "yaxis": theme.AXIS | rows}


def _lines(rows: Sequence[Row]) -> list[Row | str]:
    """The rows to draw: before those of a type, the type."""
    lines: list[Row | str] = []
    for code, found in groupby(rows, key=lambda row: str(row["type"])):
        lines += [code, *found]
    return lines


def _marks(line: Row | str, meetings: Sequence[Row]) -> str:
    return "-" * len(meetings) if isinstance(line, str) else str(line["meetings"])


def _label(line: Row | str) -> str:
    """A name as long as the margin; behind its acronym where the whole name does not fit."""
    if isinstance(line, str):
        return ""
    name = str(line["name"])
    if len(name) > LONGEST_NAME and line["acronym"]:
        name = f"{line['acronym']} – {name}"
    return escape(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")


def _names(lines: Sequence[Row | str]) -> list[str]:
    """A name for each row, as pointing at it shows; the row of a type has none."""
    return _told_apart(["" if isinstance(line, str) else escape(line["name"]) for line in lines])


def _days(meetings: Sequence[Row]) -> list[str]:
    """A name for each meeting, as pointing at it shows."""
    areas = [f", {escape(meeting['area'])}" if meeting["area"] else "" for meeting in meetings]
    return _told_apart([f"{words.day(meeting['date'])}{area}" for meeting, area in zip(meetings, areas, strict=True)])


def _told_apart(names: Sequence[str]) -> list[str]:
    """Blanks behind a name that stands here before: a chart lays rows of one name over each other."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        told.append(name + "\u00a0" * seen[name])
        seen[name] += 1
    return told


def _months(meetings: Sequence[Row], days: Sequence[str]) -> list[dict[str, Any]]:
    """Name the month above the first meeting of it, as far as the names have room."""
    firsts = [
        place
        for place, meeting in enumerate(meetings)
        if not place or _month(meeting) != _month(meetings[place - 1])
    ]  # fmt: skip
    shown: list[int] = []
    for place in firsts:
        if not shown or place - shown[-1] >= max(2, len(meetings) / 5):
            shown.append(place)
    ticks = theme.month_ticks([meetings[place]["date"] for place in shown], most=len(shown))["ticktext"]
    return [
        theme.text(text, x=0, y=1, side="left", yref="paper", yanchor="bottom", yshift=4) | {"xref": "x", "x": days[place]}
        for place, text in zip(shown, ticks, strict=True)
    ]  # fmt: skip


def _month(meeting: Row) -> tuple[int, int]:
    return meeting["date"].year, meeting["date"].month


def _headings(lines: Sequence[Row | str]) -> list[dict[str, Any]]:
    return [
        theme.text(f"<b>{words.group(line)}</b>", x=0, y=place, side="left", xshift=4 - NAMES)
        for place, line in enumerate(lines)
        if isinstance(line, str)
    ]
