"""Which organisations may a name mean that no rule matches? Up to three, each with its reason and how sure it is.

Nothing here ever decides; certainty.py says how sure each kind of reason is and how that was measured.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from rapidfuzz import fuzz, process

from pipelines.organisations.certainty import MISSPELT, certainty
from pipelines.organisations.matching import Names
from pipelines.organisations.names import (
    acronym_key,
    initials,
    latin_key,
    looks_like_acronym,
    loose_key,
    spelling_key,
)
from pipelines.organisations.word_meanings import meaning, meanings
from pipelines.remembered import remembered
from pipelines.workspace import Workspace, country_code

SUGGESTIONS_A_NAME = 3
SAME_NAME = "several organisations have this name"
# So many names are compared with the whole register at a time: 5,000 registered names need 5 MB.
NAMES_AT_A_TIME = 1000
# Below these, a resemblance is not worth a person's time.
LETTERS_WORTH = 75
REST_WORTH = 65
WORDS_WORTH = 0.45
CONTAINED_WORTH = 0.4
PIECES = re.compile(r"\s+[-–—]\s+|[|/()\[\]:;]")
IsCountry = Callable[[str], bool]
# The settings that say which words name the workspace's own country.
OWN_COUNTRY = ("response.country", "response.country_name", "response.country_other_names")


@dataclass(frozen=True)
class Suggestion:
    """An organisation a name may mean, how sure (0 to 100), and why."""

    organisation_id: str
    certainty: float
    reason: str
    kind: str = ""


@dataclass(frozen=True)
class _Label:
    """One registered name, cut into what it is compared by."""

    entry: Names
    text: str
    loose: str
    words: frozenset[str]


@dataclass(frozen=True)
class _Evidence:
    """One reason for one organisation; `kind` and `strength` tell how often it is right."""

    organisation_id: str
    kind: str
    strength: float
    reason: str


class Suggester:
    """Compares names with a register, many at a time."""

    def __init__(self, register: Iterable[Names], is_country: IsCountry = lambda text: False) -> None:
        entries = list(register)
        self._is_country = is_country
        self._partners = {entry.organisation_id for entry in entries if entry.partner}
        self._labels = [
            _Label(entry, name, loose_key(name), frozenset(meanings(name)))
            for entry in entries
            for name in dict.fromkeys(entry.all_names)
        ]
        self._spellings = _grouped((spelling_key(label.text), label.entry) for label in self._labels)
        self._acronyms = _grouped((acronym_key(a), entry) for entry in entries for a in entry.acronyms)
        self._initials = _grouped(
            (letters, label.entry) for label in self._labels for letters in initials(label.text) if len(letters) >= 3
        )
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, label in enumerate(self._labels):
            for word in label.words:
                self._by_word[word].append(index)
        self._weights = [self._total(label.words) for label in self._labels]

    def suggest(
        self, names: Sequence[str], struck_out: Mapping[str, str] = MappingProxyType({})
    ) -> Iterator[tuple[str, list[Suggestion]]]:
        """For each name the likeliest organisations, the likeliest first; none less than half as sure as that.

        `struck_out`: an organisation that is not to be suggested for a name, as if the register did not hold it.
        """
        looses = [label.loose for label in self._labels]
        for start in range(0, len(names), NAMES_AT_A_TIME):
            some = names[start : start + NAMES_AT_A_TIME]
            alike = process.cdist(
                [loose_key(name) for name in some],
                looses,
                scorer=fuzz.ratio,
                score_cutoff=LETTERS_WORTH,
                dtype=np.uint8,
            )
            for name, row in zip(some, alike, strict=True):
                yield name, self._best(name, row, struck_out.get(name))

    def _best(self, name: str, alike: np.ndarray, struck_out: str | None) -> list[Suggestion]:
        evidence: dict[str, list[_Evidence]] = defaultdict(list)
        for found in (found for found in self._evidence(name, alike) if found.organisation_id != struck_out):
            evidence[found.organisation_id].append(found)
        best = (max([*found, *_together(found)], key=_rank) for found in evidence.values())
        ranked = sorted(best, key=self._order)[:SUGGESTIONS_A_NAME]
        suggestions = [Suggestion(e.organisation_id, _rank(e)[0], e.reason, e.kind) for e in ranked]
        return [further for further in suggestions if 2 * further.certainty >= suggestions[0].certainty]

    def _order(self, found: _Evidence) -> tuple[float, bool, bool, float, str]:
        """The surest first; of equally sure ones a partner before a stranger of a public list, and the very name before others."""
        sure, strength = _rank(found)
        return (
            -sure,
            found.organisation_id not in self._partners,
            found.reason != SAME_NAME,
            -strength,
            found.organisation_id,
        )

    def _evidence(self, name: str, alike: np.ndarray) -> Iterator[_Evidence]:
        yield from self._by_piece(name)
        yield from self._by_initials(name)
        yield from self._by_words(name)
        key = loose_key(name)
        for index in np.nonzero(alike)[0] if key else ():
            label, score = self._labels[index], int(alike[index])
            if key == label.loose:
                reason = f"the same words apart from little ones as “{label.text}”"
                yield _Evidence(label.entry.organisation_id, "same words", 100, reason)
            elif _rests_alike(key, label.loose) >= REST_WORTH:
                reason = f"{score} % of the letters agree with “{label.text}”"
                yield _Evidence(label.entry.organisation_id, "letters", score, reason)

    def _by_piece(self, name: str) -> Iterator[_Evidence]:
        """What stands in brackets, behind a dash or a stroke may itself be a name or an acronym."""
        pieces = [piece for text in PIECES.split(name) if (piece := text.strip())]
        for piece in dict.fromkeys((name, *pieces)):
            for entry in self._spellings.get(spelling_key(piece), ()):
                reason = f"it contains the name “{piece}”" if piece != name else SAME_NAME
                yield _Evidence(entry.organisation_id, "part is the name", 100, reason)
            key = acronym_key(piece)
            owners = self._acronyms.get(key, []) if len(key) >= 2 and " " not in piece else []
            for entry in owners:
                kind = "acronym" if piece == name else "part is the acronym"
                others = [other.name for other in owners if other is not entry]
                also = f", and of “{'” and “'.join(others[:3])}”" if others else ""
                yield _Evidence(
                    entry.organisation_id, kind, 100 / len(owners), f"“{piece}” is the acronym of “{entry.name}”{also}"
                )

    def _by_initials(self, name: str) -> Iterator[_Evidence]:
        if looks_like_acronym(name) or (" " not in name and 3 <= len(name) <= 8):
            owners = self._initials.get(acronym_key(name), [])
            for entry in owners:
                reason = f"the initials of “{entry.name}” are {name}"
                yield _Evidence(entry.organisation_id, "initials", 100 / len(owners), reason)
        for letters in sorted(letters for letters in initials(name) if len(letters) >= 3):
            for entry in self._acronyms.get(letters, []):
                reason = f"its initials are {letters.upper()}, the acronym of “{entry.name}”"
                yield _Evidence(entry.organisation_id, "initials", 100 / len(self._acronyms[letters]), reason)

    def _by_words(self, name: str) -> Iterator[_Evidence]:
        """Words in common, rare ones counting more, whatever their order and language."""
        words = frozenset(meanings(name))
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(words):
            for index in self._by_word.get(word, ()):
                shared[index] += self._weight(word)
        total = self._total(words)
        for index, weight in shared.items():
            share = weight / (total + self._weights[index] - weight)
            label = self._labels[index]
            one_holds_the_other = words <= label.words or words >= label.words
            if share >= (CONTAINED_WORTH if one_holds_the_other else WORDS_WORTH):
                yield self._words_evidence(name, words, label, share)

    def _words_evidence(self, name: str, words: frozenset[str], label: _Label, share: float) -> _Evidence:
        organisation_id = label.entry.organisation_id
        if words == label.words:
            same = spelling_key(label.text) == spelling_key(name)
            reason = SAME_NAME if same else f"the same words, in another order, form or language, as “{label.text}”"
            return _Evidence(organisation_id, "same meaning", 100, reason)
        one_holds_the_other = words < label.words or label.words < words
        if one_holds_the_other and (place := self._place(name, label.text, words ^ label.words)):
            reason = f"the same name as “{label.text}” and a country ({place})"
            return _Evidence(organisation_id, "name and country", 100, reason)
        contained = one_holds_the_other and len(words & label.words) >= 2
        kind = "words contained" if contained else "words"
        reason = f"{len(words & label.words)} of {len(words | label.words)} words are the same as in “{label.text}”"
        return _Evidence(organisation_id, kind, 100 * share, reason)

    def _place(self, name: str, registered: str, extra: frozenset[str]) -> str:
        """The country that one of the two names has and the other has not; empty where it is something else."""
        for text in (name, registered):
            words = [word for word in latin_key(text).split() if meaning(word) in extra]
            if words and self._is_country(" ".join(words)):
                return " ".join(words).title()
        return ""

    def _total(self, words: Iterable[str]) -> float:
        return sum(map(self._weight, sorted(words)))  # in one order, as sums of fractions depend on it

    def _weight(self, word: str) -> float:
        return math.log(1 + (1 + len(self._labels)) / (1 + len(self._by_word.get(word, ()))))


def _together(evidence: Sequence[_Evidence]) -> Iterator[_Evidence]:
    """Letters and initials that point to the same organisation: a misspelt name."""
    letters = max((found for found in evidence if found.kind == "letters"), key=_rank, default=None)
    if letters and letters.strength >= MISSPELT and any(found.kind == "initials" for found in evidence):
        reason = f"{letters.reason}, and its initials fit"
        yield _Evidence(letters.organisation_id, "letters and initials", letters.strength, reason)


def _rank(found: _Evidence) -> tuple[float, float]:
    return certainty(found.kind, found.strength), found.strength


@remembered
def suggested(
    register: Sequence[Names], names: Sequence[str], own_country: Mapping[str, str | list[str]]
) -> list[list[Suggestion]]:
    """For each name the likeliest organisations, as Suggester finds them. `own_country`: see OWN_COUNTRY."""
    nowhere = Workspace.without_settings()
    place = is_country(replace(nowhere, settings={**nowhere.settings, **own_country}))
    return [found for _, found in Suggester(register, place).suggest(names)]


def is_country(workspace: Workspace) -> IsCountry:
    """Whether a text names a country, the workspace's own ones included; codes do not count, as many are words."""
    return lambda text: len(text) >= 4 and country_code(text, workspace) is not None


def _rests_alike(one: str, other: str) -> float:
    """How alike two names are without the words they share: Mercy Corps International is not Plan International."""
    shared = set(one.split()) & set(other.split())
    rests = (" ".join(word for word in key.split() if word not in shared) for key in (one, other))
    return fuzz.ratio(*rests)


def _grouped(pairs: Iterable[tuple[str, Names]]) -> dict[str, list[Names]]:
    """Every organisation a key leads to, once each, in an order that files do not influence."""
    found: dict[str, dict[str, Names]] = defaultdict(dict)
    for key, entry in pairs:
        if key:
            found[key][entry.organisation_id] = entry
    return {key: [entries[id_] for id_ in sorted(entries)] for key, entries in found.items()}
