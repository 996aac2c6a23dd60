"""What moves when another definition of "local" is tried: by how much, and because of whom?"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import filters, tables, words
from dashboard.languages import _, ngettext
from dashboard.queries import Reader, Row, Value

PERCENT = ("%", "ratio")


def ask(reader: Reader) -> str:
    """Ask what is to be called local; the build's own definition, unless told otherwise. The choice is in the address."""
    in_force = reader.definition_in_force()
    names = {code: marked(code, in_force) for code in words.DEFINITIONS}
    return filters.choose(_("What is called local"), names, "definition", in_force)


def marked(code: str, in_force: str) -> str:
    """Name a definition; the one that the whole build follows says so."""
    name = words.definition(code)
    return _("{definition} (in force)").format(definition=name) if code == in_force else name


def because(moves: Sequence[Row], chosen: str) -> str:
    """Say how many organisations of the register change side: '14 national affiliates now count'."""
    return words.listed([_move(row["before"], row["after"], row["organisations"], chosen) for row in moves])


def line(title: str, now: Value | None, before: Value | None, reason: str) -> str:
    """Write a figure under the chosen definition, and how far that is from the one in force."""
    if now is None:
        return _("- **{title}:** no figure under this definition.").format(title=title)
    shown = _("- **{title}: {value}.**").format(title=title, value=said(now))
    return f"{shown} {difference(now, before, reason)}".strip()


def difference(now: Value, before: Value | None, reason: str) -> str:
    """Name the difference: '+3.1 points: 14 national affiliates now count.' Empty where one of the two is not said."""
    if before is None or now.value is None or before.value is None:
        return ""
    apart = _written(now) - _written(before)
    if not round(apart, 2):
        return _("The same as under the definition in force.")
    step = words.number(apart, "pp", 1) if now.unit in PERCENT else _step(apart)
    told = _("{step}, because {reason}.") if reason else _("{step}.")
    return told.format(step=step, reason=reason)


def said(value: Value) -> str:
    """Write a figure; or, that there is none and why."""
    if value.status == "ok" and value.value is not None:
        return words.number(_written(value), "%", 1) if value.unit in PERCENT else words.number(value.value, value.unit)
    reason = words.plain(words.reason(value.reason).rstrip("."))
    return _("{nothing} ({reason})").format(nothing=tables.beside(value), reason=reason)


def _written(value: Value) -> float:
    """Return the number as it is written; a part of another rate as per cent."""
    number = value.value or 0.0
    return round(100 * number if value.unit == "ratio" else number, 1 if value.unit in PERCENT else 2)


def _step(apart: float) -> str:
    amount = words.number(abs(apart), "ratio")
    return _("{n} higher").format(n=amount) if apart > 0 else _("{n} lower").format(n=amount)


def _move(before: str, after: str, n: int, chosen: str) -> str:
    match before, after:
        case _, "local" if chosen == "with_affiliated":
            text = ngettext("{n} national affiliate now counts", "{n} national affiliates now count", n)
        case _, "local":
            text = ngettext("{n} more organisation counts as local", "{n} more organisations count as local", n)
        case "local", "state":
            text = ngettext("{n} authority is counted apart", "{n} authorities are counted apart", n)
        case "local", "unclassified":
            text = ngettext("{n} local organisation cannot be placed", "{n} local organisations cannot be placed", n)
        case "local", "international":
            text = ngettext(
                "{n} organisation no longer counts as local", "{n} organisations no longer count as local", n
            )
        case "international", "unclassified":
            text = ngettext(
                "{n} international organisation cannot be placed", "{n} international organisations cannot be placed", n
            )
        case _:
            text = ngettext("{n} organisation changes side", "{n} organisations change side", n)
    return text.format(n=words.count(n))
