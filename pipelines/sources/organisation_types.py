"""Which of our organisation types does this word mean? Many vocabularies in; one code out."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from pipelines.sources.reading import heading_key

WORDS = Path(__file__).resolve().parents[2] / "data" / "reference" / "organisation_type_words.csv"
NGO_TYPES = {"national_ngo", "international_ngo"}


def type_code(word: str) -> str:
    """Our code for a type word; the word as found when it is not known, so that a contract can report it.

    `International NGO (INGO)`, `UN (IOM)` and `Government,National government` are read by their
    parts, as long as the parts do not contradict each other.
    """
    known = _codes()
    if code := known.get(heading_key(word)):
        return code
    outside, bracket, inside = word.partition("(")
    if bracket:
        # What stands in brackets is often a name or a remark: only a known word there counts.
        codes = [known.get(heading_key(outside), ""), known.get(heading_key(inside), "")]
        return _agreed(codes if codes[1] else codes[:1]) or word
    return _agreed([known.get(heading_key(part), "") for part in re.split(r"[,;|]", word)]) or word


def _agreed(codes: list[str]) -> str:
    """The one code all parts give; `NGO` (unknown which) gives way to a part that says which."""
    distinct = set(codes)
    if len(distinct) > 1 and distinct - {"unknown"} <= NGO_TYPES:
        distinct.discard("unknown")
    return distinct.pop() if len(distinct) == 1 else ""


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return {heading_key(row["word"]): row["type"] for row in csv.DictReader(file)}
