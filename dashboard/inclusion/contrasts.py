"""What local partners get, or say, beside what they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.figures.pairs import Mark, Pair
from dashboard.languages import N_, _
from dashboard.latest import Latest
from dashboard.queries import Row, Value

# Short names, because a phone is narrow. An indicator that is not here keeps its title.
NAMES = {
    "pop_equality_score": N_("Equality, score"),
    "pop_equality_score.input_changed_decision": N_("Our input counted"),
    "pop_equality_score.eq1": N_("We are respected"),
    "constructive_dissent": N_("We can disagree"),
    "pop_equality_score.eq3": N_("Our mandate counts"),
    "neutrality_score": N_("Coordinator is fair"),
    "pop_responsibility_score": N_("Responsibility, score"),
    "pop_responsibility_score.re1": N_("Partners keep promises"),
    "pop_responsibility_score.re2": N_("Lead keeps promises"),
    "pop_responsibility_score.re3": N_("Promises can be kept"),
    "pop_responsibility_score.re4": N_("Abuse is acted on"),
    "org_attendance_rate": N_("Came to meetings"),
    "comment_response_rate": N_("Comments answered"),
    "sag_representation_ratio": N_("Advisory seats"),
    "leadership_representation_ratio": N_("Leading roles"),
    "funding_parity_ratio": N_("Money"),
}
SAID = ("pop_equality_score", "pop_equality_score.input_changed_decision")
# Local beside international partners, with the setting that says from how many points on a gap calls for caution;
# and local partners' share beside what would be in proportion, which has no such setting.
RATES = {"org_attendance_rate": "thresholds.attendance_gap", "comment_response_rate": "thresholds.comment_gap"}
SHARES = ("sag_representation_ratio", "leadership_representation_ratio", "funding_parity_ratio")
MANY = 100


@dataclass(frozen=True)
class Contrast:
    """Local partners beside what they are compared with: the numbers, what they were counted from, and when."""

    indicator: str
    name: str
    local: Value
    other: Value
    share: bool = False  # of one whole: the other is what would be in proportion

    def pair(self) -> Pair:
        """Return the two marks."""
        if self.share:
            return Pair(self.name, _held(self.local), _percent(self.local, self.local.denominator))
        return Pair(self.name, _mark(self.local), _mark(self.other))

    @property
    def fewest(self) -> int:
        """How many are counted on the side where fewer are."""
        return min(self.local.n or 0, self.other.n or 0)

    @property
    def shown(self) -> bool:
        """Whether both sides may be seen."""
        pair = self.pair()
        return pair.first.value is not None and pair.second.value is not None


def said(latest: Latest, indicators: Iterable[str], titles: Mapping[str, Row]) -> list[Contrast]:
    """Return what local and international partners answered; those of whom nothing is on record are left out."""
    return [found for name in indicators if (found := _contrast(latest, name, titles)) is not None]


def recorded(latest: Latest, titles: Mapping[str, Row]) -> list[Contrast]:
    """Return what the records show: attendance and answers, then seats, roles and money."""
    found = said(latest, RATES, titles)
    for name in SHARES:
        value = latest.of(name, "local") or latest.of(name)
        if name in titles and value is not None and value.status != "not_computable":
            found.append(Contrast(name, name_of(name, titles), value, value, share=True))
    return found


def name_of(indicator: str, titles: Mapping[str, Row]) -> str:
    """Return the short name of an indicator, or its title."""
    return _(NAMES[indicator]) if indicator in NAMES else _(titles[indicator]["title"])


def _contrast(latest: Latest, indicator: str, titles: Mapping[str, Row]) -> Contrast | None:
    local, other = latest.of(indicator, "local"), latest.of(indicator, "international")
    if indicator not in titles or local is None or other is None:
        return None
    return Contrast(indicator, name_of(indicator, titles), local, other)


def _mark(value: Value) -> Mark:
    if value.status != "ok" or value.value is None:
        return Mark(None, _("hidden") if value.status == "suppressed" else _("not known"))
    return Mark(value.value, _number(value), value.low, value.high)


def _number(value: Value) -> str:
    """Write a percentage of few as its counts: '1 of 3' says more than 33 %."""
    if value.unit != "%":
        return words.number(value.value)
    if value.numerator is None or value.denominator is None or value.denominator >= MANY:
        return words.number(value.value, "%")
    return counted(value)


def counted(value: Value) -> str:
    """Write what a share was counted from: '1 of 3'."""
    return _counts(value.numerator or 0, value.denominator or 0)


def _counts(part: float, whole: float) -> str:
    return _("{n} of {all}").format(n=words.count(part), all=words.count(whole))


def _held(value: Value) -> Mark:
    """Return local partners' share of a whole; of seats and roles as counts."""
    mark = _percent(value, value.numerator)
    if mark.value is None or value.unit != "ratio" or not value.n:
        return mark
    return Mark(mark.value, _counts(round(mark.value / 100 * value.n), value.n))


def _percent(value: Value, share: float | None) -> Mark:
    if value.status != "ok" or share is None:
        return Mark(None, _("hidden") if value.status == "suppressed" else _("not known"))
    return Mark(share, words.number(share, "%"))


def answers(values: Sequence[Value], most: int) -> list[Contrast]:
    """Return the answers to comments period by period, the latest first."""
    by_start: dict[object, dict[str, Value]] = {}
    for value in values:
        by_start.setdefault(value.period_start, {})[value.group] = value
    found = [
        Contrast(sides["local"].indicator, words.period(sides["local"].period_start, sides["local"].period_end),
                 sides["local"], sides["international"])
        for sides in by_start.values() if {"local", "international"} <= sides.keys()
    ]  # fmt: skip
    return found[::-1][:most]


def counted_mark(count: int, total: int) -> Mark:
    """Return a share of a few as its counts; of none, that they are hidden."""
    if not total:
        return Mark(None, _("hidden"))
    return Mark(100 * count / total, _counts(count, total))
