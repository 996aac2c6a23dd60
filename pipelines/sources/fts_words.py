"""What do the words of FTS mean? Its codes, its cluster lists and its repeated flows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from pipelines.sources.reading import Finding, Record, heading_key
from pipelines.sources.sheets import Sheet

CLUSTERS = Path(__file__).resolve().parents[2] / "data" / "reference" / "fts_global_clusters.csv"
CODES = {
    "status": ("paid", "commitment", "pledge"),
    "flow_type": ("standard", "parked", "carryover", "pass_through"),
    "boundary": ("incoming", "internal", "outgoing"),
    "on_boundary": ("single", "shared"),
}
# So many flows are named in a message.
EXAMPLES = 5
COUNTRY_LIST = re.compile(r"[A-Za-z]{3}(\s*,\s*[A-Za-z]{3})*")


def code(column: str, word: str) -> str:
    """Our code for a word of FTS (`Pass through` gives `pass_through`); the word as found when it is not known."""
    return {heading_key(known): known for known in CODES[column]}.get(heading_key(word), word)


def split_countries(cell: str) -> str:
    """`AFG,PAK` as `AFG|PAK`; a cell that holds anything but country codes stays whole."""
    return re.sub(r"\s*,\s*", "|", cell) if COUNTRY_LIST.fullmatch(cell) else cell


def year_span(years: Iterable[str]) -> tuple[str, str]:
    """The first and the last of the years a flow is for; two empty texts where none is given."""
    given = sorted(year for year in years if year)
    return (given[0], given[-1]) if given else ("", "")


def split_clusters(cell: str) -> tuple[list[str], list[str]]:
    """The cluster names in a comma-joined cell, and those of them FTS is not known to use.

    Names may hold commas themselves, so only known names are cut out, the longest first; what
    is left between two of them is one name.
    """
    if not cell:
        return [], []
    names: list[str] = []
    unknown: list[str] = []
    rest = 0
    for match in _known_names().finditer(cell):
        unknown += _left_over(cell[rest : match.start()], names)
        names.append(match[0])
        rest = match.end()
    unknown += _left_over(cell[rest:], names)
    return list(dict.fromkeys(names)), unknown


def _left_over(text: str, names: list[str]) -> list[str]:
    name = text.strip(" ,")
    if name:
        names.append(name)
    return [name] if name else []


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    names = {row["name"] for row in global_clusters()}
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?:(?<![^,])|(?<=, ))({longest_first})(?=,|$)", re.IGNORECASE)


@lru_cache(maxsize=1)
def global_clusters() -> tuple[dict[str, str], ...]:
    """The global clusters of FTS: code, name, and what a former name is now."""
    with CLUSTERS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def unknown_cluster_findings(sheet: Sheet, unknown: dict[str, list[int]]) -> list[Finding]:
    """One finding for each cluster name that is not known, with how often it occurs."""
    return [
        Finding(
            sheet.name, rows[0], "clusters", name, "unknown_cluster", "info",
            f"“{name}” is not a global cluster name we know from FTS ({len(rows)} rows). It was kept as one name.",
            "Nothing to do if it is one cluster. If it is several, add each name to data/reference/fts_global_clusters.csv.",
        )
        for name, rows in unknown.items()
    ]  # fmt: skip


def about_flows(sheet: Sheet, records: Sequence[Record]) -> list[Finding]:
    """What a person should know about the flows of a file, whatever its layout."""
    return [*_repeated(sheet, records), *_taken_back(sheet, records)]


def _repeated(sheet: Sheet, records: Iterable[Record]) -> list[Finding]:
    """One finding for the file when flows occur more than once in it."""
    counts = Counter(record["flow_id"] for record in records if record["flow_id"])
    repeated = [count for count in counts.values() if count > 1]
    if not repeated:
        return []
    surplus = sum(repeated) - len(repeated)
    return [
        Finding(
            sheet.name, 0, "id", "", "repeated_flows", "info",
            f"{surplus} rows repeat {len(repeated)} flows: FTS lists a flow to several countries once for each, "
            "every time with its full amount. Each flow is counted once.",
            "Nothing to do.",
        )
    ]  # fmt: skip


def _taken_back(sheet: Sheet, records: Iterable[Record]) -> list[Finding]:
    """One finding for the file when flows have an amount below zero."""
    below = {str(record["flow_id"]) for record in records if str(record["amount_usd"]).strip().startswith("-")}
    if not below:
        return []
    shown = ", ".join(sorted(below)[:EXAMPLES]) + (" …" if len(below) > EXAMPLES else "")
    return [
        Finding(
            sheet.name, 0, "amount", "", "negative_amount", "info",
            f"Flows with an amount below zero: {len(below)} ({shown}). Most are parked money of which more was passed on than "
            "had been parked. They lower the sums of reported money, as FTS counts, and stand in no share.",
            "If the amount is large, ask FTS or the donor which flow is wrong.",
        )
    ]  # fmt: skip
