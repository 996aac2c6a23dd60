"""Does this mark on an attendance list mean that somebody came?"""

from __future__ import annotations

import re

PRESENT = frozenset((
    "x", "×", "v", "y", "yes", "✓", "✔", "✔️", "☑", "√", "p", "present", "présent", "présente", "presente", "attended",
    "oui", "si", "sí", "true", "online", "remote", "virtual", "sim", "ok", "✅", "☒", "●", "•", "■",
    "نعم", "حاضر", "حاضرة", "حضر", "ح",
))  # fmt: skip
ABSENT = frozenset((
    "", "-", "–", "—", "n", "no", "non", "a", "absent", "absente", "ausente", "false", "✗", "✘", "n/a", "na",
    "apologies", "apology", "excused", "excusé", "excusée", "excusado", "excusada", "justificado", "não", "nao", "❌", "☐", "○",
    "لا", "غائب", "غائبة", "غ", "معتذر", "اعتذر",
))  # fmt: skip
PEOPLE = re.compile(r"(\d{1,3})\s*(?:people|persons?|pax|participants?|personnes?|personas?)?")


def presence(mark: str) -> bool | None:
    """Present, absent, or None where the mark says neither. A number is a number of people."""
    word = mark.strip(" .").casefold()
    if word in ABSENT:
        return False
    if word in PRESENT:
        return True
    people = PEOPLE.fullmatch(word)
    return int(people[1]) > 0 if people else None
