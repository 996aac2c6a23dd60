"""How good is the money for those who receive it: how long is it agreed for, how free is it, and is overhead shared?"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables, words
from dashboard.figures import theme
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, dot_rows, percent_scale
from dashboard.languages import N_, _
from dashboard.money.reach import share
from dashboard.queries import Row as Record
from dashboard.queries import Value

SIDES = ("local", "international")
TITLES = {
    "funding_quality_share": N_("Agreed for two years or more"),
    "funding_quality_share.soft_earmarked": N_("Little or no earmarking"),
}
ROW_NAMES = {
    ("funding_quality_share", "local"): N_("Two years or more: local"),
    ("funding_quality_share", "international"): N_("Two years or more: international"),
    ("funding_quality_share.soft_earmarked", "local"): N_("Little earmarking: local"),
    ("funding_quality_share.soft_earmarked", "international"): N_("Little earmarking: international"),
}


def terms(values: Sequence[Value], about: dict[str, Record], year: str) -> Picture:
    """Draw the share of money on good terms, of local and of international organisations."""
    shown = [value for key in ROW_NAMES for value in values if (value.indicator, value.group) == key]
    rows = [_row(value) for value in shown]
    highest = max([20.0, *[value.value or 0.0 for value in shown]])
    scale = percent_scale(high=min(100.0, 10.0 * -(-highest * 1.04 // 10)))
    reading = " ".join([f"**{year}.**", *[_sentence(shown, indicator) for indicator in TITLES]]).strip()
    spoken = " ".join(words.aloud(row.name, row.text) for row in rows)
    alt = _("Money on good terms, {year}, of local and of international organisations. {rows}").format(
        year=year, rows=spoken
    )
    notes = tuple(note for key in TITLES for note in tables.definition_notes(about.get(key)))
    return Picture(
        dot_rows(rows, scale), alt, reading, tables.value_table(shown, _("Money"), _name, in_usd=True), notes
    )


def overheads(ratio: Value | None, reference: Value | None, rate: float, elsewhere: Sequence[Record]) -> list[str]:
    """Return sentences: how much of an overhead rate reaches the local partner; what others pass on."""
    told = []
    if ratio is not None and ratio.status == "ok":
        said = _("**Overheads: a local partner gets {share} of the overhead rate that its partner receives** (the middle of {n} "
                 "agreements; 100 % would be the same rate).")  # fmt: skip
        told.append(said.format(share=_percent(ratio.value), n=words.count(ratio.n)))
    elif ratio is not None:
        told.append(_("**Overheads:** {why}").format(why=tables.status_text(ratio)))
    if reference is not None and reference.status == "ok" and reference.denominator:
        said = _("{n} of {all} agreements pass on at least the reference rate of {rate}.")
        counts = {"n": words.count(reference.numerator), "all": words.count(reference.denominator)}
        told.append(said.format(rate=words.number(rate, "%"), **counts))
    for found in elsewhere:
        said = _("Elsewhere: {value} ({scope}; {source}, {year}).")
        told.append(said.format(value=_percent(found["value"]), **_from(found)))
    return told


def _percent(ratio: float | None) -> str:
    return words.number(None if ratio is None else 100 * ratio, "%")


def _from(found: Record) -> dict[str, str]:
    return {"scope": _(found["scope"]), "source": words.plain(found["source"]), "year": str(found["year"])}


def _row(value: Value) -> Row:
    name = _name(value)
    local = value.group == "local"
    return Row(
        name, _text(value), value.value if value.status == "ok" else None, symbol="circle" if local else "diamond",
        colour=theme.ACCENT if local else theme.SECOND, provisional=value.partial,
        hover=words.labelled(name, tables.beside(value, in_usd=True)),
    )  # fmt: skip


def _name(value: Value) -> str:
    return _(ROW_NAMES[value.indicator, value.group])


def _text(value: Value) -> str:
    if value.status != "ok" or not value.denominator:
        return tables.beside(value)
    return _("{share} · of {amount}").format(share=share(value.value), amount=words.money(value.denominator))


def _sentence(values: Sequence[Value], indicator: str) -> str:
    found = {
        value.group: share(value.value) for value in values if value.indicator == indicator and value.status == "ok"
    }
    if set(found) != set(SIDES):
        return ""
    return _(
        "{title}: {local} of the money of local organisations, {international} of that of international ones."
    ).format(title=_(TITLES[indicator]), **found)
