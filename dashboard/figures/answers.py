"""What did partners answer? Organisations by how content they are with each principle, and by single statements."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.figures.diverging import Sides, Split, split_bars
from dashboard.figures.picture import Picture
from dashboard.figures.wrapped import Words
from dashboard.languages import N_, _
from dashboard.queries import Row

# Bands from the middle outwards, on both sides of it.
UNHAPPY, HAPPY = ("unsatisfactory", "weak"), ("satisfactory", "good")
# In one word, as reports of Cluster Coordination Performance Monitoring have them.
LEVELS = {
    "weak": N_("Weak"),
    "unsatisfactory": N_("Unsatisfactory"),
    "satisfactory": N_("Satisfactory"),
    "good": N_("Good"),
}
# Who does not agree with a statement, the nearest to the middle first.
OTHERS = {"neither": N_("Neither"), "disagree": N_("Disagree")}


def level(band: str | None) -> str:
    """Name a band in one word."""
    return _(LEVELS[band]) if band in LEVELS else "–"


def bands(rows: Sequence[Row], names: Sequence[str]) -> Picture:
    """Draw, for each score, how many organisations stand in each band. `rows`: of scores_in_round; `names`: what to call them."""
    splits = [_banded(row, name) for row, name in zip(rows, names, strict=True)]
    sides = Sides(tuple(map(level, UNHAPPY)), tuple(map(level, HAPPY)))
    reading = _bands_reading(rows, names)
    table = [_bands_line(row, name) for row, name in zip(rows, names, strict=True)]
    alt = _("Bars of how many organisations are content or not. {rows} {reading}")
    return Picture(split_bars(splits, sides), _spoken(alt, splits, reading), reading, table)


def statements(rows: Sequence[Row], names: Sequence[str]) -> Picture:
    """Draw, for each single statement, how many agree, how many disagree, and how many do neither."""
    splits = [_agreed(row, name) for row, name in zip(rows, names, strict=True)]
    sides = Sides(tuple(map(_, OTHERS.values())), (_("Agree"),), neutral=_(OTHERS["neither"]))
    reading = _statements_reading(rows, names)
    table = [_statement_line(row, name) for row, name in zip(rows, names, strict=True)]
    alt = _("Bars of how many organisations agree with a statement. {rows} {reading}")
    return Picture(split_bars(splits, sides), _spoken(alt, splits, reading), reading, table)


def counts(row: Row) -> dict[str, int]:
    """Return how many organisations stand in each band; empty where it may not be told."""
    return {band["band"]: band["organisations"] for band in row["bands"] or ()}


def _banded(row: Row, name: str) -> Split:
    said, found = _words(row, name), counts(row)
    if not found:
        return Split(said, (0, 0), (0, 0))
    unhappy, happy = (tuple(found.get(band, 0) for band in side) for side in (UNHAPPY, HAPPY))
    return Split(said, unhappy, happy)


def _agreed(row: Row, name: str) -> Split:
    if row["status"] != "ok":
        return Split(Words(name, _("hidden, to protect those who answered")), (0, 0), (0,))
    neither, disagree, agree = (counts(row).get(step, 0) for step in (*OTHERS, "agree"))
    said = _("{n} of {all} agree").format(n=words.count(row["numerator"]), all=words.count(row["denominator"]))
    if not counts(row):
        said = _("{said}; how the others are spread is hidden").format(said=said)
    before = _earlier(row, words.number(row["earlier_value"], "%"))
    return Split(Words(name, words.number(row["value"], "%"), f"{said}{before}"), (neither, disagree), (agree,))


def _words(row: Row, name: str) -> Words:
    if row["status"] == "suppressed":
        return Words(name, _("hidden, to protect those who answered"))
    if row["status"] != "ok":
        return Words(name, _("cannot be said yet"))
    of = _("{n} answered").format(n=words.count(row["n"]))
    if not row["bands"]:
        of = _("{n} answered; how they are spread is hidden").format(n=words.count(row["n"]))
    before = _earlier(row, words.number(row["earlier_value"]))
    return Words(name, _("Median {value}").format(value=words.number(row["value"])), f"{of}{before}")


def _earlier(row: Row, number: str) -> str:
    return "" if row["earlier_value"] is None else _(" (before: {number})").format(number=number)


def _bands_reading(rows: Sequence[Row], names: Sequence[str]) -> str:
    told = [(name, counts(row)) for row, name in zip(rows, names, strict=True) if counts(row)]
    if not told:
        return _("**How the answers are spread cannot be shown: too few answered.**")
    unhappy = {name: (sum(found.get(band, 0) for band in UNHAPPY), sum(found.values())) for name, found in told}
    name, (most, of) = max(unhappy.items(), key=lambda item: item[1][0] / item[1][1])
    if not most:
        return _("**No organisation finds any of these unsatisfactory or weak.**")
    return _("**Least content with {name}: {n} of {all} organisations find it unsatisfactory or weak.**").format(
        name=words.plain(name), n=words.count(most), all=words.count(of)
    )


def _statements_reading(rows: Sequence[Row], names: Sequence[str]) -> str:
    shown = [(row, name) for row, name in zip(rows, names, strict=True) if row["status"] == "ok"]
    if not shown:
        return _("**Too few partners answered: nothing can be shown without revealing who said what.**")
    row, name = min(shown, key=lambda pair: pair[0]["value"])
    return _("**Fewest agree with “{statement}”: {n} of {all}.**").format(
        statement=words.plain(name.rstrip(".")), n=words.count(row["numerator"]), all=words.count(row["denominator"])
    )


def _bands_line(row: Row, name: str) -> dict[str, str]:
    found, ok = counts(row), row["status"] == "ok"
    spread = {level(band): words.count(found.get(band)) for band in (*reversed(UNHAPPY), *HAPPY)}
    return {
        _("What"): words.plain(name), **spread,
        _("Median"): words.number(row["value"]) if ok else words.plain(words.reason(row["reason"])),
        _("95 % range"): words.interval(row["low"], row["high"]) or "–",
        _("Answered"): _of(row["n"], row["population"]) if ok else "–",
    }  # fmt: skip


def _statement_line(row: Row, name: str) -> dict[str, str]:
    ok = row["status"] == "ok"
    return {
        _("Statement"): words.plain(name),
        _("Agree"): words.number(row["value"], "%") if ok else words.plain(words.reason(row["reason"])),
        _("Counted"): _of(row["numerator"], row["denominator"]) if ok else "–",
        **{_(name): words.count(counts(row).get(step)) for step, name in OTHERS.items()},
        _("95 % range"): words.interval(row["low"], row["high"], "%") or "–",
    }


def _of(part: float | None, whole: float | None) -> str:
    if whole is None:
        return words.count(part)
    return _("{n} of {population}").format(n=words.count(part), population=words.count(whole))


def _spoken(text: str, splits: Sequence[Split], reading: str) -> str:
    rows = " ".join(words.aloud(split.words.name, f"{split.words.number} {split.words.counted}") for split in splits)
    return text.format(rows=rows, reading=reading).replace("*", "").replace("\\", "")
