"""What share of a year's money reached local organisations, as far as anybody can say, and what does that mean?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard import stretches, tables, words
from dashboard.languages import _
from dashboard.money import years
from dashboard.queries import ENOUGH, Value
from dashboard.queries import Row as Record

MOST_UNKNOWN = 50  # more than half: what is known says nothing of the whole


@dataclass(frozen=True)
class Reach:
    """The money of a year, or of a year under one definition: how much reached local organisations, and how."""

    name: str
    direct: Value | None
    as_direct: Value | None
    partial: bool = False
    short: str = ""  # beside the bar, where the name would be too long for a phone

    @property
    def main(self) -> Value | None:
        """The share that stands for the row: as directly as possible, or else the direct one."""
        said = [value for value in (self.as_direct, self.direct) if value is not None]
        return next((value for value in said if value.status == "ok"), said[0] if said else None)

    @property
    def year(self) -> int:
        """The year it begins with."""
        return self.main.period_start.year if self.main is not None else 0

    @property
    def amount(self) -> float:
        """The money that the share is a share of, in USD."""
        return (self.main.denominator if self.main is not None else None) or 0.0

    @property
    def most(self) -> float | None:
        """What the share would be if all that cannot be placed were local; None where that changes nothing."""
        main = self.main
        if main is None or main.value is None or main.bound_high is None:
            return None
        return main.bound_high if round(main.bound_high, 1) > round(main.value, 1) else None

    @property
    def unknown(self) -> float:
        """The share of which nobody can say whether it reached local organisations."""
        main = self.main
        return self.most - main.value if self.most is not None and main is not None and main.value is not None else 0.0


def by_year(direct: Sequence[Value], as_direct: Sequence[Value]) -> list[Reach]:
    """Put the two shares of each year side by side, oldest first."""
    starts = sorted({value.period_start for value in (*direct, *as_direct)})
    one = {value.period_start: value for value in direct}
    other = {value.period_start: value for value in as_direct}
    return [_reach(one.get(start), other.get(start)) for start in starts]


def share(value: float | None) -> str:
    """Write a share of money; amounts are known well enough for one decimal."""
    return words.number(value, "%", 1)


def in_words(found: Reach) -> str:
    """Write a row's shares: '4.1 % · 1.9 % directly, at most 6.1 %'."""
    main = found.main
    if main is None or main.status != "ok":
        return tables.beside(main) if main is not None else _("cannot be said yet")
    if main is found.direct:
        text = _("{share} · directly, at most {most}") if found.most is not None else _("{share} · directly")
        return text.format(share=share(main.value), most=share(found.most))
    direct = found.direct.value if found.direct is not None else None
    if direct is None:
        return brief(found)
    text = (
        _("{share} · {direct} directly, at most {most}") if found.most is not None else _("{share} · {direct} directly")
    )
    return text.format(share=share(main.value), direct=share(direct), most=share(found.most))


def brief(found: Reach) -> str:
    """Write the main share and what it could be at most."""
    main = found.main
    if main is None or main.status != "ok":
        return in_words(found)
    if found.most is None:
        return share(main.value)
    return _("{share} · at most {most}").format(share=share(main.value), most=share(found.most))


def spoken(found: Sequence[Reach]) -> str:
    """Say each row aloud."""
    return " ".join(words.aloud(each.name, in_words(each)) for each in found)


def reading(found: Sequence[Reach], about: Record | None, placing: Record | None, target: float) -> str:
    """Say what the latest well reported year means, and what to do; the later ones hold too little money to speak of."""
    shown = [each for each in found if each.main is not None and each.main.status == "ok"]
    if not shown:
        reasons = sorted({words.reason(each.main.reason) for each in found if each.main is not None})
        return _("**This share cannot be said yet.** {reasons}").format(reasons=words.plain(" ".join(reasons)))
    over = [each for each in shown if not each.partial] or shown
    enough = stretches.well_reported([each.amount for each in over])
    last = [each for each, known in zip(over, enough, strict=True) if known][-1]
    assert last.main is not None
    if last.unknown > MOST_UNKNOWN:
        return f"{_unknown(last, placing)} {_hardly_reported(last, found)}".strip()
    said = [_sentence(last), _approximate(last.main), target_words(last, target), _hardly_reported(last, found)]
    if (last.main.value or 0.0) < target:
        said.append(_todo(about))
    return " ".join(text for text in said if text)


