"""How much money goes directly to local organisations, and what is not known about it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row, Scale, bar_rows, dot_rows, percent_scale
from dashboard.queries import Row as Record
from dashboard.queries import Value

TARGET = 25
BOUNDS_NOTE = "Could be: if none, or all, of the recipients that cannot be classified were local."
TARGET_TEXT = "Grand Bargain: 25\u00a0%"


def share_by_year(values: Sequence[Value], indicator: Record | None, *, target: bool, what: str) -> Picture:
    """Draw a share of money per year; the line shows how far what is not known could move it."""
    rows = [_year_row(value) for value in values]
    scale = percent_scale(
        TARGET if target else None, TARGET_TEXT if target else "", reach(values, TARGET if target else 0)
    )
    alt = " ".join([f"{what}, by year.", *(f"{row.name}: {row.text}." for row in rows)])
    reading = _share_reading(values, what, target)
    table = with_bounds(tables.value_table(values, "Year", _year, in_usd=True), values)
    bounded = any(value.bound_high is not None for value in values)
    notes = (*((BOUNDS_NOTE,) if bounded else ()), *tables.definition_notes(indicator))
    return Picture(dot_rows(rows, scale), alt, reading, table, notes)


def amounts(values: Sequence[Value], indicator: Record | None, heading: str, order: Sequence[str] = ()) -> Picture:
    """Draw amounts or shares side by side as bars, in a given order or largest first."""
    shown = sorted(values, key=lambda v: (order.index(v.group) if v.group in order else len(order), -(v.value or 0)))
    rows = [_amount_row(value) for value in shown]
    when = _year(shown[0]) if shown else ""
    spoken = " ".join(f"{row.name}: {row.text}." for row in rows)
    table = tables.value_table(shown, heading, _name, in_usd=True)
    reading = _amounts_reading(shown, rows, when)
    alt = f"{heading}, {when}. {spoken}"
    return Picture(bar_rows(rows, _amount_scale(shown)), alt, reading, table, tables.definition_notes(indicator))


def _share(share: float | None) -> str:
    """Write a share of money; amounts are known well enough for one decimal."""
    return words.number(share, "%", 1)


def _year(value: Value) -> str:
    return words.period(value.period_start, value.period_end)


def _name(value: Value) -> str:
    return words.group(value.group, value.group_by)


def reach(values: Sequence[Value], least: float) -> float:
    """Return where a scale ends so that every value, and what it could be, has its place."""
    highest = max([least, 20.0, *[v.value or 0 for v in values], *[v.bound_high or 0 for v in values]])
    return min(100.0, 10.0 * -(-highest * 1.04 // 10))


def _year_row(value: Value) -> Row:
    name = f"{_year(value)}{', so far' if value.partial else ''}"
    ok = value.status == "ok"
    text = (
        f"{_share(value.value)} · of {words.money(value.denominator)}"
        if ok and value.denominator
        else tables.beside(value)
    )
    hover = f"{name}: {tables.beside(value, in_usd=True)}"
    low, high = (value.bound_low, value.bound_high) if ok else (None, None)
    return Row(name, text, value.value if ok else None, low, high, provisional=value.partial, hover=hover)


def _share_reading(values: Sequence[Value], what: str, target: bool) -> str:
    known = [value for value in values if value.status == "ok"]
    if not known:
        reasons = {words.reason(value.reason) for value in values}
        return f"**{what} cannot be said yet.** {words.plain(' '.join(sorted(reasons)))}"
    over = [value for value in known if not value.partial]
    last = (over or known)[-1]
    so_far = "" if over else " so far"
    start = f"**{what}, {_year(last)}{so_far}: {_share(last.value)}.**{_approximate(last)}"
    return f"{start} {_target_words(last)}" if target else start


def _approximate(value: Value) -> str:
    """Say how many amounts were rounded before they reached us; what the years mark themselves is left out."""
    remarks = [remark for remark in (value.reason or "").split("; ") if "approximate" in remark]
    return "".join(f" {words.plain(words.reason(remark))}" for remark in remarks)


def _target_words(last: Value) -> str:
    """Compare with the target, honestly about what is not known."""
    value, best = last.value or 0.0, last.bound_high
    if value >= TARGET:
        return f"This reaches the {TARGET} % that the Grand Bargain asks for."
    if best is not None and best >= TARGET:
        return f"Up to {_share(best)} if every recipient we cannot classify were local, so the target may be reached."
    if best is not None and round(best, 1) > round(value, 1):
        return f"Even if every recipient we cannot classify were local, it would be {_share(best)}: below {TARGET} %."
    return f"This is below the {TARGET} % that the Grand Bargain asks for."


def _amount_row(value: Value) -> Row:
    name, text = _name(value), tables.beside(value, in_usd=True)
    if value.unit == "%" and value.status == "ok":
        text = f"{_share(value.value)} · {words.money(value.numerator)}" if value.numerator else _share(value.value)
    promise = value.group == "pledge"
    colour = theme.QUIET if value.group in ("unclassified", "unknown", "pledge") else theme.ACCENT
    return Row(name, text, value.value, provisional=promise, colour=colour, hover=f"{name}: {text}")


def _amount_scale(values: Sequence[Value]) -> Scale:
    if values and values[0].unit == "%":
        return percent_scale(high=min(100.0, 25.0 * -(-max([25.0, *[v.value or 0 for v in values]]) // 25)))
    highest = max([1.0, *[value.value or 0 for value in values]])
    return Scale(0, highest, ())


def _amounts_reading(values: Sequence[Value], rows: Sequence[Row], when: str) -> str:
    amount = {value.group: value.value for value in values if value.status == "ok" and value.value is not None}
    if not amount:
        return "There is no amount to show."
    unit = values[0].unit
    if "paid_or_committed" in amount:
        promised = f", and {words.number(amount['pledge'], unit)} is only promised" if amount.get("pledge") else ""
        return f"**{when}: {words.number(amount['paid_or_committed'], unit)} is paid or committed{promised}.**"
    if "local" in amount:
        dark = amount.get("unclassified", 0) + amount.get("unknown", 0)
        unknown = f" For {words.number(dark, unit, 1)} nobody can say if the recipient is local." if dark else ""
        return (
            f"**{when}: local and national organisations received {words.number(amount['local'], unit, 1)}.**{unknown}"
        )
    first = max((row for row in rows if row.value is not None), key=lambda row: row.value or 0)
    return f"**{when}: most went to \u201c{first.name}\u201d, {first.text.replace(' · ', ', ')}.**"


def with_bounds(table: Table, values: Sequence[Value], heading: str = "Year") -> Table:
    """Put the bounds, where there are any, in the place where a survey has its interval."""
    bounds = [words.interval(value.bound_low, value.bound_high, "%", 1) for value in values]
    return [
        {heading: row[heading], "Value": row["Value"]}
        | ({"Could be": bound or "–"} if any(bounds) else {})
        | {"Counted": row["Counted"], "Status": row["Status"]}
        for row, bound in zip(table, bounds, strict=True)
    ]
