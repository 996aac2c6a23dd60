"""How sure is a number, what is it made of, and which limits is it held against: in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard import breakdowns, stretches, tables, words
from dashboard.evidence.rules import Limit, Rule
from dashboard.figures import side_by_side
from dashboard.languages import N_, _
from dashboard.queries import Row, Value

CENSUS = "census"
WHO_SEES = {
    "open": N_("Everybody sees every group."),
    "conduct": N_("Groups of fewer than {minimum} organisations are for the coordination team alone."),
    "opinion": N_("Groups of fewer than {minimum} organisations are shown to nobody."),
}
KINDS = {
    "rate": N_("a share of what was possible"),
    "composition": N_("how a whole is shared out"),
    "total": N_("a sum"),
    "median": N_("the middle of all"),
    "mean": N_("an average"),
    "score": N_("the middle of the scores of organisations"),
    "favourable": N_("the share of organisations that agree"),
    "parity": N_("one share held against another; 1 is in proportion"),
    "inequality": N_("how unequally something is spread"),
    "difference": N_("one number minus another"),
    "effect": N_("how far two groups lie apart"),
    "blend": N_("two scores put together"),
}
PRINCIPLES = {
    "equality": N_("Equality"),
    "transparency": N_("Transparency"),
    "result_oriented": N_("Results-oriented approach"),
    "responsibility": N_("Responsibility"),
    "complementarity": N_("Complementarity"),
    "collaborative_leadership": N_("Collaborative leadership"),
}


def number(value: Value) -> str:
    """Write the number of a value, or that there is none."""
    if value.status != "ok":
        return _(tables.NO_VALUE[value.status])
    return words.number(value.value, value.unit, 1 if side_by_side.money(value) else 0)


def place(value: Value, cluster: str) -> str:
    """Say which part of the number this is: 'WASH, Jan–Jun 2026, Local and national'."""
    when = stretches.label(value)
    if value.group_by == breakdowns.WHOLE:
        return _("{cluster}, {when}").format(cluster=words.plain(cluster), when=when)
    text = _("{cluster}, {when}, {group}")
    return text.format(cluster=words.plain(cluster), when=when, group=words.plain(breakdowns.of_value(value)))


def certainty(value: Value) -> str:
    """Say in a sentence how sure the number is, or why there is none."""
    if value.status != "ok":
        return f"{words.status(value.status)}. {words.plain(words.reason(value.reason))}"
    if value.low is not None and value.high is not None and not (value.interval or "").startswith(CENSUS):
        text = _("We are 95 % sure that the true number lies between {low} and {high}.")
        return text.format(low=words.number(value.low, value.unit), high=words.number(value.high, value.unit))
    if (value.interval or "").startswith(CENSUS):
        return _("Everybody is counted, so there is no range. A small change can still be chance.")
    return _("This is as far as reported. What nobody reported is not in it, and no range of chance can be given.")


def bounds(value: Value) -> str:
    """Say how far what is missing could move the number; empty where nothing is said of it."""
    if value.status != "ok" or value.bound_low is None or value.bound_high is None:
        return ""
    low, high = (
        words.number(end, value.unit, int(side_by_side.money(value))) for end in (value.bound_low, value.bound_high)
    )
    if low == high:
        return ""
    if not value.reported:
        text = _("Had all who did not answer been at one end, or at the other, it would lie between {low} and {high}.")
    else:
        text = _("If none, or all, of what cannot be classified were local, it would lie between {low} and {high}.")
    return text.format(low=low, high=high)


def made_from(value: Value) -> str:
    """Say from how much the number was counted; empty where nothing was."""
    counts = side_by_side.beside(value).partition(" · ")[2] if value.status == "ok" else ""
    return _("Counted: {counts}.").format(counts=counts) if counts else ""


def method(value: Value) -> str:
    """Name the method of the range as the build names it; empty where there is no range."""
    if value.status != "ok" or value.low is None or not value.interval or value.interval.startswith(CENSUS):
        return ""
    return _("How the range was computed: {method}.").format(method=words.told(value.interval))


def limits(rule: Rule, unit: str, settings: Iterable[Row], sources: Iterable[Row]) -> list[str]:
    """Say for each band where it ends, and for each limit who set it. One line each; nothing where there are no bands."""
    origins = {row["key"]: row["origin"] for row in settings}
    told = {row["key"]: row for row in sources}
    lines = []
    for at, limit in enumerate(rule.limits):
        text = _limit(limit, rule.limits[at - 1] if at else None, unit, rule.bands_on)
        lines.append(f"{text} {_set_by(limit.setting, origins, told)}".strip() if limit.upper is not None else text)
    return lines


def _limit(limit: Limit, before: Limit | None, unit: str, bands_on: str) -> str:
    name = f"**{words.plain(words.band(limit.band))}**"
    if limit.upper is None:
        start = _limit_number(before.upper, unit) if before else ""
        return _("{band}: beyond {limit}.").format(band=name, limit=start) if start else f"{name}."
    upper = _limit_number(limit.upper, unit)
    below = bands_on == "target" or (bands_on == "range" and before is None)
    text = _("{band}: below {limit}.") if below else _("{band}: up to {limit}, either way.") if bands_on == "absolute" else _("{band}: up to {limit}.")  # fmt: skip
    return text.format(band=name, limit=upper)


def _limit_number(limit: float | None, unit: str) -> str:
    """Write a limit with all its digits: 4.5 is not 4. One of a difference has no sign."""
    return words.number(limit, "points" if unit == "pp" else unit, side_by_side.decimals(limit or 0))


def _set_by(key: str, origins: dict[str, str], told: dict[str, Row]) -> str:
    """Say who set a limit, and on what ground."""
    if not key:
        return ""
    if origins.get(key) != "default":
        return _("Set in workspace.toml ({key}).").format(key=words.plain(key))
    source = told.get(key)
    if source is None:
        return ""
    if source["origin"] == "published":
        text = _("Published: {source}, {year}.")
        return text.format(source=words.plain(_(source["source"])), year=source["year"])
    return _("Our own default. {source}.").format(source=words.plain(_(source["source"]).rstrip(".")))


def meaning(about: Row, minimum: int) -> list[tuple[str, str]]:
    """Return what there is to know of an indicator, as headings and texts safe to show."""
    who = _(WHO_SEES[about["disclosure"]]).format(minimum=minimum)
    told = (
        *_counted(about),
        (_("Limits and their sources"), about["thresholds"]),
        (_("What is known to be wrong with it"), about["known_bias"]),
        (_("When it is weak"), about["when_weak"]),
    )
    found = [(heading, words.plain(_(text))) for heading, text in told if text]
    kind = _("It is {kind}. It belongs to: {principle}.").format(
        kind=_(KINDS[about["kind"]]), principle=_(PRINCIPLES[about["principle"]])
    )
    return [*found, (_("What kind of number"), words.plain(kind)), (_("Who sees it"), words.plain(who))]


def _counted(about: Row) -> list[tuple[str, str]]:
    """Say what is counted, and out of what; of a difference, what is taken off it."""
    what, out_of = about["numerator"], about["denominator"]
    if out_of.startswith("minus "):
        return [(_("What is counted"), _("{what}, {out_of}").format(what=_(what), out_of=_(out_of)))]
    return [(_("What is counted"), what), (_("Out of"), "" if out_of == "none" else out_of)]


def breakdown_reading(values: Sequence[Value]) -> str:
    """Say in a line between which groups the numbers lie; of hidden ones only how many there are."""
    shown = [value for value in values if value.status == "ok" and value.group_by != breakdowns.WHOLE]
    hidden = sum(value.status == "suppressed" for value in values)
    parts = []
    if shown:
        ends = (min(shown, key=_size), max(shown, key=_size))
        low, high = ((number(value), words.plain(breakdowns.of_value(value))) for value in ends)
        parts.append(
            _("**From {low} ({first}) to {high} ({last}).**").format(low=low[0], first=low[1], high=high[0], last=high[1])
            if len(shown) > 1 else f"**{words.labelled(low[1], low[0])}.**"
        )  # fmt: skip
    if hidden:
        parts.append(_("Hidden to protect few organisations: {n}.").format(n=words.count(hidden)))
    return " ".join(parts) or _("No group has a number here.")


def trend_reading(values: Sequence[Value]) -> str:
    """Say in a line where the number started and where it stands; values are in order of time."""
    shown = [value for value in values if value.status == "ok"]
    if not shown:
        return _("No time has a number here.")
    if len(shown) == 1:
        return _("**{number} in {when}.** There is no other time to compare with.").format(
            number=number(shown[0]), when=stretches.label(shown[0])
        )
    first, last = shown[0], shown[-1]
    return _("**{before} in {earlier}, {after} in {later}.**").format(
        before=number(first), earlier=stretches.label(first), after=number(last), later=stretches.label(last)
    )


def _size(value: Value) -> float:
    return value.value or 0.0
