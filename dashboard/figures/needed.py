"""How much money would each channel need to reach the aim? The channels below each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.picture import Picture
from dashboard.figures.rows import Row, Scale
from dashboard.figures.stacks import Part, Stack, stacked_rows
from dashboard.languages import N_, _
from dashboard.money import scenario_words
from dashboard.money.scenario import Money, Need

PARTS = (
    Part(N_("needed even if all that is not known were local"), theme.ACCENT),
    Part(N_("needed as well if none of it is"), theme.ACCENT, "/", "▨"),
)


def channels(
    needs: Mapping[str, Need], reaches: Mapping[str, float], money: Money, chosen: str, reading: str
) -> Picture:
    """Draw what each channel would need; one that cannot bring the aim has no bar, and says so."""
    stacks = [_stack(channel, found, money, channel == chosen) for channel, found in needs.items()]
    scale = Scale(0, max([1.0, *[found.most or 0.0 for found in needs.values()]]), ())
    parts = [replace(part, name=_(part.name)) for part in PARTS]
    spoken = " ".join(words.aloud(stack.row.name, stack.row.text) for stack in stacks)
    alt = _("Money needed to reach the aim, by channel. {rows}").format(rows=spoken.replace("▸ ", ""))
    return Picture(stacked_rows(stacks, parts, scale), alt, reading, scenario_words.table(needs, reaches, money))


def _stack(channel: str, found: Need, money: Money, chosen: bool) -> Stack:
    name = _(scenario_words.CHANNELS[channel])
    row = Row(f"▸ {name}" if chosen else name, _text(found, money), None)
    if found.most is None:
        return Stack(row, (None, None))
    least = found.least or 0.0
    return Stack(row, (least, found.most - least))


def _text(found: Need, money: Money) -> str:
    if found.most is None:
        return _("not possible this way alone")
    share = scenario_words.percent(found.most / money.whole)
    return _("{amount} · {share} of all").format(amount=words.money(found.most), share=share)
