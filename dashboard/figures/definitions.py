"""The same localisation figure under every definition of "local", so that none of them stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.figures import money
from dashboard.figures.picture import Picture
from dashboard.languages import N_, _
from dashboard.money import local_moves, years
from dashboard.money.reach import Reach, share, spoken
from dashboard.queries import Value

GROUP_BY = "definition"
# Figures that speak of local organisations: computed once for each definition.
INDICATORS = ("direct_local_funding_share", "unclassified_locality_share", "attendance_gap_local")
LINES = '`[locality]` `definition = "…"`'
SWITCH = N_(
    "To change the definition for good, write these two lines in the file workspace.toml of your folder, with the word you "
    "choose, and build again: {lines}. The words to choose from: {codes}."
)


def comparison(
    direct: Sequence[Value], as_direct: Sequence[Value], in_force: str, chosen: str, target: float
) -> Picture:
    """Draw the money of one year under each definition; the part that is not known shows how far it could move."""
    one = {value.group: value for value in direct}
    other = {value.group: value for value in as_direct}
    codes = [code for code in words.DEFINITIONS if code in one or code in other]
    found = [
        Reach(_name(code, in_force, chosen), one.get(code), other.get(code), short=_short(code, chosen))
        for code in codes
    ]
    when = next((years.of(value) for value in (*as_direct, *direct)), "")
    reading = _("**{year}: {span}.** ▸ is the definition shown on this page; in force is: {definition}.").format(
        year=when, span=_span(found, codes), definition=words.definition(in_force)
    )
    alt = _("Money that reached local organisations, {year}, under each definition of local. {rows}").format(
        year=when, rows=spoken(found)
    )
    return Picture(
        money.draw(found, target), alt, reading, money.table(found, _("Definition")), (_(money.BOUNDS_NOTE),)
    )


def listing(values: Sequence[Value], in_force: str) -> str:
    """Return one line per definition: its figure, and what it means."""
    numbers = {value.group: local_moves.said(value) for value in _ordered(values)}
    return "\n".join(_meaning(code, in_force, numbers.get(code)) for code in words.DEFINITIONS)


def meanings(in_force: str) -> str:
    """Return one line per definition: what it means."""
    return listing((), in_force)


def line(values: Sequence[Value], in_force: str) -> str:
    """Return a few words: the definition in force, and the figure under each of the others. Empty where there is none."""
    others = [
        words.labelled(words.definition(value.group), local_moves.said(value))
        for value in _ordered(values)
        if value.group != in_force
    ]
    if not others:
        return ""
    told = _("Local is: {definition}. Under other definitions: {others}.")
    return told.format(definition=words.definition(in_force), others=words.apart(others))


def span(values: Sequence[Value], in_force: str) -> str:
    """Return between which figures the other definitions lie, in a few words. Empty where there is none."""
    found = [value for value in values if value.group != in_force and value.status == "ok"]
    known = list(dict.fromkeys(local_moves.said(value) for value in sorted(found, key=lambda value: value.value or 0)))
    own = next((local_moves.said(value) for value in values if value.group == in_force), "")
    if not known:
        return ""
    if known == [own]:
        return _("the same under other definitions")
    if len(known) == 1:
        return _("under other definitions {value}").format(value=known[0])
    return _("under other definitions {low} to {high}").format(low=known[0], high=known[-1])


def how_to_switch() -> str:
    """Say how another definition is chosen for the whole build."""
    return _(SWITCH).format(
        lines=LINES, codes=words.listed([f"{code} ({words.definition(code)})" for code in words.DEFINITIONS])
    )


def _ordered(values: Sequence[Value]) -> list[Value]:
    order = list(words.DEFINITIONS)
    return sorted(values, key=lambda value: order.index(value.group) if value.group in order else len(order))


def _meaning(code: str, in_force: str, number: str | None) -> str:
    names = {
        "definition": local_moves.marked(code, in_force),
        "number": number,
        "meaning": _(words.DEFINITIONS[code][1]),
    }
    text = _("- **{definition}.** {meaning}") if number is None else _("- **{definition}: {number}.** {meaning}")
    return text.format(**names)


def _name(code: str, in_force: str, chosen: str) -> str:
    name = local_moves.marked(code, in_force)
    return _("{definition}, shown on this page").format(definition=name) if code == chosen != in_force else name


def _short(code: str, chosen: str) -> str:
    return f"▸ {words.definition(code)}" if code == chosen else words.definition(code)


def _span(found: Sequence[Reach], codes: Sequence[str]) -> str:
    """Say between which figures the definitions lie."""
    pairs = [
        (each.main.value, code)
        for each, code in zip(found, codes, strict=True)
        if each.main and each.main.value is not None
    ]
    if not pairs:
        return _("no figure under any definition")
    low, high = min(pairs, key=lambda pair: pair[0]), max(pairs, key=lambda pair: pair[0])
    if share(low[0]) == share(high[0]):
        return _("{share} under every definition that can be computed").format(share=share(low[0]))
    return _("from {low} ({low_definition}) to {high} ({high_definition})").format(
        low=share(low[0]), low_definition=words.definition(low[1]),
        high=share(high[0]), high_definition=words.definition(high[1]),
    )  # fmt: skip
