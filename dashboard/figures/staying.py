"""Of those that joined, who still comes; and why others stay away."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row, bar_rows, dot_rows, percent_scale
from dashboard.languages import _
from dashboard.participation import contact_words
from dashboard.queries import Row as Record
from dashboard.queries import Value

MOST_YEARS = 6


def joined(records: Sequence[Record], period: Record, *, whole: bool) -> Picture:
    """Draw, for each year of joining, how many came to a meeting of the period; years before the last six are one.

    `whole`: of the whole response, where one partner may have joined several clusters.
    """
    years = _years(records)
    rows = [_row(name, count, still) for name, count, still in years]
    when = words.period(period["period_start"], period["period_end"])
    everybody, still = sum(row[1] for row in years), sum(row[2] for row in years)
    told = (
        _("**Of {all} times that a partner joined a cluster, it came to a meeting in {period} in {still}.**")
        if whole
        else _("**Of {all} partners whose day of joining is known, {still} came to a meeting in {period}.**")
    )
    reading = told.format(all=words.count(everybody), still=words.count(still), period=when)
    if records and (newest := records[-1])["joined"] != everybody:
        reading += " " + _("Of the {all} of {year}, {still} did.").format(
            all=words.count(newest["joined"]), year=newest["joined_in"], still=words.count(newest["still_come"])
        )
    alt = " ".join([reading.replace("**", ""), *[words.aloud(row.name, row.text) for row in rows]])
    return Picture(dot_rows(rows, percent_scale()), alt, reading, _table(years), _joined_notes())


def _joined_notes() -> tuple[str, ...]:
    return (
        _("Counted from the list of partners: full members by the year in which they joined a cluster, also those that "
          "left it since. One that joined two clusters counts in each. Members without a day of joining are left out."),
    )  # fmt: skip


def _years(records: Sequence[Record]) -> list[tuple[str, int, int]]:
    """Name, number that joined and number that still come, newest year last."""
    early, late = records[:-MOST_YEARS], records[-MOST_YEARS:]
    found = [(str(row["joined_in"]), row["joined"], row["still_come"]) for row in late]
    if early:
        name = _("{year} or before").format(year=early[-1]["joined_in"])
        found.insert(0, (name, sum(row["joined"] for row in early), sum(row["still_come"] for row in early)))
    return found


def _row(name: str, count: int, still: int) -> Row:
    share = 100 * still / count
    counted = _("{numerator} of {denominator}").format(numerator=words.count(still), denominator=words.count(count))
    text = f"{words.number(share, '%')} · {counted}"
    label = _("Joined in {year}").format(year=name)
    return Row(label, text, share, hover=words.labelled(label, text))


def _table(years: Sequence[tuple[str, int, int]]) -> Table:
    return [
        {
            _("Joined in"): words.plain(name),
            _("Partners"): words.count(count),
            _("Still come"): words.count(still),
            _("Value"): words.number(100 * still / count, "%"),
        }
        for name, count, still in years
    ]


def reasons(values: Sequence[Value], everybody: Value | None, indicator: Record | None) -> Picture:
    """Draw why organisations stay away, in the order in which the reasons always stand; one at least may be shown."""
    order = list(contact_words.REASONS)
    shown = sorted(values, key=lambda value: order.index(value.group) if value.group in order else len(order))
    rows = [Row(contact_words.reason(v.group), tables.beside(v), v.value, hover=_named(v)) for v in shown]
    table = tables.value_table(shown, _("Reason"), lambda value: contact_words.reason(value.group))
    alt = " ".join([_("Why organisations stay away."), *[words.aloud(row.name, row.text) for row in rows]])
    high = max([50.0, *[value.value or 0 for value in shown]])
    picture = bar_rows(rows, percent_scale(high=25.0 * -(-high // 25)))
    return Picture(picture, alt, _reasons_reading(shown, everybody), table, tables.definition_notes(indicator))


def _named(value: Value) -> str:
    return words.labelled(contact_words.reason(value.group), tables.beside(value))


def _reasons_reading(values: Sequence[Value], everybody: Value | None) -> str:
    known = [value for value in values if value.status == "ok" and value.value is not None]
    most = max(value.value or 0 for value in known)
    first = [contact_words.reason(value.group) for value in known if value.value == most]
    told = _("**Named most often, of what may be shown: {reasons} ({share}).**").format(
        reasons=words.listed(first), share=words.number(most, "%")
    )
    if everybody is None or everybody.status != "ok" or everybody.denominator is None:
        return told
    asked = _("{n} organisations gave a reason; one may give several.")
    return f"{told} {asked.format(n=words.count(everybody.denominator))}"
