"""What a money scenario says, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import words
from dashboard.figures.picture import Table
from dashboard.languages import N_, _
from dashboard.money.scenario import Money, Need, must_reach

CHANNELS = {
    "direct": N_("Direct grants"),
    "pooled": N_("Pooled fund"),
    "one": N_("Sub-grants"),
}
SOURCES = {"moved": N_("Moved from others"), "new": N_("New money")}
NEXT = {
    "direct": N_("Next step: show donors which local organisations passed due diligence and how much they can manage."),
    "pooled": N_("Next step: take this number to the advisory board of the fund."),
    "one": N_(
        "Next step: ask those who receive most to agree on the part that they pass on, and to list their sub-grants."
    ),
}


def standing(money: Money, aim: float, year: str) -> str:
    """Say where the share is, where it should go, and how much that is."""
    names = {
        "year": year, "local": words.money(money.local), "whole": words.money(money.whole), "share": percent(money.share),
        "aim": words.number(100 * aim, "%"), "missing": words.money(max(0.0, aim * money.whole - money.local)), "most": percent(money.most),
    }  # fmt: skip
    if money.share >= aim:
        return _("**{year}: {share} of {whole} reached local organisations. The aim of {aim} is reached.**").format(
            **names
        )
    said = _(
        "**{year}: {local} of {whole} reached local organisations: {share}. For {aim}, {missing} is missing.**"
    ).format(**names)
    if percent(money.most) == percent(money.share):
        return said
    known = _("If all that is not known had reached local organisations, the share would be {most}.").format(**names)
    return f"{said} {known}"


def answer(channel: str, source: str, reaches: float, found: Need, money: Money, aim: float) -> str:
    """Say how much money through the chosen channel would reach the aim; or what would have to change first."""
    if found.most is None:
        return _impossible(source, reaches, money, aim)
    if not found.most:
        return _("Nothing more is needed.")
    names = {
        "amount": words.money(found.most),
        "share": percent(found.most / money.whole),
        "reaches": words.number(100 * reaches, "%"),
    }
    told = [_sentence(channel, source).format(**names), _less(found), _(NEXT[channel])]
    return " ".join(part for part in told if part)


def table(needs: Mapping[str, Need], reaches: Mapping[str, float], money: Money) -> Table:
    """Return one row for each channel."""
    return [
        {
            _("Channel"): _(CHANNELS[channel]),
            _("Of each dollar, reaches local organisations"): percent(reaches[channel]),
            _("Needed"): _money(found.most),
            _("Share of the money of this year"): percent(found.most / money.whole) if found.most is not None else "–",
            _("If all that is not known were local"): _money(found.least),
        }
        for channel, found in needs.items()
    ]


def percent(share: float) -> str:
    """Write a share from 0 to 1; money is known well enough for one decimal."""
    return words.number(100 * share, "%", 1)


def _sentence(channel: str, source: str) -> str:
    """The sentences are whole, so that each language can order its words."""
    return {
        ("direct", "moved"): _("**{amount} would have to go directly to local organisations instead of to others: {share} of the money of this year.**"),
        ("direct", "new"): _("**{amount} of new money would have to go directly to local organisations: as much as {share} of the money of this year.**"),
        ("pooled", "moved"): _("**{amount} would have to go through the pooled fund instead of to others, if {reaches} of it reaches local organisations: {share} of the money of this year.**"),
        ("pooled", "new"): _("**{amount} of new money would have to go through the pooled fund, if {reaches} of it reaches local organisations: as much as {share} of the money of this year.**"),
        ("one", "moved"): _("**Intermediaries would have to pass on {reaches} of {amount} of which local organisations receive nothing today: {share} of the money of this year.**"),
        ("one", "new"): _("**{amount} of new money would have to go to intermediaries that pass on {reaches} of it: as much as {share} of the money of this year.**"),
    }[channel, source]  # fmt: skip


def _impossible(source: str, reaches: float, money: Money, aim: float) -> str:
    names = {
        "aim": words.number(100 * aim, "%"),
        "reaches": words.number(100 * reaches, "%"),
        "least": percent(must_reach(money, aim, source)),
    }
    if source == "new":
        text = _("**Not possible this way:** new money of which {reaches} reaches local organisations never lifts the share to {aim}. "
                 "More than {least} of it would have to reach them.")  # fmt: skip
    else:
        text = _("**Not possible this way alone:** not even all the money would bring the share to {aim} if {reaches} of it reaches "
                 "local organisations. At least {least} would have to reach them.")  # fmt: skip
    return text.format(**names)


def _less(found: Need) -> str:
    if found.least is None or found.most is None or words.money(found.least) == words.money(found.most):
        return ""
    if not found.least:
        return _("If all that is not known had reached local organisations, nothing more would be needed.")
    text = _("If all that is not known had reached local organisations, {amount} would do.")
    return text.format(amount=words.money(found.least))


def _money(amount: float | None) -> str:
    return _("not possible") if amount is None else words.money(amount)
