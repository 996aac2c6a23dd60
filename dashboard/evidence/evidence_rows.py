"""How are the rows behind a number shown, and what of it can be taken away as a file?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard import folded, frame, spreadsheet, words
from dashboard.evidence import unit_rows
from dashboard.evidence.rules import Rule
from dashboard.figures.picture import as_markdown
from dashboard.languages import _, ngettext
from dashboard.queries import Reader, Row, Value

# As the command line writes them (`python -m pipelines values`): scripts rely on these names in every language.
COLUMNS = (
    "indicator", "cluster", "period_start", "period_end", "group_by", "group", "value", "unit", "numerator", "denominator",
    "n", "population", "low", "high", "interval", "bound_low", "bound_high", "band", "status", "reason",
)  # fmt: skip
WIDE = 620
IN_SIGHT, MORE = 10, "more_rows"
LARGE = 1000  # an amount of money, whose cents say nothing


def show(reader: Reader, value: Value, about: Row, rule: Rule) -> None:
    """Show the first unit rows of a value, as the audience may see them, and offer all as a file."""
    if rule.made_of:
        return
    frame.section(_("The rows it is made of"))
    if reason := unit_rows.withheld(value, about, reader.audience):
        st.markdown(reason, width=760)
        return
    rows = unit_rows.behind(reader, value, rule)
    if not rows:
        st.markdown(_("There are no rows behind this value."))
        return
    write = unit_rows.writer(rows, about, reader.audience, rule.category)
    _explain(reader.audience, len(rows))
    with st.container(key="numbers_rows"):
        st.markdown(as_markdown([_in_words(row) for row in write(rows[:IN_SIGHT])]))
    if len(rows) > IN_SIGHT:
        _more(write, rows[: unit_rows.FIRST_ROWS])
    st.download_button(
        _("Download all rows (CSV)"), lambda: spreadsheet.as_csv(write(rows)), f"{about['indicator']}-rows.csv",
        "text/csv", on_click="ignore", icon=":material/download:", key="keep_rows",
    )  # fmt: skip


def _more(write: Callable[[Sequence[Row]], list[Row]], rows: Sequence[Row]) -> None:
    """More rows, to sort and to search, for whoever asks: a browser has three megabytes to fetch before it can show them."""
    label = _("See the first {n} rows, to sort and to search") if len(rows) == unit_rows.FIRST_ROWS else _("See all {n} rows, to sort and to search")  # fmt: skip

    def listed() -> None:
        st.dataframe(
            write(rows), hide_index=True, alt=_("The rows this number is made of."), key="unit_rows",
            column_config={_(unit_rows.FILES): st.column_config.TextColumn(width=WIDE)},
        )  # fmt: skip

    folded.on_demand(label.format(n=words.count(len(rows))), MORE, listed)


def _in_words(row: Row) -> dict[str, str]:
    """A row to read at a glance: of several files the first, as the download names all."""
    first, _and, others = str(row.get(_(unit_rows.FILES)) or "").partition("; ")
    row = row | ({_(unit_rows.FILES): f"{first} …"} if others else {})
    return {words.plain(heading): _cell(cell) for heading, cell in row.items()}


def _cell(cell: Any) -> str:
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, date):
        return words.day(cell)
    if isinstance(cell, (int, float)):
        return words.number(cell, decimals=0 if float(cell).is_integer() or abs(cell) >= LARGE else 2)
    return words.plain(cell)


def _explain(audience: str, count: int) -> None:
    """Say how many rows there are and, to evaluators, what stands in the place of names."""
    total = words.count(count)
    if count > IN_SIGHT:
        text = _("**{count} rows.** The first {shown} are shown here; the download has all.")
        st.markdown(text.format(count=total, shown=words.count(IN_SIGHT)))
    else:
        st.markdown(ngettext("**{count} row.**", "**{count} rows.**", count).format(count=total))
    if audience != "team":
        st.caption(
            _(
                "Organisations are numbered, and their names are left out. The numbers are good for this table only: the same "
                "organisation has another number in every other table, so that tables cannot be put together."
            )
        )


def keep_values(values: Sequence[Value], about: Row) -> None:
    """Offer all values of a number of one cluster as a file."""
    frame.section(
        _("Take the numbers with you"), _("All values of this number, for what is chosen above, with their ranges.")
    )
    rows = [{name: getattr(value, name) for name in COLUMNS} for value in values]
    st.download_button(
        _("Download all values (CSV)"), lambda: spreadsheet.as_csv(rows, {name: name for name in COLUMNS}),
        f"{about['indicator']}.csv", "text/csv", on_click="ignore", icon=":material/download:", key="keep_values",
    )  # fmt: skip
