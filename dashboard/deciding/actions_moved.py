"""Did the number that prompted an action move in the right direction since, and could chance explain it?"""

from __future__ import annotations

from dashboard import overview_words, words
from dashboard.deciding.actions_agreed import Then
from dashboard.languages import _
from dashboard.queries import Row

# A difference as small as this, in points or per cent, is no movement.
HARDLY = 1.0


def sentence(then: Then, now: Row | None) -> str:
    """Say the number then and now, whether it moved as wished, and the doubt. `now` is a row of sql/latest_values.sql."""
    if now is None:
        return _("Prompted by a number that this build does not hold: {indicator}.").format(
            indicator=words.plain(then.indicator)
        )
    title = words.plain(_(now["title"]))
    before = _before(then)
    if now["status"] != "ok":
        return _("{title}: {before}. Now it is hidden to protect those who answered.").format(
            title=title, before=before
        )
    if then.until is not None and now["period_end"] <= then.until:
        return _("{title}: {before}. There is no newer number yet.").format(title=title, before=before)
    told = _("{title}: {before}, {after} now ({period}).").format(
        title=title, before=before, after=words.number(now["value"], now["unit"]),
        period=words.period(now["period_start"], now["period_end"]),
    )  # fmt: skip
    return " ".join(part for part in (told, *_movement(then, now)) if part)


def _before(then: Then) -> str:
    if then.value is None:
        return _("no number was shown then")
    if then.until is None:
        return _("{value} then").format(value=words.number(then.value, then.unit))
    return _("{value} then (up to {month})").format(
        value=words.number(then.value, then.unit), month=words.month(then.until)
    )


def _movement(then: Then, now: Row) -> tuple[str, str]:
    """The direction, and why it may mean nothing."""
    if then.value is None or then.unit != now["unit"]:
        return "", ""
    difference = now["value"] - then.value
    if abs(difference) < (HARDLY if now["unit"] in ("%", "points", "pp") else 1e-9):
        return _("It hardly moved."), ""
    row = now | {
        "difference": difference, "earlier_value": then.value, "earlier_low": then.low, "earlier_high": then.high,
        "earlier_n": then.n,
    }  # fmt: skip
    told = {
        overview_words.BETTER: _("It moved in the right direction."),
        overview_words.WORSE: _("It moved in the wrong direction."),
    }.get(overview_words.verdict(row), _("It moved; whether that is good, the number alone does not say."))
    return told, overview_words.doubt(row)
