"""How much money reaches local organisations, directly and on the way, and how much nobody can place."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard import tables, words
from dashboard.figures import theme
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row
from dashboard.figures.rows import percent_scale as percents
from dashboard.figures.stacks import Part, Stack, stacked_rows
from dashboard.languages import N_, _
from dashboard.money.reach import Reach, brief, in_words, reading, share, spoken
from dashboard.queries import Row as Record
from dashboard.queries import Value

PARTS = (
    Part(N_("directly"), theme.ACCENT),
    Part(N_("through a pooled fund or one other organisation"), theme.ACCENT, "/", "▨"),
    Part(N_("not known: may be local"), theme.QUIET, "x", "▩"),
)
BOUNDS_NOTE = N_("Could be: if none, or all, of what is not known had reached local organisations.")


def share_by_year(
    found: Sequence[Reach], about: Record | None, placing: Record | None, definition: str, target: float
) -> Picture:
    """Draw how much of each year's money reached local organisations, against the target; unknown money is part of the bar."""
    said = reading(found, about, placing, target)
    alt = _("Money that reached local and national organisations, by year, against an aim of {target}. {rows}").format(
        target=words.number(target, "%"), rows=spoken(found)
    )
    notes = (_("What is called local here: {definition}.").format(definition=definition), *_notes(found, about))
    return Picture(draw(found, target), alt, said, table(found, _("Year")), notes)


def draw(found: Sequence[Reach], target: float) -> go.Figure:
    """Draw one bar for each row, with the target."""
    mark = _("Aim: {target}").format(target=words.number(target, "%"))
    scale = percents(target, mark, reach(found, target))
    parts = [Part(_(part.name), part.colour, part.pattern, part.sign) for part in PARTS]
    return stacked_rows([_stack(each) for each in found], parts, scale)


def reach(found: Sequence[Reach], target: float) -> float:
    """Return where a scale ends so that the target and every value, and what it could be, has its place."""
    highest = max([target, *[_top(each) for each in found]])
    return min(100.0, 10.0 * -(-highest * 1.04 // 10))


def table(found: Sequence[Reach], heading: str) -> Table:
    """Return one row for each year or definition; what is not shown is named in words, never as zero."""
    return [
        {
            heading: words.plain(each.name), _("Directly"): _cell(each.direct),
            _("As directly as possible"): _cell(each.as_direct), _("Could be"): _could_be(each),
            _("Out of"): words.money(each.main.denominator) if each.main and each.main.denominator else "–",
            _("Status"): tables.status_text(each.main) if each.main else "–",
        }
        for each in found
    ]  # fmt: skip


def _top(found: Reach) -> float:
    main = found.main
    return found.most or (main.value if main else None) or 0.0


def _stack(found: Reach) -> Stack:
    main, text = found.main, in_words(found)
    amount = words.money(main.denominator) if main and main.denominator else ""
    hover = _("{name}: {text}; out of {amount}").format(name=found.name, text=text, amount=amount) if amount else text
    row = Row(found.short or found.name, brief(found) if found.short else text, None, hover=hover)
    if main is None or main.status != "ok":
        return Stack(row, (None, None, None))
    direct = found.direct.value if found.direct is not None and found.direct.value is not None else None
    indirect = (main.value or 0.0) - direct if direct is not None else main.value
    unknown = (main.bound_high or 0.0) - (main.value or 0.0)
    return Stack(row, (direct, max(indirect or 0.0, 0.0), max(unknown, 0.0)))


def _notes(found: Sequence[Reach], about: Record | None) -> tuple[str, ...]:
    bounds = (_(BOUNDS_NOTE),) if any(each.most is not None for each in found) else ()
    return (*bounds, *tables.definition_notes(about))


def _cell(value: Value | None) -> str:
    if value is None:
        return "–"
    return share(value.value) if value.status == "ok" else _(tables.NO_VALUE[value.status])


def _could_be(found: Reach) -> str:
    main = found.main
    if main is None or found.most is None:
        return "–"
    return words.interval(main.bound_low, found.most, "%", 1)
