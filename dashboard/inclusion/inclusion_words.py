"""What the page Inclusion says: who is represented less or more than its number, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.figures.parity import Dot, parity, written
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row, dot_rows, percent_scale
from dashboard.inclusion.parity import ARENAS, Arena, Found, Share, more_seats
from dashboard.inclusion.seats import Committee
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Value

# Who leads an organisation: the indicator, and what to call it.
LED = {
    "women_led_participation_rate": N_("Women-led"),
    "women_led_participation_rate.refugee_led": N_("Led by refugees or displaced people"),
    "women_led_participation_rate.disability_led": N_("Led by persons with disabilities"),
}
NOT_ASKED = "women_led_participation_rate.not_asked"
TINY = 10
MOST_NAMED = 4


def picture(found: Sequence[Found], group: str, low: float, high: float) -> Picture:
    """Draw a group's part in each arena beside its part of the members."""
    dots = [_dot(row) for row in found]
    reading = f"{_verdict(found, group, low, high)} {_steps(found, low, high)}".strip()
    spoken = " ".join(words.aloud(dot.name, f"{dot.text} · {written(dot.ratio)}") for dot in dots)
    alt = _("{group}: share of each of these beside share of the members. {spoken}").format(
        group=words.group(group), spoken=spoken
    )
    return Picture(
        parity(dots, low, high), alt, reading, [_table_row(row) for row in found], (_small(found), *_meaning(found))
    )


def _dot(found: Found) -> Dot:
    name = _(found.arena.name)
    if found.share is None:
        return Dot(name, _("hidden: too few to show"), None)
    return Dot(name, f"{_held(found, found.share)} · {_members(found.share)}", found.share.ratio)


def _held(found: Found, share: Share) -> str:
    return found.arena.counted(share.has, share.out_of)


def _members(share: Share) -> str:
    text = _("{n} of {all} active") if share.active else _("{n} of {all} members")
    return text.format(n=words.count(share.members), all=words.count(share.all_members))


def _verdict(found: Sequence[Found], group: str, low: float, high: float) -> str:
    """Say in how many rows the group has less, or more, than its number would give it."""
    rated = [(row, ratio) for row in found if row.share is not None and (ratio := row.share.ratio) is not None]
    if not rated:
        return _("**Nothing can be compared yet.**")
    less = [_(row.arena.name) for row, ratio in rated if ratio < low]
    if len(less) == len(rated) > 1:
        return _("**{group}: less than in proportion to the members, wherever it is counted.**").format(
            group=words.group(group)
        )
    more = [_(row.arena.name) for row, ratio in rated if ratio > high]
    said = {"group": words.group(group), "less": words.listed(less), "more": words.listed(more)}
    if less and more:
        return _("**{group}: less than in proportion in {less}; more in {more}.**").format(**said)
    if less:
        return _("**{group}: less than in proportion in {less}.**").format(**said)
    if more:
        return _("**{group}: more than in proportion in {more}.**").format(**said)
    return _("**{group}: in proportion to the members, wherever it is counted.**").format(**said)


def _steps(found: Sequence[Found], low: float, high: float) -> str:
    """Say how many seats would have to change hands."""
    sentences = []
    for row in found:
        needed = more_seats(row.share, low, high) if row.share is not None and row.arena.seats else None
        if needed:
            sentences.append(
                ngettext(
                    "{arena}: {n} more, given up by others, would bring it into proportion.",
                    "{arena}: {n} more, given up by others, would bring it into proportion.",
                    needed,
                ).format(arena=_(row.arena.name), n=words.count(needed))
            )
    return " ".join(sentences)


def _small(found: Sequence[Found]) -> str:
    few = [_(row.arena.name) for row in found if row.share is not None and row.share.out_of < TINY]
    if not few:
        return _("½ means half as many as in proportion to the members, 2 means twice as many.")
    return _(
        "½ means half as many as in proportion to the members, 2 means twice as many. Few are counted in {few}: "
        "one more or less moves the dot far."
    ).format(few=words.listed(few))


def _meaning(found: Sequence[Found]) -> tuple[str, ...]:
    """Say what the two rows count whose name is short."""
    meanings = {
        "actions": _("Agreed actions: those that have an organisation of the group as owner."),
        "steps": _(
            "Planning cycle: in each step, the organisations that commented, wrote, worked in an area or received money; "
            "an organisation counts once in each step."
        ),
    }
    there = {found_row.arena.indicator for found_row in found}
    return tuple(text for code, text in meanings.items() if ARENAS[code].indicator in there)


def _table_row(found: Found) -> dict[str, str]:
    share = found.share
    period = words.period(found.value.period_start, found.value.period_end)
    return {
        _("Where"): _(found.arena.name),
        _("Share"): _percent(share.has, share.out_of) if share else _("hidden"),
        _("Counted"): _held(found, share) if share else words.plain(words.reason(found.value.reason)),
        _("Share of the members"): _percent(share.members, share.all_members) if share else "–",
        _("Members"): _members(share) if share else "–",
        _("Times the share of the members"): words.number(share.ratio, "ratio") if share else "–",
        _("When"): period,
    }