def target_words(last: Reach, target: float) -> str:
    """Compare with the target, honestly about what is not known."""
    value, most = (last.main.value if last.main else None) or 0.0, last.most
    names = {"target": words.number(target, "%"), "most": share(most)}
    if value >= target:
        return _("This reaches the {target} that is aimed for.").format(**names)
    if most is not None and most >= target:
        return _("If all that is not known had reached them it would be {most}, so {target} may be reached.").format(
            **names
        )
    if most is not None:
        return _("Even if all that is not known had reached them it would be {most}: below {target}.").format(**names)
    return _("This is below the {target} that is aimed for.").format(**names)


def _reach(direct: Value | None, as_direct: Value | None) -> Reach:
    either = direct or as_direct
    assert either is not None
    return Reach(years.of(either), direct, as_direct, either.partial)


def _hardly_reported(last: Reach, found: Sequence[Reach]) -> str:
    """Name the later years of which so little money is on record that their share says nothing, and those without any."""
    little = ENOUGH * max(each.amount for each in found)
    later = list(found)[list(found).index(last) + 1 :]
    over = [each for each in later if not each.partial]
    if not any(each.amount < little for each in over):
        return ""
    told = [_amount(each) for each in over if each.amount < little]
    text = _(
        "**Little money is on record of the years after ({amounts}): add FTS exports of these years before you speak of them.**"
    )
    said = [text.format(amounts=words.listed([*_without(last, later), *told]))]
    return " ".join([*said, *(f"{_amount(each)}." for each in later if each.partial)])


def _without(last: Reach, later: Sequence[Reach]) -> list[str]:
    """Name the years between of which no money at all is on record: '2021–2023: none'."""
    first, final = last.year + 1, later[-1].year
    known = {each.year for each in later}
    missing = [year for year in range(first, final) if year not in known]
    runs = [list(run) for _at, run in groupby(missing, key=lambda year: year - missing.index(year))]
    return [_("{years}: none").format(years=f"{run[0]}–{run[-1]}" if len(run) > 1 else run[0]) for run in runs]


def _amount(found: Reach) -> str:
    return words.labelled(found.name, words.money(found.amount))


def _unknown(last: Reach, placing: Record | None) -> str:
    """Where most is not known, that is the message; the share that is known would mislead."""
    said = _(
        "**{year}: nobody can say. For {unknown} of the money it is not known whether the recipient is local.**"
    ).format(year=last.name, unknown=share(last.unknown))
    return f"{said} {_todo(placing)}".strip()


def _todo(about: Record | None) -> str:
    if not about or not about["when_weak"]:
        return ""
    return _("What to do: {text}").format(text=words.plain(_(about["when_weak"])))


def _sentence(last: Reach) -> str:
    main, direct = last.main, last.direct
    names = {
        "year": last.name, "share": share(main.value if main else None), "direct": share(direct.value if direct else None)
    }  # fmt: skip
    if main is direct:
        return _("**{year}: {share} of the money went directly to local organisations.**").format(**names)
    if direct is None or direct.value is None:
        return _("**{year}: {share} of the money reached local organisations.**").format(**names)
    return _("**{year}: {share} of the money reached local organisations; {direct} went to them directly.**").format(
        **names
    )


def _approximate(value: Value) -> str:
    """Say how many amounts were rounded before they reached us; what the years mark themselves is left out."""
    remarks = [remark for remark in (value.reason or "").split("; ") if "approximate" in remark]
    return " ".join(words.plain(words.reason(remark)) for remark in remarks)
