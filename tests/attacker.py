"""Can anybody work out what was hidden? An attacker who reads all that an audience may see, and solves for the rest.

`python -m tests.attacker --demo --write` tries 200 random responses and the demo, and writes what he finds into
notebooks/tables/attacker.md. The tests try a few of them on every run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.instruments import items
from tests.attacker_program import Known, Place, Program, Range, Target
from tests.attacker_puzzles import COMPLETE, Conduct, Opinions, limits_of
from tests.attacker_successive import INDICATOR, two_builds
from tests.attacker_workspaces import AUDIENCES, View, publication, random_response, read_view

Row = Mapping[str, Any]
DOCUMENT = Path(__file__).resolve().parent.parent / "notebooks" / "tables" / "attacker.md"
DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
# A number is worked out when less than this is left open: points of a mean, organisations, occasions.
POINT, ONE = 1.0, 1.0
ALONE = "cl7"  # the one statement of the survey that is part of no score
ENOUGH = 2.0  # as many times as far as it must stay open: how much farther is not looked for


Rows = Sequence[Row]
Solver = Callable[[View, Indicator, Rows], Iterator[Range]]
Solved = dict[str, list[Range]]


def attack(view: View, solved: Solved | None = None) -> list[Range]:
    """What every hidden number of a view can be, for all the view gives away. `solved`: of other views, the same puzzles."""
    known = {} if solved is None else solved
    found: list[Range] = []
    for solve, indicator, rows in (*_conduct(view), *_opinions(view)):
        puzzle = repr([indicator.id, *(dict(row) | {"audience": ""} for row in rows)])
        if puzzle not in known:
            known[puzzle] = list(solve(view, indicator, rows))
        found += known[puzzle]
    return found


@dataclass
class Tally:
    """What an audience was shown and not shown of one indicator, and what the attacker made of it."""

    shown: int = 0
    hidden: int = 0
    tried: int = 0
    pinned: int = 0
    narrowest: float = float("inf")  # as a part of how far it must stay open

    def add(self, view: View, found: Sequence[Range], family: str) -> None:
        """Count one view."""
        own = [row for row in view.values if catalogue()[row["indicator"]].main == family]
        self.shown += sum(row["status"] == "ok" for row in own)
        self.hidden += sum(_hidden(row) for row in own)
        mine = [one for one in found if catalogue()[one.target.indicator].main == family]
        self.tried += len(mine)
        self.pinned += sum(one.pinned for one in mine)
        self.narrowest = min([self.narrowest, *((one.high - one.low) / one.target.open for one in mine)])


Tallies = dict[tuple[str, str, str], Tally]  # where, audience, indicator


def tally(tallies: Tallies, where: str, views: Mapping[str, View]) -> list[Range]:
    """Attack what each audience sees; returns what was worked out."""
    known: Solved = {}
    for audience, view in views.items():
        found = attack(view, known)
        for family in dict.fromkeys(catalogue()[row["indicator"]].main for row in view.values):
            if catalogue()[family].disclosure != "open":
                tallies.setdefault((where, audience, family), Tally()).add(view, found, family)
    return [one for found in known.values() for one in found if one.pinned]


def _place(row: Row) -> Place:
    return Place(row["cluster"], row["period_start"], row["period_end"], row["group_by"], row["group"])


def _of(rows: Iterable[Row], *indicators: str) -> Rows:
    return [row for row in rows if row["indicator"] in indicators]


def _conduct(view: View) -> Iterator[tuple[Solver, Indicator, Rows]]:
    for indicator in catalogue().values():
        own = _of(view.values, indicator.id)
        gaps = [
            gap for gap in catalogue().values() if gap.difference.get("of") == indicator.id and "by" in gap.difference
        ]
        rows = [*own, *_of(view.values, *(gap.id for gap in gaps))]
        if indicator.kind == "rate" and indicator.disclosure != "open" and any(_hidden(row) for row in rows):
            yield _solve_conduct, indicator, rows


def _hidden(row: Row) -> bool:
    return bool(row["status"] == "suppressed")


def _solve_conduct(view: View, indicator: Indicator, rows: Rows) -> Iterator[Range]:
    counted = [row for row in rows if row["status"] != "not_computable" and row["group_by"] != "definition"]
    facts = _of(view.public, indicator.id)
    puzzle = Conduct(Known(facts, [_place(row) for row in counted], indicator.combine))
    targets = []
    for row in counted:
        place = _place(row)
        if row["indicator"] == indicator.id:
            puzzle.learn(place, row)
            if _hidden(row):
                targets.append(Target(row["indicator"], place, "count", puzzle.sum(place), ONE))
        else:
            gap = catalogue()[row["indicator"]].difference
            left, right = (
                Place(place.cluster, place.start, place.end, gap["by"], gap[side]) for side in ("from", "minus")
            )
            if row["value"] is not None:
                puzzle.learn_gap(left, right, row["value"])
    yield from _solved(puzzle, targets)


def _solved(puzzle: Conduct | Opinions, targets: Sequence[Target]) -> Iterator[Range]:
    ends = puzzle.program.ranges([target.terms for target in targets], [ENOUGH * target.open for target in targets])
    return (Range(target, *pair) for target, pair in zip(targets, ends, strict=True))


def _opinions(view: View) -> Iterator[tuple[Solver, Indicator, Rows]]:
    """Each score with the statements it is the mean of, and each other question; round by round."""
    for indicator in catalogue().values():
        if (
            indicator.disclosure == "opinion"
            and indicator.kind in ("score", "mean", "favourable")
            and not indicator.same_rows
            and indicator.item not in scored()
        ):
            rows = [row for question in _questions(indicator) for row in _of(view.values, *_answered_alike(question))]
            stretches: dict[Any, list[Row]] = defaultdict(list)
            for row in rows:
                stretches[row["period_start"], row["period_end"]].append(row)
            for found in stretches.values():
                if any(_hidden(row) for row in found):
                    yield _solve_opinions, indicator, found


@cache
def scored() -> dict[str, str]:
    """Of each statement that a score is the mean of, the score."""
    scores = {indicator.principle: indicator.id for indicator in catalogue().values() if indicator.statements}
    return {item.id: scores[item.principle] for item in items() if item.id != ALONE}


def _questions(indicator: Indicator) -> list[Indicator]:
    """A question, and the statements that it is the mean of."""
    statements = [one for one in catalogue().values() if scored().get(one.item) == indicator.id]
    return [indicator, *sorted(statements, key=lambda one: one.item)]


def _answered_alike(indicator: Indicator) -> list[str]:
    """An indicator with what else is told of the same opinions."""
    same = [part.id for part in catalogue().values() if part.main == indicator.id and part.same_rows]
    return [indicator.id, *([] if indicator.part else same)]


def _solve_opinions(view: View, indicator: Indicator, rows: Rows) -> Iterator[Range]:
    questions = [one for one in _questions(indicator) if _of(rows, *_answered_alike(one))]
    public = _marked_complete(view.public, questions)
    places = list(dict.fromkeys(_place(row) for row in rows))
    program, puzzles, targets = Program(), list[Opinions](), list[Target]()
    for one in questions:
        own = _of(rows, *_answered_alike(one))
        puzzle = _puzzle(view, one, own, Known(_of(public, one.id), places, one.combine), program)
        targets += _targets(puzzle, own)
        puzzles.append(puzzle)
    if len(puzzles) == len(_questions(indicator)) > 1:
        puzzles[0].links(puzzles[1:])
    yield from _solved(puzzles[0], targets)


def _marked_complete(public: Rows, questions: Sequence[Indicator]) -> list[Row]:
    """Who answered what, and whether it answered everything."""
    if len(questions) == 1:
        return list(public)
    asked: dict[Any, set[str]] = defaultdict(set)
    for row in _of(public, *(one.id for one in questions)):
        asked[row["cluster"], row["date"], row["unit"]].add(row["indicator"])
    complete = {who for who, found in asked.items() if len(found) == len(questions)}
    return [
        {**row, "category": COMPLETE if (row["cluster"], row["date"], row["unit"]) in complete else "some"}
        for row in public
    ]


def _puzzle(view: View, indicator: Indicator, rows: Rows, known: Known, program: Program) -> Opinions:
    """What the published numbers of one question tell."""
    counts = [row for row in _of(view.distributions, indicator.id) if row["period_start"] == rows[0]["period_start"]]
    own: dict[Place, list[float]] = defaultdict(list)
    for row in rows:
        own[_place(row)] += _marks(row)
    bands = () if indicator.item else indicator.bands
    edges = [limit for _, name in bands for limit in limits_of(indicator, {"band": name})]
    puzzle = Opinions(known, edges, own, view.step and (25.0 if indicator.item else view.step), program)
    places = {(place.cluster, place.group_by, place.group): place for place in map(_place, rows)}
    for row in rows:
        if row["status"] != "not_computable":
            puzzle.learn(_place(row), row)
    for row in counts:
        puzzle.learn_distribution(places[row["cluster"], row["group_by"], row["group"]], row)
    return puzzle


def _targets(puzzle: Opinions, rows: Rows) -> list[Target]:
    """The hidden numbers of one question."""
    targets: dict[tuple[Place, str], Target] = {}
    banded = {_place(row) for row in rows if row["value"] is None and row["band"]}
    for row in filter(_hidden, rows):
        place, indicator = _place(row), catalogue()[row["indicator"]]
        if indicator.kind != "favourable":
            open_ = POINT * puzzle.size(place)
            targets[place, "mean"] = Target(indicator.id, place, "mean", puzzle.sum(place), open_)
        elif place not in banded:  # the band may tell it, and is meant to
            targets[place, "agree"] = Target(indicator.id, place, "agree", puzzle.agreeing(place), ONE)
            if indicator.item:
                terms = puzzle.disagreeing(place)
                targets[place, "disagree"] = Target(indicator.id, place, "disagree", terms, ONE)
    return list(targets.values())


def _marks(row: Row) -> list[float]:
    """The scores that a published median, its interval and its bounds tell about."""
    if catalogue()[row["indicator"]].kind != "score":
        return []
    return [row[key] for key in ("value", "low", "high", "bound_low", "bound_high") if row[key] is not None]


def tally_two(tallies: Tallies, where: str, seed: int) -> list[Range]:
    """Attack two builds, one after the other."""
    view, found = two_builds(seed)
    tallies.setdefault((where, "evaluator", INDICATOR), Tally()).add(view, found, INDICATOR)
    return [one for one in found if one.pinned]


def demo_views() -> dict[str, View]:
    """What each audience sees of the demo, built for the purpose."""
    import duckdb

    from pipelines.build import build
    from pipelines.workspace import open_workspace

    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTNERSHIP_BUILD_DIR"] = folder
        pointer = build(open_workspace(DEMO))
        with duckdb.connect(str(Path(folder) / pointer.file), read_only=True) as con:
            return {audience: read_view(con, audience) for audience in AUDIENCES}


def document(tallies: Tallies, command: str) -> str:
    """The table as Markdown."""
    lines = [
        "# What an attacker can work out of what is hidden\n",
        "He reads every number an audience is shown, with totals, intervals, bounds, bands and distributions, knows who is",
        "of which type, locality and cluster, who was invited and who answered, and solves for each hidden number how low",
        "and how high it can be (linear programs, scipy's HiGHS). It is pinned when less than one organisation, one occasion",
        "or one point of a mean is left open. The last column is how wide the narrowest was left open, at least, in these units.",
        "Of two builds, one after the other, that is pinned which neither tells by itself.",
        f"Written by `{command}`; the random responses are those of the seeds from 0.\n",
        "| where | audience | indicator | cells published | cells hidden | tried | pinned | narrowest range |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for (where, audience, family), one in tallies.items():
        narrowest = f"{one.narrowest:.2f}" if one.tried else ""
        lines.append(
            f"| {where} | {audience} | {family} | {one.shown} | {one.hidden} | {one.tried} | {one.pinned} | {narrowest} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspaces", type=int, default=200, help="how many random responses to try")
    parser.add_argument("--demo", action="store_true", help="try the demo too")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    given = parser.parse_args()
    tallies: Tallies = {}
    pinned: list[Range] = []
    for seed in range(given.workspaces):
        published = publication(random_response(seed))
        pinned += tally(tallies, f"{given.workspaces} random responses", {a: published.view(a) for a in AUDIENCES})
        published.con.close()
        pinned += tally_two(tallies, f"{given.workspaces} pairs of builds", seed)
        print(f"{seed + 1} of {given.workspaces}, {len(pinned)} numbers worked out", file=sys.stderr)
    if given.demo:
        pinned += tally(tallies, "demo", demo_views())
    command = f"python -m tests.attacker --workspaces {given.workspaces}{' --demo' if given.demo else ''} --write"
    text = document(tallies, command)
    if given.write:
        DOCUMENT.write_text(text, encoding="utf-8")
    print(text, *pinned[:20], sep="\n")
    raise SystemExit(bool(pinned))


if __name__ == "__main__":
    main()
