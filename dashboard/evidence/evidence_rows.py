"""How are the rows behind a number shown, and what of it can be taken away as a file?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import frame, spreadsheet, words
from dashboard.evidence import unit_rows
from dashboard.evidence.rules import Rule
from dashboard.languages import _, ngettext
from dashboard.queries import Reader, Row, Value

# As the command line writes them (`python -m pipelines values`): scripts rely on these names in every language.
COLUMNS = (
    "indicator", "cluster", "period_start", "period_end", "group_by", "group", "value", "unit", "numerator", "denominator",
    "n", "population", "low", "high", "interval", "bound_low", "bound_high", "band", "status", "reason",
)  # fmt: skip
WIDE = 620


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
    st.dataframe(
        write(rows[: unit_rows.FIRST_ROWS]), hide_index=True, alt=_("The rows this number is made of."), key="unit_rows",
        column_config={_("File, sheet and row"): st.column_config.TextColumn(width=WIDE)},
    )  # fmt: skip
    st.download_button(
        _("Download all rows (CSV)"), lambda: _as_csv(write(rows)), f"{about['indicator']}-rows.csv",
        "text/csv", on_click="ignore", icon=":material/download:", key="keep_rows",
    )  # fmt: skip


def _as_csv(listed: Sequence[Row]) -> bytes:
    return spreadsheet.as_csv(listed, {heading: heading for heading in listed[0]})


def _explain(audience: str, count: int) -> None:
    """Say how many rows there are and, to evaluators, what stands in the place of names."""
    total = words.count(count)
    if count > unit_rows.FIRST_ROWS:
        text = _("**{count} rows.** The first {shown} are shown here; the download has all.")
        st.markdown(text.format(count=total, shown=words.count(unit_rows.FIRST_ROWS)))
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
    frame.section(_("Take the numbers with you"), _("All values of this number for this cluster, with their ranges."))
    rows = [{name: getattr(value, name) for name in COLUMNS} for value in values]
    st.download_button(
        _("Download all values (CSV)"), lambda: spreadsheet.as_csv(rows, {name: name for name in COLUMNS}),
        f"{about['indicator']}.csv", "text/csv", on_click="ignore", icon=":material/download:", key="keep_values",
    )  # fmt: skip
