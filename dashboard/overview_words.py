"""What the overview says: changes, points of attention, and silences, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.queries import Row

MOST_CHANGES = 5
MOST_POINTS = 4
SMALL_CHANGE = 1.0
LARGE_CHANGE = 5.0
TINY = 10
FEW_PERCENT = 5.0


@dataclass(frozen=True)
class Change:
    """An indicator that moved: better, worse or only different; with a doubt where chance may explain it."""

    indicator: str
    verdict: str
    title: str
    text: str
    doubt: str


@dataclass(frozen=True)
class Point:
    """An indicator that needs somebody's attention, and the next step."""

    indicator: str
    title: str
    text: str
    next_step: str
    page: str


def changes(standing: Sequence[Row], period: Row) -> list[Change]:
    """Return the largest differences from the time before, largest first."""
    moved = [row for row in standing if _comparable(row, period) and abs(row["difference"]) >= SMALL_CHANGE]
    moved.sort(key=lambda row: -abs(row["difference"]))
    return [_change(row) for row in moved[:MOST_CHANGES]]


def attention(standing: Sequence[Row], period: Row) -> list[Point]:
    """Return what is weak, then what became worse and not by chance."""
    weak = [row for row in standing if row["status"] == "ok" and (row["band"] or "") in words.WEAK_BANDS]
    worse = [
        row
        for row in standing
        if row not in weak and _comparable(row, period) and verdict(row) == "Worse" and not doubt(row)
        and abs(row["difference"]) >= LARGE_CHANGE
    ]  # fmt: skip
    worse.sort(key=lambda row: -abs(row["difference"]))
    points = [Point(row["indicator"], row["title"], _level(row), row["when_weak"], page_of(row)) for row in weak]
    points += [Point(row["indicator"], row["title"], _worse(row), row["when_weak"], page_of(row)) for row in worse]
    return points[:MOST_POINTS]


def unsaid(rows: Sequence[Row]) -> list[str]:
    """Return one line per reason, naming the numbers that are missing and for which groups."""
    titles: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for row in rows:
        for code in row["groups"]:
            key = (row["status"], words.reason(row["reason"]), row["group_by"], code)
            titles.setdefault(key, {})[row["indicator"]] = words.plain(row["title"])
    groups: dict[tuple[str, str, str], list[str]] = {}
    for (status, why, group_by, code), named in titles.items():
        alone = "" if group_by == "all" else words.group(code, group_by)
        groups.setdefault((status, why, _together(named)), []).append(alone)
    return [_unsaid_line(*key, names) for key, names in groups.items()]


def _together(titles: dict[str, str]) -> str:
    """Name several numbers in few words."""
    short = [title for indicator, title in titles.items() if indicator not in words.PRINCIPLES]
    principles = [title for indicator, title in titles.items() if indicator in words.PRINCIPLES]
    if len(principles) == len(words.PRINCIPLES):
        principles = ["The five principles"]
    return words.listed(principles + short)


def _unsaid_line(status: str, why: str, titles: str, names: Sequence[str]) -> str:
    alone = words.listed(sorted({name for name in names if name}))
    groups = f" for these groups alone: {alone}" if alone else ""
    return f"- **{titles}**{groups}. {words.STATUSES.get(status, status)}: {words.plain(why[:1].lower() + why[1:])}"


def verdict(row: Row) -> str:
    """Say whether a difference is good, bad or neither."""
    difference, direction = row["difference"], row["direction"]
    if direction == "balance" and row["unit"] == "pp":
        nearer = abs(row["earlier_value"]) - abs(row["value"])
        return "Better" if nearer > 0 else "Worse"
    if direction not in ("higher", "lower"):
        return "Changed"
    return "Better" if (difference > 0) == (direction == "higher") else "Worse"


def doubt(row: Row) -> str:
    """Say when chance or very small numbers may explain a difference."""
    ends = (row["low"], row["high"], row["earlier_low"], row["earlier_high"])
    if row["frame"] == "survey" and None not in ends:
        overlap = row["low"] <= row["earlier_high"] and row["earlier_low"] <= row["high"]
        return "This could be chance: the two ranges overlap." if overlap else ""
    if min(row["n"] or 0, row["earlier_n"] or 0) < TINY:
        return "This could be chance: very few are counted."
    return ""


def page_of(row: Row) -> str:
    """Return the page that shows more about an indicator."""
    needs = row["needs"]
    if "funding_flows" in needs or "allocations" in needs:
        return "localisation"
    return "overview" if "survey" in needs else "participation"


def _comparable(row: Row, period: Row) -> bool:
    if row["status"] != "ok" or row["difference"] is None or row["unit"] not in ("%", "points", "pp"):
        return False
    return bool(row["grain"] == "year" or row["period_start"] == period["period_start"])


def _change(row: Row) -> Change:
    earlier, now = _written(row["earlier_value"], row["unit"]), _written(row["value"], row["unit"])
    before, after = (
        words.period(row["earlier_start"], row["earlier_end"]),
        words.period(row["period_start"], row["period_end"]),
    )
    text = f"From {earlier} ({before}) to {now} ({after})."
    return Change(row["indicator"], verdict(row), row["title"], text, doubt(row))


def _level(row: Row) -> str:
    level = words.band(row["band"]).split(":")[0].lower()
    return f"{_written(row['value'], row['unit'])}, {level}"


def _worse(row: Row) -> str:
    return f"{_written(row['value'], row['unit'])}, worse than before ({_written(row['earlier_value'], row['unit'])})"


def _written(value: float, unit: str) -> str:
    """Write a number; a small percentage with its tenths, which are then what matters."""
    return words.number(value, unit, 1 if unit == "%" and abs(value) < FEW_PERCENT else 0)
