"""Who answered a survey, compared with who the members are?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.breakdowns import ordered
from dashboard.languages import _, ngettext
from dashboard.queries import Reader, Row, Value

# The numbers that each survey has: its response rate, whose parts have longer names, and who answered.
RATES = {"partnership": "survey_response_rate", "ccpm": "ccpm_response_rate"}
MIXES = {"partnership": "respondent_mix", "ccpm": "ccpm_respondent_mix"}
MANY_ENOUGH = 5  # members of a type, for its rate to be called low (methods.md 1.5)
LOW = "under-represented"


@dataclass(frozen=True)
class Group:
    """One type of organisation: how many are members and answered, and its share of both; None where not known."""

    code: str
    answered: int | None
    members: int | None
    share_of_answers: float | None
    share_of_members: float | None
    questionnaires: int | None
    low: bool

    @property
    def name(self) -> str:
        """Return the name of the type."""
        return words.group(self.code, "type")


@dataclass(frozen=True)
class Response:
    """One round of a survey: who answered, as a whole and by type. `rate` is None where nothing is published."""

    rate: Value | None
    questionnaires: int | None
    anonymous: int | None
    groups: tuple[Group, ...]


def read(reader: Reader, survey: str, cluster: str, round_start: object) -> Response:
    """Return who answered in the round that began on `round_start` (a period's first day)."""

    def found(indicator: str, group_by: str = "all") -> list[Value]:
        values = reader.values(indicator, cluster, group_by=group_by)
        return [value for value in values if value.period_start == round_start]

    rate = RATES[survey]
    whole, total, unnamed = found(rate), found(f"{rate}.responses"), found(f"{rate}.anonymous")
    types = {name: {v.group: v for v in found(name, "type")} for name in (rate, f"{rate}.mix_parity", MIXES[survey])}
    present = ordered(value for by_type in types.values() for value in by_type.values())
    codes = list(dict.fromkeys(value.group for value in present))
    groups = tuple(_group(code, *(types[name].get(code) for name in types)) for code in codes)
    return Response(whole[0] if whole else None, _whole(total, "value"), _whole(unnamed, "numerator"), groups)


def caution(response: Response) -> list[str]:
    """Say what to be careful about: too few answers, a type that lags, questionnaires without a name."""
    said = []
    rate = response.rate
    if rate is not None and rate.status == "ok" and rate.band == "caution":
        said.append(_("**Careful:** these answers speak for few. {reason}").format(reason=_lagging(rate)).strip())
    few = [group.name for group in response.groups if group.low and (group.members or 0) >= MANY_ENOUGH]
    if few:
        said.append(_("Fewer answers than their share of members: {groups}.").format(groups=words.listed(few)))
    if response.anonymous:
        unnamed = ngettext(
            "{n} questionnaire names no organisation, so nobody knows which member it is from.",
            "{n} questionnaires name no organisation, so nobody knows which members they are from.", response.anonymous,
        )  # fmt: skip
        said.append(unnamed.format(n=words.count(response.anonymous)))
    return said


def headline(response: Response) -> str:
    """Say how many answered: '25 of 53 members answered (47 %)'."""
    rate = response.rate
    if rate is None or rate.status != "ok":
        why = words.plain(words.reason(rate.reason)) if rate is not None and rate.reason else ""
        return _("**How many members answered is not known.** {why}").format(why=why).strip()
    return _("**{n} of {all} members answered ({share}).**").format(
        n=words.count(rate.numerator), all=words.count(rate.denominator), share=words.number(rate.value, "%")
    )


def next_step(response: Response, indicators: dict[str, Row], survey: str) -> str:
    """Return what to do where too few answered; empty where enough did."""
    about = indicators.get(RATES[survey])
    weak = response.rate is not None and response.rate.status == "ok" and response.rate.band == "caution"
    return words.plain(_(about["when_weak"])) if about and weak else ""


def _lagging(rate: Value) -> str:
    return words.plain(words.reason(rate.reason)) if rate.reason else ""


def _group(code: str, rate: Value | None, parity: Value | None, mix: Value | None) -> Group:
    counted, beside, asked = (v if v is not None and v.status == "ok" else None for v in (rate, parity, mix))
    share = beside.numerator if beside else asked.value if asked and not counted else None
    return Group(
        code,
        _int(counted.numerator if counted else None),
        _int(counted.denominator if counted else None),
        share,
        beside.denominator if beside else None,
        _int(asked.numerator if asked else None),
        beside is not None and beside.band == LOW,
    )


def _int(number: float | None) -> int | None:
    return None if number is None else round(number)


def _whole(values: Sequence[Value], what: str) -> int | None:
    return _int(getattr(values[0], what)) if values and values[0].status == "ok" else None
