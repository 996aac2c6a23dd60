"""Which months each source speaks of: a strip for each, a block for a month with records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import plotly.graph_objects as go

from dashboard import data_words, words
from dashboard.figures import theme
from dashboard.figures.picture import Picture
from dashboard.languages import _, ngettext, right_to_left
from dashboard.queries import Row

MOST_MONTHS = 36
ROW_HEIGHT = 46
FOOT = 44
BLOCK, NOTHING = 0.36, 0.05
DAY_MS = 86_400_000
FEW = 2
NO_RHYTHM = "partner_list"  # its months are those in which somebody joined or left


def coverage(records: Sequence[Row], ages: Sequence[Row]) -> Picture:
    """Draw the last three years, up to the last month any source speaks of."""
    by_source = {
        code: {row["month"]: row["records"] for row in found}
        for code, found in groupby(records, key=lambda r: r["source"])
    }
    months = _months(by_source, ages)
    order = [code for code in data_words.SOURCES if code in by_source]
    texts = {code: _text(code, by_source[code], months) for code in order}
    spoken = " ".join(words.aloud(_(data_words.source(code).name), texts[code]) for code in order)
    alt = _("Months with records, {first} to {last}. {spoken}").format(
        first=words.month(months[0]), last=words.month(months[-1]), spoken=spoken
    )
    reading = _(
        "A block is a month with records, a thin line a month without. Months are counted from the first with records."
    )
    newest = {row["source"]: row for row in ages}
    table = [_line(code, texts[code], newest.get(code)) for code in order]
    return Picture(_strips(by_source, order, texts, months), alt, reading, table)


def _months(by_source: dict[str, dict[date, int]], ages: Sequence[Row]) -> list[date]:
    """The months to draw. A source that knows only its year does not stretch them into the future."""
    found = [month for months in by_source.values() for month in months]
    dated = [row["last_day"].replace(day=1) for row in ages if row["source"] in by_source and not row["year_only"]]
    last = min(max(dated), max(found)) if dated else max(found)
    first = min(min(found), last)
    count = min(MOST_MONTHS, _number(last) - _number(first) + 1)
    return [_month(number) for number in range(_number(last) - count + 1, _number(last) + 1)]


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _text(code: str, found: dict[date, int], months: Sequence[date]) -> str:
    """Say how many months have records; name them where they are few."""
    seen = [month for month in months if month in found]
    if not seen:
        return (
            _("last in {found}").format(found=words.month(max(found)))
            if max(found) < months[0]
            else _("from {found}").format(found=words.month(min(found)))
        )
    if code == NO_RHYTHM:
        return _("last change {month}").format(month=words.month(seen[-1]))
    if len(seen) <= FEW:
        return words.listed([words.month(month) for month in seen])
    return _("{seen} of {months} months").format(seen=len(seen), months=len(months) - months.index(seen[0]))


def _hover(code: str, month: date, records: int) -> str:
    source = _(data_words.source(code).name)
    if not records:
        return _("{source}, {month}: no records").format(source=source, month=words.month(month))
    text = ngettext("{source}, {month}: {n} record", "{source}, {month}: {n} records", records)
    return text.format(source=source, month=words.month(month), n=words.count(records))


def _line(code: str, text: str, age: Row | None) -> dict[str, str]:
    return {
        _("Source"): _(data_words.source(code).name),
        _("Months with records"): text,
        _("Newest day"): "–"
        if age is None
        else str(age["last_day"].year)
        if age["year_only"]
        else words.day(age["last_day"]),
        _("Newest file"): words.plain(age["last_file"]) if age else "–",
    }


def _strips(
    by_source: dict[str, dict[date, int]], order: Sequence[str], texts: dict[str, str], months: Sequence[date]
) -> go.Figure:
    figure = theme.new_figure(ROW_HEIGHT * len(order) + FOOT, top=2, bottom=FOOT - 2)
    cells = [(place, code, month) for place, code in enumerate(reversed(order)) for month in months]
    counts = [by_source[code].get(month, 0) for _, code, month in cells]
    heights = [BLOCK if count else NOTHING for count in counts]
    figure.add_bar(
        x=[month for _, _, month in cells], y=heights, base=[place - height / 2 for (place, _, _), height in zip(cells, heights, strict=True)],
        width=25 * DAY_MS, offset=2 * DAY_MS, hoverinfo="text",
        marker={"color": [theme.ACCENT if count else theme.QUIET for count in counts], "line": {"width": 0}},
        hovertext=[
            _hover(code, month, count)
            for (place, code, month), count in zip(cells, counts, strict=True)
        ],
    )  # fmt: skip
    end = _month(_number(months[-1]) + 1)
    across = [end, months[0]] if right_to_left() else [months[0], end]
    figure.update_xaxes(**theme.AXIS, type="date", range=across, showgrid=False, **theme.month_ticks(months))
    figure.update_yaxes(**theme.AXIS, range=[-0.3, len(order) - 0.3], visible=False)
    texts_of_row = (
        (
            theme.text(f"<b>{_(data_words.source(code).name)}</b>", x=0, y=place + 0.42, side="left", xshift=-8),
            theme.text(texts[code], x=1, y=place + 0.42, side="right", xshift=20),
        )
        for place, code in enumerate(reversed(order))
    )
    figure.update_layout(annotations=[text for row in texts_of_row for text in row])
    return figure
