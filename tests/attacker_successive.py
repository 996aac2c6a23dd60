"""What do two builds give away together? The attacker reads what outsiders saw in both, and knows who changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.successive import withhold
from tests.attacker_program import Place, Program, Range, Target
from tests.attacker_workspaces import Publication, View, publication, publish, random_response

INDICATOR, MEAN, FAVOURABLE = "pop_equality_score", "pop_equality_score.mean", "pop_equality_score.favourable"
MINIMUM = 5
# One opinion: whose, in which cluster, and the build since which it stands.
Opinion = tuple[str, str, int]
Said = Mapping[tuple[str, str], float]


def two_builds(seed: int, *, careful: bool = True) -> tuple[View, list[Range]]:
    """A response, and the same when a few more have answered or changed what they said: the second view, and the attack.

    `careful`: whether the second build holds back what the first would give away with it.
    """
    response = random_response(seed)
    first, second = publication(response.changed(seed)), publication(response)
    shown, known = withhold(first.values, {}, MINIMUM)
    publish(first.con, shown)
    publish(second.con, withhold(second.values, known if careful else {}, MINIMUM)[0])
    before, after = first.view("evaluator"), second.view("evaluator")
    found = list(attack_two(before, after, (_said(first), _said(second))))
    first.con.close()
    second.con.close()
    return after, found


def _said(published: Publication) -> Said:
    query = f"select unit, cluster, value from unit_rows where indicator = '{INDICATOR}' and value is not null"
    return {(unit, cluster): value for unit, cluster, value in published.con.execute(query).fetchall()}


def attack_two(first: View, second: View, said: tuple[Said, Said]) -> Iterator[Range]:
    """What hidden numbers of either build, and the few that changed, can be. `said` is used only to see who changed."""
    changed = {key for key in said[0].keys() | said[1].keys() if said[0].get(key) != said[1].get(key)}
    for indicator, top, point in ((MEAN, 100.0, 1.0), (FAVOURABLE, 1.0, 1.0)):
        yield from _attack(indicator, top, point, [first, second], changed)


def _attack(
    indicator: str, top: float, point: float, views: list[View], changed: set[tuple[str, str]]
) -> Iterator[Range]:
    """Both builds together, and each by itself: what one tells alone, no holding back can undo or need undo."""
    cells = [
        (build, row, _members(view, build, row, changed, of_mean=top > 1))
        for build, view in enumerate(views)
        for row in view.values
        if row["indicator"] == indicator and row["status"] != "not_computable"
    ]
    patterns: dict[Opinion, list[tuple[int, float]]] = defaultdict(list)
    for at, (_, _, members) in enumerate(cells):
        for opinion, part in members.items():
            patterns[opinion].append((at, part))
    sizes = Counter(tuple(pattern) for pattern in patterns.values())
    both = Program()
    unknowns = {pattern: both.unknown(0.0, size * top) for pattern, size in sizes.items()}
    alone = Program(both.limits), Program(both.limits)
    hidden: list[list[Target]] = [[], []]
    for at, (build, row, members) in enumerate(cells):
        terms = {unknown: part for pattern, unknown in unknowns.items() for cell, part in pattern if cell == at}
        organisations = len({name for name, _, _ in members})
        if row["value"] is not None:
            told = terms, row["value"] * organisations if top > 1 else row["numerator"]
            both.equal.append(told)
            alone[build].equal.append(told)
        else:
            place = Place(row["cluster"], row["period_start"], row["period_end"], row["group_by"], row["group"])
            hidden[build].append(Target(indicator, place, "sum", terms, point * (organisations if top > 1 else 1)))
    yield from _beyond(both, [], hidden[0])
    yield from _beyond(both, [alone[0]], hidden[1])
    yield from _beyond(both, alone, list(_newcomers(indicator, patterns, unknowns, top, point)))


def _beyond(program: Program, others: Sequence[Program], targets: Sequence[Target]) -> Iterator[Range]:
    """How low and how high each target can be, without those that one of the other programs pins already."""
    known = {at for other in others for at, found in enumerate(_ranges(other, targets)) if found.pinned}
    yield from _ranges(program, [target for at, target in enumerate(targets) if at not in known])


def _ranges(program: Program, targets: Sequence[Target]) -> list[Range]:
    ends = program.ranges([target.terms for target in targets], [2 * target.open for target in targets])
    return [Range(target, *pair) for target, pair in zip(targets, ends, strict=True)]


def _newcomers(
    indicator: str,
    patterns: Mapping[Opinion, list[tuple[int, float]]],
    unknowns: Mapping[Any, int],
    top: float,
    point: float,
) -> Iterator[Target]:
    """What few organisations that cannot be told apart said anew."""
    classes: dict[Any, set[Opinion]] = defaultdict(set)
    for opinion, pattern in patterns.items():
        classes[tuple(pattern)].add(opinion)
    for pattern, members in classes.items():
        names = {name for name, _, _ in members}
        if len(names) < MINIMUM and all(since for _, _, since in members):
            place = Place(*("changed",), *(None, None), "", ",".join(sorted(names)))  # type: ignore[arg-type]
            yield Target(
                indicator, place, "changed", {unknowns[pattern]: 1.0}, point * (len(members) if top > 1 else 1)
            )


def _members(
    view: View, build: int, row: Mapping[str, Any], changed: set[tuple[str, str]], *, of_mean: bool
) -> dict[Opinion, float]:
    """Whose opinions a cell is made of, and how much each counts: in all clusters together, the mean of one's own.

    Whether that mean agrees is an unknown of its own.
    """
    clusters: dict[str, list[str]] = defaultdict(list)
    for fact in view.public:
        if fact["indicator"] == INDICATOR and _inside(row, fact):
            clusters[fact["unit"]].append(fact["cluster"])
    found: dict[Opinion, float] = {}
    for name, own in clusters.items():
        since = {cluster: build if (name, cluster) in changed else 0 for cluster in own}
        if len(own) > 1 and not of_mean:
            found[name, "+".join(sorted(own)), max(since.values())] = 1.0
        else:
            found |= {(name, cluster, since[cluster]): 1.0 / len(own) for cluster in own}
    return found


def _inside(row: Mapping[str, Any], fact: Mapping[str, Any]) -> bool:
    if row["cluster"] not in ("all", fact["cluster"]) or not row["period_start"] <= fact["date"] <= row["period_end"]:
        return False
    column = {"type": "organisation_type", "locality": "locality"}.get(row["group_by"])
    return column is None or bool(fact[column] == row["group"])
