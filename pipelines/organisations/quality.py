"""How good is the matching? Measured on a map from spellings to organisations that other people made.

    python -m pipelines.organisations.quality FILE

FILE has the columns Country Code (blank: any), Lookup (a spelling), Canonical Name and Acronym, one spelling a row.
The register of a country holds, of each organisation of that country and of those without country, its canonical
names and acronyms, and none of the other spellings. Each spelling is tested in its country; one without country in
a register of organisations without country. Canonical names that are equal apart from spelling and from an acronym
in brackets are one organisation. A spelling equal to a canonical name is trivial; figures are given with and
without these, and for spellings that are neither a canonical name nor an acronym, whatever their case.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.organisations.matching import CERTAIN, Matcher, Names
from pipelines.organisations.names import acronym_key, name_key, spelling_key, without_acronym
from pipelines.organisations.suggestions import Suggester, Suggestion, is_country
from pipelines.sources.columns import picker
from pipelines.sources.sheets import open_document
from pipelines.workspace import Workspace

COLUMNS = {"country": "Country Code", "spelling": "Lookup", "name": "Canonical Name", "acronym": "Acronym"}
KINDS = ("canonical name", "canonical name in other case", "acronym", "other spelling")


@dataclass(frozen=True)
class Row:
    """One row of the map."""

    country: str
    spelling: str
    name: str
    acronym: str

    @property
    def organisation_id(self) -> str:
        """The organisation: its canonical name without an acronym in brackets."""
        return spelling_key(without_acronym(self.name)[0]) or self.name

    @property
    def kind(self) -> str:
        """How far the spelling is from what the register holds."""
        if self.spelling == self.name:
            return KINDS[0]
        if name_key(self.spelling) == name_key(self.name):
            return KINDS[1]
        return KINDS[2] if acronym_key(self.spelling) == acronym_key(self.acronym) else KINDS[3]


@dataclass(frozen=True)
class Outcome:
    """What became of one spelling: matched automatically, or suggestions for a person.

    For a canonical name the suggestions are those it would get if the register did not hold its organisation.
    """

    kind: str
    truth: str
    automatic: str | None = None
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """In per cent; None of nothing."""
        return 100 * self.part / self.whole if self.whole else None

    def __str__(self) -> str:
        return f"{self.percent:5.1f} % ({self.part} of {self.whole})" if self.whole else "   –   (none)"


def read_map(path: Path) -> list[Row]:
    """The rows of a map; those without a spelling or a name are passed over."""
    (sheet, *_) = open_document(path, path.name).sheets
    at = picker(sheet.rows[0], COLUMNS)
    if missing := [heading for field, heading in COLUMNS.items() if field not in at]:
        raise SystemExit(f"{path.name} has no column “{missing[0]}”. It needs: {', '.join(COLUMNS.values())}.")
    rows = (Row(**{field: cells[index] for field, index in at.items()}) for cells in sheet.rows[1:])
    return [row for row in dict.fromkeys(rows) if row.spelling and row.name]


def measure(rows: Sequence[Row]) -> list[Outcome]:
    """Test every spelling in the register of its country."""
    outcomes: list[Outcome] = []
    for country in sorted({row.country for row in rows}):
        register = _register([row for row in rows if row.country in ("", country)])
        matcher, suggester = Matcher(register, {}), Suggester(register, is_country(Workspace.without_settings()))
        tested = [row for row in rows if row.country == country]
        matches = {row: matcher.match(row.spelling) for row in tested}
        unmatched = [row.spelling for row, match in matches.items() if match is None]
        own = {row.spelling: row.organisation_id for row in tested if row.kind == KINDS[0]}
        suggested = dict(suggester.suggest(unmatched)) | dict(suggester.suggest(list(own), own))
        outcomes += [
            Outcome(row.kind, row.organisation_id, match.organisation_id if match else None, tuple(suggested.get(row.spelling, ())))
            for row, match in matches.items()
        ]  # fmt: skip
    return outcomes


def _register(rows: Iterable[Row]) -> list[Names]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    acronyms: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        names[row.organisation_id][row.name] = None
        if row.acronym:
            acronyms[row.organisation_id][row.acronym] = None
    return [Names(id_, next(iter(own)), tuple(acronyms[id_]), tuple(own)[1:]) for id_, own in names.items()]


def automatic_precision(outcomes: Iterable[Outcome]) -> Share:
    """Of the automatic merges, those that are right."""
    merged = [outcome for outcome in outcomes if outcome.automatic is not None]
    return Share(sum(outcome.automatic == outcome.truth for outcome in merged), len(merged))


def automatic_recall(outcomes: Sequence[Outcome]) -> Share:
    """Of all spellings, those merged automatically and rightly."""
    return Share(sum(outcome.automatic == outcome.truth for outcome in outcomes), len(outcomes))


def suggestion_precision(outcomes: Iterable[Outcome]) -> Share:
    """Of the names that were not merged and have a suggestion, those whose first one is right."""
    helped = [outcome for outcome in outcomes if outcome.automatic is None and outcome.suggestions]
    return Share(sum(_first_is_right(outcome) for outcome in helped), len(helped))


def suggestion_recall(outcomes: Iterable[Outcome], among: int = 1) -> Share:
    """Of the names that were not merged, those with the right organisation among the first suggestions."""
    left = [outcome for outcome in outcomes if outcome.automatic is None]
    right = sum(any(s.organisation_id == o.truth for s in o.suggestions[:among]) for o in left)
    return Share(right, len(left))


@dataclass(frozen=True)
class Kind:
    """A kind of suggestion: the certainty it states, and how often it is right as the first suggestion.

    `strangers`: how often it stands first for a name whose organisation is not in the register, out of as many
    such names as there are others: half of the names nobody knows are taken to be new ones.
    """

    stated: float
    known: Share
    strangers: float

    @property
    def measured(self) -> float:
        """Right ones per hundred; one right and one wrong are added, so that few cases claim little."""
        return 100 * (self.known.part + 1) / (self.known.whole + self.strangers + 2)


def calibration(outcomes: Sequence[Outcome]) -> dict[str, Kind]:
    """How often each kind of suggestion is right, for names in the register and names that are not.

    Those that are not: every canonical name, its own organisation struck out of the register.
    """
    first: dict[tuple[float, str], list[bool]] = defaultdict(list)
    strangers: dict[tuple[float, str], int] = defaultdict(int)
    unmatched = [outcome for outcome in outcomes if outcome.automatic is None]
    canonical = [outcome for outcome in outcomes if outcome.kind == KINDS[0]]
    for outcome in unmatched:
        if outcome.suggestions:
            first[_kind(outcome.suggestions[0])].append(_first_is_right(outcome))
    for outcome in canonical:
        if outcome.suggestions:
            strangers[_kind(outcome.suggestions[0])] += 1
    weight = len(unmatched) / len(canonical) if canonical else 0
    return {
        f"{kind} ({-stated:.0f})": Kind(-stated, Share(sum(first[stated, kind]), len(first[stated, kind])), weight * strangers[stated, kind])
        for stated, kind in sorted({*first, *strangers})
    }  # fmt: skip


def _kind(suggestion: Suggestion) -> tuple[float, str]:
    return -suggestion.certainty, suggestion.kind


def _first_is_right(outcome: Outcome) -> bool:
    return bool(outcome.suggestions) and outcome.suggestions[0].organisation_id == outcome.truth


def report(outcomes: Sequence[Outcome]) -> str:
    """The figures as text."""
    groups: dict[str, Callable[[Outcome], bool]] = {
        "all spellings": lambda outcome: True,
        "without trivial ones": lambda outcome: outcome.kind != KINDS[0],
        "neither name nor acronym": lambda outcome: outcome.kind == KINDS[3],
    }
    lines = [f"Automatic merges must be at least {CERTAIN} % right."]
    for title, belongs in groups.items():
        some = [outcome for outcome in outcomes if belongs(outcome)]
        lines += [
            "",
            f"{title}: {len(some)}",
            f"  automatic merges   precision {automatic_precision(some)}   recall {automatic_recall(some)}",
            f"  first suggestion   precision {suggestion_precision(some)}   recall {suggestion_recall(some)}",
            f"  three suggestions                                       recall {suggestion_recall(some, 3)}",
        ]
    lines += ["", f"{'first suggestion (certainty stated)':36} {'right':>20}   strangers   measured certainty"]
    lines += [
        f"{label:36} {kind.known!s:>20}   {kind.strangers:9.1f}   {kind.measured:18.0f}"
        for label, kind in calibration(outcomes).items()
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the figures for a map; 1 where automatic merges are not right often enough."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("Usage: python -m pipelines.organisations.quality FILE (a map from spellings to organisations)")
        return 2
    outcomes = measure(read_map(Path(arguments[0])))
    print(report(outcomes))
    return 0 if (automatic_precision(outcomes).percent or 0) >= CERTAIN else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