def _percent(part: int, whole: int) -> str:
    return words.number(100 * part / whole, "%") if whole else "–"


def scenario(now: Committee, asked: tuple[int, ...], arena: Arena, low: float, high: float) -> Picture:
    """Draw each group's representation had the seats been given so; the small ring is the committee as it is."""
    shares = [(group, now.share(i, now.seats), now.share(i, asked)) for i, group in enumerate(now.groups)]
    dots = [
        Dot(words.group(group), _seats_text(arena, before.has, after), after.ratio, before.ratio)
        for group, before, after in shares
    ]
    reading = _scenario_reading(shares, now.seats == asked, low, high)
    spoken = " ".join(words.aloud(dot.name, f"{dot.text} · {written(dot.ratio)}") for dot in dots)
    alt = _("What if the seats were given so: {spoken}").format(spoken=spoken)
    table: Table = [
        {
            _("Group"): words.group(group), _("Seats today"): words.count(before.has), _("What if"): words.count(after.has),
            _("Members"): words.count(after.members),
            _("Times the share of the members, today"): words.number(before.ratio, "ratio"),
            _("Times the share of the members, what if"): words.number(after.ratio, "ratio"),
        }
        for group, before, after in shares
    ]  # fmt: skip
    return Picture(parity(dots, low, high), alt, reading, table)


def _seats_text(arena: Arena, today: int, after: Share) -> str:
    text = arena.counted(after.has, after.out_of)
    return text if today == after.has else f"{text} · {_('today {n}').format(n=words.count(today))}"


def _scenario_reading(
    shares: Sequence[tuple[str, Share, Share]], unchanged: bool, low: float, high: float
) -> str:  # fmt: skip
    rated = [(words.group(group), ratio) for group, _before, after in shares if (ratio := after.ratio) is not None]
    if not rated:
        return _("**There is no seat left to share.**")
    fair = [name for name, ratio in rated if low <= ratio <= high]
    start = _("As the committee is today") if unchanged else _("With these seats")
    if len(fair) == len(rated):
        return _("**{start}, every group is in proportion to its members.**").format(start=start)
    away = [f"{name} ({written(ratio)})" for name, ratio in rated if name not in fair]
    if len(away) > MOST_NAMED:
        counts = {"n": words.count(len(away)), "all": words.count(len(rated))}
        first = _("**{start}, {n} of {all} groups are not in proportion to their members.**").format(
            start=start, **counts
        )
    else:
        first = _("**{start}, not in proportion: {away}.**").format(start=start, away=words.listed(away))
    limits = _("In proportion is from {low} to {high} times.").format(low=_plain_ratio(low), high=_plain_ratio(high))
    return f"{first} {limits}"


def _plain_ratio(value: float) -> str:
    return words.number(value, "ratio")


def led(values: dict[str, Value], not_asked: Value | None) -> Picture:
    """Draw who leads the active local organisations; the line shows how far those not asked could move it."""
    rows, table = [], []
    for indicator, value in values.items():
        open_ends = not_asked if indicator == next(iter(LED)) else None
        rows.append(_led_row(_(LED[indicator]), value, open_ends))
        table.append({_("Led by"): _(LED[indicator]), _("Value"): rows[-1].text, _("Why"): _why(value)})
    spoken = " ".join(words.aloud(row.name, row.text) for row in rows)
    alt = _("Who leads the active local organisations, by their own word. {spoken}").format(spoken=spoken)
    return Picture(dot_rows(rows, percent_scale()), alt, _led_reading(values, not_asked), table)


def _led_row(name: str, value: Value, not_asked: Value | None) -> Row:
    if value.status != "ok" or value.value is None:
        return Row(
            name, _("hidden: too few to show") if value.status == "suppressed" else _("cannot be said yet"), None
        )
    counted = _("{n} of {all}").format(n=words.count(value.numerator), all=words.count(value.denominator))
    highest = None
    if not_asked and not_asked.status == "ok" and not_asked.denominator == value.denominator:
        highest = value.value + (not_asked.value or 0)
    low = value.value if highest else None
    return Row(name, f"{words.number(value.value, '%')} · {counted}", value.value, low, highest)


def _why(value: Value) -> str:
    return "–" if value.status == "ok" else words.plain(words.reason(value.reason))


def _led_reading(values: dict[str, Value], not_asked: Value | None) -> str:
    women = values.get(next(iter(LED)))
    if women is None or women.status != "ok":
        return _("**How many are women-led cannot be shown here.** The table says why.")
    said = _("**{n} of {all} active local organisations say that women lead them.**").format(
        n=words.count(women.numerator), all=words.count(women.denominator)
    )
    if not_asked is None or not_asked.status != "ok" or not not_asked.numerator:
        return said
    missing = ngettext(
        "{n} of them was not asked: the line shows how high the share could be.",
        "{n} of them were not asked: the line shows how high the share could be.",
        not_asked.numerator,
    ).format(n=words.count(not_asked.numerator))
    return f"{said} {missing}"
