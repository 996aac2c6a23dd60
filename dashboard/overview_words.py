"""What the overview says: what got better, what needs attention, and what cannot be said, in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce

from dashboard import remedies, words
from dashboard.languages import N_, _
from dashboard.queries import Row, as_value

BETTER, WORSE, CHANGED = N_("Better"), N_("Worse"), N_("Changed")
MOST_POINTS = 3
SMALL_CHANGE = 1.0
LARGE_CHANGE = 5.0
TINY = 10
FEWEST = 3  # with fewer on either side there is no telling that anything moved
FEW_PERCENT = 5.0
FILE = re.compile(r"[\w/]+\.(?:xlsx|toml)")


@dataclass(frozen=True)
class Point:
    """An indicator worth a look: its number in words, a doubt where chance may explain it, and the next step."""

    indicator: str
    title: str
    text: str
    doubt: str
    next_step: str


@dataclass(frozen=True)
class Silence:
    """Numbers that are missing for one reason, and what would bring them."""

    text: str
    remedy: str
    of_groups: bool
    numbers: int  # how many numbers are missing for this reason


def better(standing: Sequence[Row], period: Row) -> list[Point]:
    """Return what got better since the time before: first what chance hardly explains, then the largest."""
    moved = [row for row in standing if _moved(row, period) and verdict(row) == BETTER and not _weak(row)]
    moved = [row for row in moved if _counted(row) >= FEWEST]
    moved.sort(key=lambda row: (bool(doubt(row)), -abs(row["difference"])))
    return [Point(row["indicator"], _(row["title"]), _moving(row), doubt(row), "") for row in moved[:MOST_POINTS]]


def attention(standing: Sequence[Row], period: Row) -> list[Point]:
    """Return what is weak, then what became worse and not by chance."""
    weak = [row for row in standing if row["status"] == "ok" and _weak(row)]
    worse = [
        row
        for row in standing
        if row not in weak and _moved(row, period) and verdict(row) == WORSE and not doubt(row)
        and abs(row["difference"]) >= LARGE_CHANGE
    ]  # fmt: skip
    worse.sort(key=lambda row: -abs(row["difference"]))
    points = [
        Point(row["indicator"], _(row["title"]), _level(row, period), _few(row) or _unplaced(row), _(row["when_weak"]))
        for row in weak
    ]
    points += [Point(row["indicator"], _(row["title"]), _moving(row), "", _(row["when_weak"])) for row in worse]
    return points[:MOST_POINTS]


def unsaid(rows: Sequence[Row], held: Collection[str]) -> list[Silence]:
    """Return one line per reason, naming the numbers that are missing and for which groups; whole numbers first.

    held: the kinds of record there are; those that a number needs and nobody has are named with the file that brings them.
    """
    titles: dict[tuple[str, str, str, str, str], dict[str, str]] = {}
    for row in rows:
        lacking = remedies.missing(row["needs"], held)
        for code in row["groups"]:
            key = (row["status"], row["reason"], lacking, row["group_by"], code)
            titles.setdefault(key, {})[row["indicator"]] = words.plain(_(row["title"]))
    groups: dict[tuple[str, str, str, tuple[tuple[str, str], ...]], list[str]] = {}
    for (status, why, lacking, group_by, code), named in titles.items():
        alone = "" if group_by == "all" else words.group(code, group_by)
        groups.setdefault((status, why, lacking, tuple(named.items())), []).append(alone)
    said = [_silence(*key, names) for key, names in groups.items()]
    return sorted(said, key=lambda silence: (silence.of_groups, -silence.numbers))


def _silence(status: str, why: str, lacking: str, titles: tuple[tuple[str, str], ...], names: Sequence[str]) -> Silence:
    alone = sorted({name for name in names if name})
    text = _("**{titles}** for these groups alone: {groups}. {reason}") if alone else _("**{titles}.** {reason}")
    told = text.format(
        titles=_together(dict(titles)), groups=words.listed(alone), reason=words.plain(_why(status, words.reason(why)))
    )
    remedy = _("Add: {files}.").format(files=lacking) if lacking and not _names_all(told, lacking) else ""
    return Silence(told, remedy, bool(alone), len(titles))


def _names_all(told: str, lacking: str) -> bool:
    """Whether a reason already names every file that would help."""
    reason, names = (text.replace("\\", "") for text in (told, lacking))
    return bool(files := FILE.findall(names)) and all(file in reason for file in files)


def _why(status: str, reason: str) -> str:
    return _("Hidden: {reason}").format(reason=reason) if status == "suppressed" else reason


def _together(titles: dict[str, str]) -> str:
    """Name several numbers in few words."""
    short = [title for indicator, title in titles.items() if indicator not in words.PRINCIPLES]
    principles = [title for indicator, title in titles.items() if indicator in words.PRINCIPLES]
    if len(principles) == len(words.PRINCIPLES):
        principles = [_("The five principles")]
    # Titles may be questions, or have commas of their own.
    return reduce(lambda first, second: _("{this}; {that}").format(this=first, that=second), principles + short)


def verdict(row: Row) -> str:
    """Say whether a difference is good, bad or neither."""
    difference, direction = row["difference"], row["direction"]
    if direction == "balance" and row["unit"] == "pp":
        nearer = abs(row["earlier_value"]) - abs(row["value"])
        return BETTER if nearer > 0 else WORSE
    if direction not in ("higher", "lower"):
        return CHANGED
    return BETTER if (difference > 0) == (direction == "higher") else WORSE


def doubt(row: Row) -> str:
    """Say when chance, very small numbers or what is not known may explain a difference."""
    ends = (row["low"], row["high"], row["earlier_low"], row["earlier_high"])
    if row["frame"] == "survey" and None not in ends:
        overlap = row["low"] <= row["earlier_high"] and row["earlier_low"] <= row["high"]
        return _("This could be chance: the two ranges overlap.") if overlap else ""
    if _within_unknown(row):
        return _("The difference may lie in what is not known.")
    if _counted(row) < TINY:
        return (
            _("Only a few amounts stand behind it.")
            if row["frame"] == "reported"
            else _("This could be chance: very few are counted.")
        )
    return ""


def _within_unknown(row: Row) -> bool:
    """Whether the smaller of two shares of money, with all that is not known, could be as large as the larger one."""
    ends = [(row["value"], row.get("bound_high")), (row["earlier_value"], row.get("earlier_bound_high"))]
    if row["frame"] != "reported" or None in (row["value"], row["earlier_value"]):
        return False
    (small, most), (large, _end) = sorted(ends, key=lambda end: float(end[0]))
    return most is not None and most > small and most >= large


def _counted(row: Row) -> int:
    """How many are counted on the side where fewer are."""
    return min(row["n"] or 0, row["earlier_n"] or 0)


def _few(row: Row) -> str:
    """Say how few a weak number is made of, where a single one more could turn it round."""
    if row["n"] is None or row["n"] >= FEWEST:
        return ""
    return _("Counted: {n}. So few say little: open the number before you act on it.").format(n=words.count(row["n"]))


def _unplaced(row: Row) -> str:
    """Say why a share could be larger, where it could."""
    return _("At most: if all whose place is not known were local.") if as_value(row).most is not None else ""


def _weak(row: Row) -> bool:
    return (row["band"] or "") in words.WEAK_BANDS


def _moved(row: Row, period: Row) -> bool:
    if row["status"] != "ok" or row["difference"] is None or row["unit"] not in ("%", "points", "pp"):
        return False
    return bool(_of_now(row, period) and abs(row["difference"]) >= SMALL_CHANGE)


def _of_now(row: Row, period: Row) -> bool:
    """Whether a number is of the chosen period; money is counted by year, and the last one that is over is its news."""
    if row["grain"] == "year":
        return bool(row["period_end"].year >= period["period_end"].year - 1)
    return bool(row["period_start"] == period["period_start"])


def _moving(row: Row) -> str:
    return _("From {earlier} ({before}) to {now} ({after}).").format(
        earlier=_written(row["earlier_value"], row["unit"]),
        before=words.period(row["earlier_start"], row["earlier_end"]),
        now=_written(row["value"], row["unit"]),
        after=words.period(row["period_start"], row["period_end"]),
    )


def _level(row: Row, period: Row) -> str:
    """Say how weak a number is, when that was, and whether it was better before."""
    level = words.band_alone(row["band"]).lower()
    number = _written(row["value"], row["unit"])
    if row["period_start"] != period["period_start"]:
        when = words.period(row["period_start"], row["period_end"])
        number = _("{number} ({when})").format(number=number, when=when)
    if (most := as_value(row).most) is not None:
        number = words.at_most(number, _written(most, row["unit"]))
    earlier = row["earlier_value"]
    if earlier is None or not _moved(row, period):
        return _("{number}: {level}.").format(number=number, level=level)
    return _("{number}: {level}. Before: {earlier}.").format(
        number=number, level=level, earlier=_written(earlier, row["unit"])
    )


def _written(value: float, unit: str) -> str:
    """Write a number; a small percentage with its tenths, which are then what matters."""
    return words.number(value, unit, 1 if unit == "%" and abs(value) < FEW_PERCENT else 0)
