"""What the return of absent partners would do to the attendance gap, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from dashboard import words
from dashboard.figures.picture import Table
from dashboard.languages import N_, _, ngettext
from dashboard.money import returning
from dashboard.money.returning import Attendance, Gap
from dashboard.queries import Row

HABITS = {"every": N_("To every meeting"), "before": N_("As often as before")}


def standing(gap: Gap, months: int, period: str) -> str:
    """Say how far the two groups lie apart, and how many attendances would close that."""
    names = {
        "period": period, "behind": words.group(gap.behind.group), "ahead": words.group(gap.ahead.group),
        "low": rate(gap.behind), "high": rate(gap.ahead), "came": words.count(gap.behind.came),
        "invited": words.count(gap.behind.invited),
    }  # fmt: skip
    said = _("**{period}. {behind}: came to {came} of {invited} invitations, {low}. {ahead}: {high}.**").format(**names)
    if not gap.needed:
        return f"{said} {_('There is no gap to close.')}"
    more = ngettext(
        "{n} more attendance would close the gap", "{n} more attendances would close the gap", gap.needed
    ).format(n=words.count(gap.needed))
    a_month = _("about {n} a month").format(n=words.count(ceil(gap.needed / max(months, 1))))
    return _("{said} {more}: {a_month}.").format(said=said, more=more, a_month=a_month)


def answer(gap: Gap, everyone: Sequence[Row], chosen: Sequence[Row], habit: str) -> str:
    """Say whether the return of the chosen partners would close the gap, and how many would do."""
    partners = returning.by_partner(chosen, habit)
    more = sum(partners.values())
    left = gap.needed - more
    start = ngettext(
        "{n} absent partner would bring {more} more attendances.", "{n} absent partners would bring {more} more attendances.",
        len(partners),
    ).format(n=words.count(len(partners)), more=words.count(more))  # fmt: skip
    if left > 0:
        text = _(
            "That is not enough: {left} are still missing. The others would have to come from partners that still come, but less often."
        )
        return f"**{start}** {text.format(left=words.count(left))}"
    least = returning.fewest(everyone, habit, gap.needed)
    enough = ngettext(
        "This closes the gap; at least {n} of the absent partners has to come back.",
        "This closes the gap; at least {n} of the absent partners have to come back.", least or 1,
    )  # fmt: skip
    return f"**{start}** {enough.format(n=words.count(least or 1))}"


def table(rows: Sequence[Row], habit: str) -> Table:
    """Return one row for each absent partner, by cluster and name: no ranking."""
    return [
        {
            _("Cluster"): words.plain(row["cluster"]), _("Partner"): words.plain(row["name"]),
            _("Invited"): words.count(row["invited"]), _("Came"): words.count(row["came"]),
            _("Would add"): words.count(returning.brought(row, habit)),
        }
        for row in rows
    ]  # fmt: skip


def rate(found: Attendance) -> str:
    """Write a group's share of attendance."""
    return words.number(float(100 * found.rate), "%")
