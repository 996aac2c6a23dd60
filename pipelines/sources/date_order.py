"""Which order of day and month does this sheet use? Decided once for all its dates, and said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from pipelines.sources.dates import DateOrder, infer_order, parse_moment, stated
from pipelines.sources.reading import DateRules, Finding
from pipelines.sources.sheets import Sheet

SLACK = dt.timedelta(hours=2)
LONGEST = dt.timedelta(hours=24)
# A date inside a sentence, as in "WASH Cluster meeting, 12 March 2025".
DATE_INSIDE = re.compile(
    r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}"
    r"|\d{1,2}(?:st|nd|rd|th|er)?[\s\-/.]+(?:de\s+|of\s+)?[^\W\d]{3,15}\.?,?[\s\-/.]+(?:de\s+|del\s+)?\d{2,4}(?![\d:])"
    r"|[^\W\d]{3,15}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)


def dates_inside(text: str) -> list[str]:
    """The parts of a text that are dates, in either order of day and month."""
    found = DATE_INSIDE.findall(text)
    return [part for part in found if any(parse_moment(part, order) for order in ("dmy", "mdy", "ymd"))]


def sheet_order(texts: Iterable[str], rules: DateRules, sheet: Sheet) -> tuple[str, list[Finding]]:
    """The order for a sheet's dates, and a finding that says it, unless no date depends on it."""
    dates = [part for text in dict.fromkeys(texts) for part in dates_inside(text)[:1]]
    order = infer_order(dates, rules, sheet.file)
    return order.order, stated(order, dates, sheet.name)


def call_order(
    bounds: Sequence[str], stays: Iterable[str], rules: DateRules, sheet: Sheet
) -> tuple[str, list[Finding]]:
    """The order for the report of one online meeting.

    Where no number proves it, the order that puts every joining between the meeting's start and
    end (`bounds`, which may be empty) does, as long as the other order does not do so too.
    """
    moments = [text for text in stays if text]
    texts = [*(text for text in bounds if text), *moments]
    order = infer_order(texts, rules, sheet.file)
    if not order.certain and order.order != "mixed":
        fitting = [name for name in ("dmy", "mdy") if _fits(bounds, moments, name)]
        if len(fitting) == 1:
            evidence = "only so do all people join and leave between the start and the end of one meeting"
            order = DateOrder(fitting[0], evidence, True)
    return order.order, stated(order, texts, sheet.name)


def _fits(bounds: Sequence[str], moments: Sequence[str], order: str) -> bool:
    known = [moment for text in moments if (moment := parse_moment(text, order))]
    limits = [moment for text in bounds if (moment := parse_moment(text, order))]
    if len(known) < len(moments) or not known:
        return False
    first, last = min(limits or known), max(limits or known)
    return last - first <= LONGEST and first - SLACK <= min(known) and max(known) <= last + SLACK
