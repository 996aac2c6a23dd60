"""Do those who answered mirror the members? A dot for a type's share of the answers, a ring for its share of the members."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.figures.picture import Picture
from dashboard.figures.statements import Said, dots
from dashboard.figures.wrapped import Words
from dashboard.languages import _
from dashboard.opinions import responses
from dashboard.opinions.responses import Group, Response

STEPS = (20, 40, 60, 80, 100)


def answered(response: Response) -> Picture:
    """Draw each type of organisation, from 0 % to the end of the largest share."""
    drawn = [_row(group) for group in response.groups]
    end = next(step for step in STEPS if step >= min(100, _largest(response.groups)))
    reading = " ".join([responses.headline(response), *responses.caution(response)])
    spoken = " ".join(words.aloud(row.words.name, f"{row.words.number} {row.words.counted}") for row in drawn)
    alt = _("For each type of organisation, its share of the answers beside its share of the members. {rows} {reading}")
    said = alt.format(rows=spoken, reading=reading).replace("*", "").replace("\\", "")
    ticks = [end * quarter / 4 for quarter in range(5)]
    return Picture(dots(drawn, end, ticks, "%"), said, reading, [_line(group) for group in response.groups])


def _row(group: Group) -> Said:
    return Said(
        Words(group.name, _shares(group), _answered(group)), group.share_of_answers, None, None, group.share_of_members
    )


def _shares(group: Group) -> str:
    answers, members = (words.number(share, "%") for share in (group.share_of_answers, group.share_of_members))
    if group.share_of_members is None:
        return _("{share} of the questionnaires").format(share=answers)
    return _("{answers} of the answers, {members} of the members").format(answers=answers, members=members)


def _answered(group: Group) -> str:
    if group.members is None or group.answered is None:
        return ""
    return _("{n} of {all} answered").format(n=words.count(group.answered), all=words.count(group.members))


def _line(group: Group) -> dict[str, str]:
    rate = 100 * group.answered / group.members if group.answered is not None and group.members else None
    return {
        _("Type of organisation"): group.name,
        _("Answered"): words.count(group.answered),
        _("Members"): words.count(group.members),
        _("Response rate"): words.number(rate, "%"),
        _("Share of the answers"): words.number(group.share_of_answers, "%"),
        _("Share of the members"): words.number(group.share_of_members, "%"),
        _("Questionnaires"): words.count(group.questionnaires),
    }


def _largest(groups: Sequence[Group]) -> float:
    shares = [share for group in groups for share in (group.share_of_answers, group.share_of_members)]
    return max((share for share in shares if share is not None), default=100)
