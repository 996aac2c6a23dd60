"""What the page Equality says: whether local partners get what others get, by their own word and by the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from dashboard import words
from dashboard.evidence.compare_words import has_range, overlapping
from dashboard.figures.pairs import Mark, Pair, pairs
from dashboard.figures.picture import Picture, Table
from dashboard.inclusion.contrasts import RATES, Contrast, counted, counted_mark
from dashboard.languages import _, ngettext
from dashboard.queries import Row, Value

TINY = 10
BANDS = ("good", "satisfactory", "unsatisfactory", "weak")


def picture(found: Sequence[Contrast], reading: str, what: str, gaps: Mapping[str, Row] | None = None) -> Picture:
    """Draw rows of local partners beside what they are compared with."""
    rows = [contrast.pair() for contrast in found]
    spoken = " ".join(
        _("{name}: local {local}, beside {other}.").format(name=row.name, local=row.first.text, other=row.second.text)
        for row in rows
    )
    return Picture(
        pairs(rows), f"{what}. {spoken}", reading, [_table_row(c, gaps or {}) for c in found], _notes(rows, gaps)
    )


def _table_row(found: Contrast, gaps: Mapping[str, Row]) -> dict[str, str]:
    pair = found.pair()
    row = {
        _("What"): words.plain(found.name),
        _("Local"): _written(pair.first, found.local),
        _("International, or in proportion"): _written(pair.second, found.other),
        _("Counted"): _counted(found),
        _("When"): words.period(found.local.period_start, found.local.period_end),
    }
    if gaps:
        row[_("How far apart")] = _size(gaps.get(found.indicator))
    return row


def _written(mark: Mark, value: Value) -> str:
    if mark.value is None:
        return words.labelled(mark.text, words.plain(words.reason(value.reason)))
    spread = words.interval(mark.low, mark.high)
    return f"{mark.text} ({spread})" if spread else mark.text


def _counted(found: Contrast) -> str:
    if found.local.status != "ok":
        return "–"
    if found.share:
        return _("{n} counted, {all} in all beside them").format(
            n=words.count(found.local.n), all=words.count(found.local.population)
        )
    if found.other.status != "ok":
        return words.count(found.local.n)
    return _("{n} local, {other} international").format(n=words.count(found.local.n), other=words.count(found.other.n))


def _size(gap: Row | None) -> str:
    if gap is None:
        return "–"
    sure = "" if _certain(gap) else f" {_('(could be chance)')}"
    return words.labelled(
        f"{words.band(gap['size'])}{sure}",
        f"{_fraction(gap['delta'])} ({_fraction(gap['low'])}, {_fraction(gap['high'])})",
    )


def _fraction(value: float | None) -> str:
    return "–" if value is None else words.number(value, decimals=2)


def _certain(gap: Row) -> bool:
    return gap["low"] is not None and gap["high"] is not None and not gap["low"] <= 0 <= gap["high"]


def _notes(rows: Sequence[Pair], gaps: Mapping[str, Row] | None) -> tuple[str, ...]:
    ranged = any(mark.low is not None for row in rows for mark in (row.first, row.second))
    ranges = (_("In brackets: the range in which the number would lie in 95 of 100 cases."),) if ranged else ()
    if not gaps:
        return ranges
    apart = _(
        "How far apart (Cliff’s delta): −1 when every local partner scores lower than every international one, 0 when neither "
        "is higher, 1 when every local partner scores higher."
    )
    return *ranges, apart


def items_reading(found: Sequence[Contrast], gaps: Mapping[str, Row]) -> str:
    """Say on which questions local partners are clearly lower or higher, and where it could be chance."""
    shown = [contrast for contrast in found if contrast.shown]
    if not shown:
        return _("**The answers of the two groups cannot be shown side by side here.** The table says why.")
    lower = [_with_size(c, gaps) for c in shown if _apart(c, gaps) < 0]
    higher = [_with_size(c, gaps) for c in shown if _apart(c, gaps) > 0]
    unclear = [c.name for c in shown if _apart(c, gaps) == 0 and _certain_gap(c, gaps)]
    alike = [c.name for c in shown if _apart(c, gaps) == 0 and c.name not in unclear]
    sentences = []
    if lower:
        sentences.append(_("**Local partners are clearly lower on: {names}.**").format(names=words.listed(lower)))
    if higher:
        sentences.append(_("**Local partners are clearly higher on: {names}.**").format(names=words.listed(higher)))
    if unclear:
        sentences.append(_("Perhaps different, but the ranges overlap: {names}.").format(names=words.listed(unclear)))
    if alike:
        sentences.append(_("A difference that could be chance, or none: {names}.").format(names=words.listed(alike)))
    if score := next((contrast for contrast in shown if contrast.local.unit == "points"), None):
        text = _("Scores: {n} local and {other} international partners answered.")
        sentences.append(text.format(n=words.count(score.local.n), other=words.count(score.other.n)))
    return " ".join(sentences)


def _with_size(found: Contrast, gaps: Mapping[str, Row]) -> str:
    pair = found.pair()
    return _("{name} ({local} beside {other})").format(name=found.name, local=pair.first.text, other=pair.second.text)


def _apart(found: Contrast, gaps: Mapping[str, Row]) -> int:
    """Return -1 where local partners are clearly lower, 1 where clearly higher, 0 where it cannot be said.

    Who sees two ranges overlap must not read that one is higher, however sure the distance between the groups is.
    """
    ranged = has_range(found.local) and has_range(found.other)
    if found.indicator in gaps:
        if not _certain_gap(found, gaps) or (ranged and overlapping(found.local, found.other)):
            return 0
        return -1 if gaps[found.indicator]["delta"] < 0 else 1
    if not ranged or overlapping(found.local, found.other):
        return 0
    return -1 if (found.local.low or 0) < (found.other.low or 0) else 1


def _certain_gap(found: Contrast, gaps: Mapping[str, Row]) -> bool:
    return found.indicator in gaps and _certain(gaps[found.indicator])


def less(found: Sequence[Contrast], limits: Mapping[str, float]) -> list[str]:
    """Return the records in which local partners get less, beyond what the settings call small."""
    names = []
    for contrast in (contrast for contrast in found if contrast.shown):
        pair = contrast.pair()
        first, second = pair.first.value or 0, pair.second.value or 0
        short = first < limits["thresholds.parity_low"] * second
        if short if contrast.share else second - first > limits[RATES[contrast.indicator]]:
            names.append(contrast.name)
    return names


def records_reading(found: Sequence[Contrast], names: Sequence[str]) -> str:
    """Say where the records show less for local partners."""
    shown = [contrast for contrast in found if contrast.shown]
    if not shown:
        return _("**The records cannot be shown here.** The table says why.")
    if not names:
        return _("**The records show no large gap, wherever both sides can be seen.**")
    text = _("**The records show less for local partners in: {names}.**").format(names=words.listed(list(names)))
    few = [contrast.name for contrast in shown if contrast.name in names and contrast.fewest < TINY]
    if not few:
        return text
    return f"{text} {_('Very few are counted in: {names}.').format(names=words.listed(few))}"


def together(
    spoken: Sequence[Contrast], gaps: Mapping[str, Row], done: Sequence[Contrast], names: Sequence[str]
) -> str:
    """Say whether words and records agree. Empty where one of them is missing."""
    heard = [_apart(contrast, gaps) for contrast in spoken if contrast.shown]
    if not heard or not any(contrast.shown for contrast in done):
        return ""
    if min(heard) < 0:
        return (
            _("**Words and records agree: local partners answer less well, and the records show less for them.**")
            if names
            else _(
                "**Local partners answer less well, though the records show no large gap.** Ask them what the records do not count."
            )
        )
    if names:
        return _(
            "**Words and records differ: local partners do not clearly answer less well, but the records show less "
            "for them.** Partners tend to answer kindly: trust the records first, and ask in private."
        )
    return _("**Neither the answers nor the records show a clear gap.**")


def spread(bands: Sequence[Row]) -> Picture | None:
    """Draw how many organisations of each kind stand in each band; None where that is shown for neither."""
    counts = {(row["group"], row["band"]): row["organisations"] for row in bands}
    totals = {
        kind: sum(n for (group, _band), n in counts.items() if group == kind) for kind in ("local", "international")
    }
    if not any(totals.values()):
        return None
    rows = [
        Pair(words.band_alone(band), *(counted_mark(counts.get((kind, band), 0), totals[kind]) for kind in totals))
        for band in BANDS
    ]
    spoken = " ".join(f"{words.labelled(row.name, words.apart((row.first.text, row.second.text)))}." for row in rows)
    edge = {(row["group"], row["band"]): row["on_edge"] for row in bands}
    table: Table = [
        {_("Level"): words.band(band), _("Local"): row.first.text, _("International"): row.second.text,
         _("Of these, exactly on the upper limit"): words.count(sum(edge.get((kind, band), 0) for kind in totals))}
        for band, row in zip(BANDS, rows, strict=True)
    ]  # fmt: skip
    alt = _("How many local and international partners score at each level. {spoken}").format(spoken=spoken)
    return Picture(pairs(rows), alt, _spread_reading(counts, totals), table)


def _spread_reading(counts: Mapping[tuple[str, str], int], totals: Mapping[str, int]) -> str:
    sentences = []
    for kind, total in totals.items():
        below = sum(counts.get((kind, band), 0) for band in ("unsatisfactory", "weak"))
        if total:
            text = _("**{group}: {n} of {all} organisations score not satisfactory or weak.**")
            sentences.append(text.format(group=words.group(kind), n=words.count(below), all=words.count(total)))
    return " ".join(sentences)


def answers_reading(found: Sequence[Contrast]) -> str:
    """Say how often each side was answered of late, and how many answers would close the gap."""
    last = next((contrast for contrast in found if contrast.shown), None)
    if last is None:
        return _("**Answers to local and to international partners cannot be compared here.** The table says why.")
    local, other = last.local, last.other
    start = _("**{period}: comments answered, {local} of local partners and {other} of international ones.**").format(
        period=last.name, local=counted(local), other=counted(other)
    )
    needed = ceil(round((other.value or 0) / 100 * (local.denominator or 0) - (local.numerator or 0), 6))
    if needed <= 0:
        return start
    closing = ngettext(
        "{n} more answer to a local partner would close the gap.",
        "{n} more answers to local partners would close the gap.", needed,
    )  # fmt: skip
    return f"{start} {closing.format(n=words.count(needed))}"
