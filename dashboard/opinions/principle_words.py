"""What do partners say about a principle, what do the records show, and what cannot be said? In words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dashboard import overview_words, remedies, tables, words
from dashboard.languages import N_, _, ngettext
from dashboard.opinions import instrument
from dashboard.opinions.principles import PRINCIPLES, Principle
from dashboard.queries import Row, as_value

SCORES = {principle.score for principle in PRINCIPLES.values()}
MOVED = {
    overview_words.BETTER: N_("Better than in {before} ({earlier})."),
    overview_words.WORSE: N_("Worse than in {before} ({earlier})."),
    overview_words.CHANGED: N_("It was {earlier} in {before}."),
}
SAME = N_("The same as in {before}.")
RATIO = N_("One share is {now} the other; in {before} it was {earlier}.")
# Kinds of number that are no share: what they were counted from is one number.
COUNTED_ALONE = ("difference", "effect", "inequality", "total", "median", "mean")
MONEY = {"funding_flows", "allocations", "subgrants", "subgrant_totals"}


@dataclass(frozen=True)
class Line:
    """One number of a principle: what it is, the number in words, how it changed, and what to do where it is weak."""

    indicator: str
    title: str
    number: str
    change: str
    next_step: str
    weak: bool


@dataclass(frozen=True)
class Evidence:
    """All numbers of a principle as they stood: said in the survey on a scale of 0 to 100, other survey numbers, records."""

    said: tuple[Row, ...]
    compared: tuple[Row, ...]
    recorded: tuple[Row, ...]
    background: tuple[Row, ...]
    score_is_open: bool  # to this reader


def evidence(principle: Principle, standing: Sequence[Row], indicators: Mapping[str, Row]) -> Evidence:
    """Sort what stands into what partners say and what the records show."""
    mine = [row for row in standing if belongs(principle, row["indicator"], indicators)]
    survey = [row for row in mine if row["frame"] == "survey"]
    on_scale = [row for row in survey if row["kind"] in ("score", "favourable", "mean")]
    records = [row for row in mine if row["frame"] != "survey" and row["status"] == "ok"]
    plain = [row for row in records if _is_whole(row)]
    return Evidence(
        tuple(sorted(on_scale, key=lambda row: row["indicator"] != principle.score)),
        tuple(row for row in survey if row not in on_scale and row["status"] == "ok"),
        tuple(sorted((row for row in records if row not in plain), key=lambda row: not _weak(row))),
        tuple(plain),
        principle.score in indicators,
    )


def belongs(principle: Principle, indicator: str, indicators: Mapping[str, Row]) -> bool:
    """Whether a number speaks of a principle."""
    return indicator in indicators and (
        indicators[indicator]["principle"] == principle.code or indicator in principle.also
    )


def parts(principle: Principle, indicators: Mapping[str, Row]) -> list[str]:
    """Return the further survey numbers of a principle: how many agree with one statement."""
    found = [code for code, row in indicators.items() if row["part_of"] and belongs(principle, code, indicators)]
    return [code for code in found if instrument.statement(code) or code == f"{principle.score}.favourable"]


def line(row: Row) -> Line:
    """Write one number of the records."""
    said = " · ".join(part for part in (_number(row), counted(row), words.band_alone(row["band"])) if part)
    next_step = words.plain(_(row["when_weak"])) if _weak(row) else ""
    return Line(row["indicator"], words.plain(_(row["title"])), said, change(row), next_step, _weak(row))


def _number(row: Row) -> str:
    """Write the number itself; a ratio of two shares says less than the shares, which `counted` writes."""
    if row["kind"] == "parity":
        return ""
    shown = _shown(row, row["value"])
    if row["kind"] == "effect" and row["unit"] == "delta":
        return _("{value} on a scale from −1 to 1 (below 0: local partners are less content)").format(value=shown)
    if row["kind"] == "inequality":
        return _("{value} on a scale from 0 (the same for all) to 1 (all for one)").format(value=shown)
    return tables.with_most(as_value(row), lambda end: _shown(row, end))


def _shown(row: Row, value: float | None) -> str:
    if row["kind"] == "median" and row["unit"] == "ratio":  # of two rates
        return words.number(None if value is None else 100 * value, "%")
    if row["kind"] == "parity" or row["unit"] == "ratio":
        return _("{n} times").format(n=words.number(value, decimals=2))
    return words.number(value, row["unit"], _decimals(row))


def counted(row: Row) -> str:
    """Say what a number was counted from: '14 of 30', '8 % against 45 %', 'USD 2 million of USD 9 million'."""
    if row["kind"] in COUNTED_ALONE:
        return _("{n} counted").format(n=words.count(row["n"])) if row["n"] is not None else ""
    said = tables.counted(as_value(row), in_usd=_is_money(row))
    return "" if said == "–" else said


def change(row: Row) -> str:
    """Say of what time a number is, and how it moved since the time before."""
    when = words.period(row["period_start"], row["period_end"])
    if row["difference"] is None:
        return _("Counted for {period}. No earlier time is known well enough to compare with.").format(period=when)
    said = _("Counted for {period}. {moved}").format(period=when, moved=_moved(row))
    doubt = overview_words.doubt(row)
    return f"{said} {doubt}" if doubt else said


def _moved(row: Row) -> str:
    earlier, now = (_shown(row, row[end]) for end in ("earlier_value", "value"))
    text = MOVED[overview_words.verdict(row)] if earlier != now else SAME
    if row["kind"] == "parity" and earlier != now:
        text = RATIO
    return _(text).format(before=words.period(row["earlier_start"], row["earlier_end"]), earlier=earlier, now=now)


def summary(found: Evidence) -> str:
    """Put what is said beside what is recorded."""
    return " ".join(part for part in (_said(found), _recorded(found), _contrast(found)) if part)


def _said(found: Evidence) -> str:
    score = _score(found)
    if not found.score_is_open:
        return _("**What partners say** about it is not for this view.")
    if score is None:
        return _("**Partners** were not asked yet.")
    if score["status"] != "ok":
        return _("**Partners:** too few answered to show what they say.")
    given = _("**Partners give** {value} of 100: {level}.")
    return given.format(value=words.number(score["value"]), level=words.band_alone(score["band"]).lower())


def _recorded(found: Evidence) -> str:
    if not found.recorded:
        return _("**The records** say nothing about it yet.")
    judged = [row for row in found.recorded if row["band"]]
    if not judged:
        return _("**The records** show no number that has a limit.")
    text = ngettext(
        "**The records:** of {n} number with a limit, {weak} needs attention.",
        "**The records:** of {n} numbers with a limit, {weak} need attention.", len(judged),
    )  # fmt: skip
    return text.format(n=words.count(len(judged)), weak=words.count(sum(map(_weak, judged))))


def _contrast(found: Evidence) -> str:
    """Say whether words and records point the same way; most of the records decide."""
    score, judged = _score(found), [row for row in found.recorded if row["band"]]
    weak = sum(map(_weak, judged))
    if score is None or score["status"] != "ok" or not judged or 2 * weak == len(judged):
        return ""
    if _weak(score) == (2 * weak > len(judged)):
        return _("Both point the same way.")
    if _weak(score):
        return _("Partners are less content than the records suggest: ask them why.")
    return _("Partners are more content than the records suggest: show them the records.")


def _score(found: Evidence) -> Row | None:
    return next((row for row in found.said if row["kind"] == "score" and row["indicator"] in SCORES), None)


def missing(principle: Principle, indicators: Mapping[str, Row], standing: Sequence[Row]) -> list[str]:
    """Return the numbers of a principle that do not stand."""
    shown = {row["indicator"] for row in standing if row["status"] == "ok"}
    mine = (code for code, about in indicators.items() if not about["part_of"] and belongs(principle, code, indicators))
    return [code for code in mine if code not in shown]


def unsaid(
    codes: Sequence[str], indicators: Mapping[str, Row], silent: Sequence[Row], held: Collection[str]
) -> list[str]:
    """Write one line for each number that is not there: why, and which file would help.

    silent: rows of the statement `unsaid`; held: the kinds of record there are.
    """
    reasons = {row["indicator"]: row for row in reversed(silent) if row["group_by"] == "all"}
    return [
        f"- **{words.plain(_(indicators[code]['title']))}.** {_why(reasons.get(code), indicators[code]['needs'], held)}"
        for code in codes
    ]


def _why(silent: Row | None, needs: str, held: Collection[str]) -> str:
    lacking = remedies.missing(needs, held)
    if silent is not None and silent["status"] == "suppressed":
        return words.labelled(words.status("suppressed"), words.plain(words.reason(silent["reason"])))
    if lacking:
        return _("To know it, add {files}.").format(files=lacking)
    why = words.plain(words.reason(silent["reason"])) if silent else _("Nothing is recorded up to this period.")
    return _("{why} It is made from {files}.").format(why=why, files=remedies.all_of(needs))


def _weak(row: Row) -> bool:
    return bool(row["status"] == "ok" and row["band"] in words.WEAK_BANDS)


def _is_whole(row: Row) -> bool:
    """Whether the number is 100 % by its nature: all kinds together, which only its parts make speak."""
    whole = row["kind"] == "composition" and row["direction"] == "context"
    return bool(whole and row["numerator"] == row["denominator"])


def _is_money(row: Row) -> bool:
    needs = set(row["needs"].replace("|", ",").split(","))
    return bool(needs & MONEY) and row["denominator"] != row["n"] and row["unit"] == "%"


def _decimals(row: Row) -> int:
    return 1 if row["unit"] == "%" and abs(row["value"] or 0) < overview_words.FEW_PERCENT else 0
