"""Do local organisations stand at the edge of those who work together? In words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard import words
from dashboard.languages import _, ngettext
from dashboard.queries import Row

SIGNIFICANT = 0.05


def in_words(row: Row, periods: Mapping[date, date]) -> str:
    """Return one line for a cluster: how many work with nobody, and whether local organisations have fewer partners."""
    start = row["period_start"]
    counts = _("- **{cluster}, {period}:** {isolated} of {all} members have no tie on record. Half of the members have {partners}.").format(
        cluster=words.plain(row["name"]), period=words.period(start, periods.get(start, start)),
        isolated=words.count(row["isolated"]), all=words.count(row["organisations"]), partners=at_most(row["median_partners"]),
    )  # fmt: skip
    return f"{counts} {compared(row)}"


def at_most(partners: float) -> str:
    """Write that so many have a number of partners or fewer; a median may lie between two numbers."""
    if partners < 1:
        return _("none")
    text = ngettext(
        "1 partner or none", "{n} partners or fewer", partners if partners == int(partners) else partners + 1
    )
    return text.format(n=words.number(partners, decimals=0 if partners == int(partners) else 1))


def compared(row: Row) -> str:
    """Compare the mean numbers of partners; a difference is called one only where chance rarely makes it."""
    if row["local_mean"] is None or row["others_mean"] is None:
        return _("There are too few organisations to compare local ones with the others.")
    means = {"local": words.number(row["local_mean"], "", 1), "others": words.number(row["others_mean"], "", 1)}
    said = _("Local organisations have {local} partners on average, the others {others}.").format(**means)
    return f"{said} {_chance(row)}"


def _chance(row: Row) -> str:
    if row["p"] is None or row["smallest_p"] > SIGNIFICANT:
        return _("The groups are too small to test.")
    if row["p"] > SIGNIFICANT:
        return _("Mixing the names at random often gives as large a difference: read nothing into it.")
    return _(
        "Mixing the names at random gave as large a difference in {share} of trials: this is hardly chance."
    ).format(share=words.number(100 * row["p"], "%", 1))
