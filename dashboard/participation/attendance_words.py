"""How far do two groups of partners lie apart in coming to meetings, and what would close the gap?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from dashboard import words
from dashboard.languages import _, ngettext
from dashboard.queries import Value

# The two groups that the coordination is asked about first, by grouping.
COMPARED = {"type": ("national_ngo", "international_ngo"), "locality": ("local", "international")}


def contrast(values: Sequence[Value], group_by: str, months: Sequence[date]) -> str:
    """Compare the two groups over one period, from their published counts; empty where one of them is not shown.

    `values`: one period's values by group; `months`: first days of the months with meetings, over which the absences to
    make up are spread.
    """
    found = {value.group: value for value in values if value.status == "ok" and value.value is not None}
    pair = [found[group] for group in COMPARED.get(group_by, ()) if group in found]
    if len(pair) < 2:
        return ""
    lower, higher = sorted(pair, key=lambda value: value.value or 0)
    points = round(higher.value or 0) - round(lower.value or 0)
    return _apart(lower, higher, points, len(months)) if points else _together(pair[0], pair[1])


def absences_to_close(lower: Value, higher: Value) -> int:
    """How many more attendances, at the meetings it was invited to, lift a group's share to the other's."""
    return math.ceil((higher.value or 0) / 100 * (lower.denominator or 0) - (lower.numerator or 0) - 1e-9)


def gap(value: Value) -> str:
    """Say how much less or more local partners attend than international ones."""
    period, size = words.period(value.period_start, value.period_end), value.value or 0.0
    if round(size) == 0:
        return _("**{period}: local and international partners attend equally often.**").format(period=period)
    text = (
        _("**{period}: local partners attend {points} less than international partners.**")
        if size < 0
        else _("**{period}: local partners attend {points} more than international partners.**")
    )
    return text.format(period=period, points=words.number(float(round(abs(size))), "points"))


def _apart(lower: Value, higher: Value, points: int, months: int) -> str:
    fewer = -(-absences_to_close(lower, higher) // max(months, 1))
    return ngettext(
        "**{lower} came to {share} of their meetings in {period}, {points} less than {higher};** {n} fewer absence a month "
        "would close it.",
        "**{lower} came to {share} of their meetings in {period}, {points} less than {higher};** {n} fewer absences a month "
        "would close it.",
        fewer,
    ).format(
        lower=_name(lower), share=words.number(lower.value, "%"), period=_period(lower), n=words.count(fewer),
        points=words.number(float(points), "points"), higher=_name(higher),
    )  # fmt: skip


def _together(first: Value, second: Value) -> str:
    return _("**{first} and {second} came equally often in {period}:** to {share} of their meetings.").format(
        first=_name(first), second=_name(second), period=_period(first), share=words.number(first.value, "%")
    )


def _name(value: Value) -> str:
    return words.group(value.group, value.group_by)


def _period(value: Value) -> str:
    return words.period(value.period_start, value.period_end)
