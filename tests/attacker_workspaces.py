"""Which responses does the attacker try? Random ones, as odd as real ones: singletons, overlaps, unanimous groups."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Value
from pipelines.indicators.distributions import distributions
from pipelines.organisations.locality import judge_localities
from pipelines.preparing import prepare
from pipelines.publish import all_values, write_indicators
from pipelines.workspace import DEFAULTS, Workspace
from tests.worked_examples import fill, wash_facts

# What the random responses publish: a score with its parts, an item, and what organisations did, with months and gaps.
PUBLISHED = ("pop_equality_score", "constructive_dissent", "org_attendance_rate", "attendance_gap_local", "active_partner_rate", "dropout_rate")  # fmt: skip
COMMON = ("national_ngo", "international_ngo", "national_ngo", "international_ngo", "authority", "red_cross_society", "unknown")  # fmt: skip
SINGLE = ("donor", "un_agency", "un_agency")
ABROAD = {"international_ngo", "un_agency", "donor"}
CLUSTERS = ("wash", "food", "health", "shelter")
AUDIENCES = ("team", "evaluator", "donor")
FIRST = dt.date(2024, 1, 1)
Rows = list[list[Any]]
Facts = dict[str, tuple[list[str], Rows]]


@dataclass(frozen=True)
class View:
    """All that one audience can know: what is published to it, and the public register."""

    values: list[dict[str, Any]]
    distributions: list[dict[str, Any]]
    public: list[dict[str, Any]]  # who was invited to what, who answered: not what they did or said
    step: float = 0.0  # every score is a multiple of it, as all answer four items; 0: not known


@dataclass(frozen=True)
class Response:
    """A made-up response: its facts."""

    facts: Facts

    def changed(self, seed: int) -> Response:
        """The same some weeks later: a few more have answered, or changed what they said."""
        choice = random.Random(seed)
        columns, rows = self.facts["survey_answers"]
        answered = sorted({row[0] for row in rows})
        few = set(choice.sample(answered, min(len(answered), choice.randint(1, 5))))
        if choice.random() < 0.5:
            mended = [[id_, item, choice.randint(1, 5) if id_ in few else answer] for id_, item, answer in rows]
            return Response({**self.facts, "survey_answers": (columns, mended)})
        fewer = [row for row in rows if row[0] not in few]
        return Response({**self.facts, "survey_answers": (columns, fewer)})


def random_response(seed: int) -> Response:
    """From 5 to 60 organisations in one to four clusters over 6 to 18 months."""
    choice = random.Random(seed)
    types = [choice.choice(COMMON) for _ in range(choice.randint(5, 60))]
    types[: choice.randint(0, 3)] = SINGLE[: choice.randint(0, 3)]
    names = [f"o{at:02}" for at in range(len(types))]
    clusters = CLUSTERS[: choice.randint(1, 4)]
    organisations = [[name, type_, _home(type_, choice)] for name, type_ in zip(names, types, strict=True)]
    overlap = choice.random() * 0.7
    belongs = [(name, cluster) for name in names for cluster in _clusters(clusters, overlap, choice)]
    kinds = dict(zip(names, types, strict=True))
    return Response({
        "clusters": (["cluster_id", "name"], [[cluster, cluster] for cluster in clusters]),
        "organisations": (["organisation_id", "type", "hq_country"], organisations),
        "memberships": (["organisation_id", "cluster_id"], [list(one) for one in belongs]),
        **_meetings(belongs, kinds, choice),
        **_survey(belongs, kinds, choice),
    })  # fmt: skip


def _home(type_: str, choice: random.Random) -> str | None:
    if type_ in ABROAD:
        return "CHE"
    return None if choice.random() < 0.15 else choice.choice(["XND", "XND", "XND", "CHE"])


def _clusters(clusters: tuple[str, ...], overlap: float, choice: random.Random) -> list[str]:
    first = choice.choice(clusters)
    return [cluster for cluster in clusters if cluster == first or choice.random() < overlap]


def _meetings(belongs: Iterable[tuple[str, str]], kinds: Mapping[str, str], choice: random.Random) -> Facts:
    meetings: Rows = []
    attendance: Rows = []
    months = choice.randint(6, 18)
    always = {
        (kind, cluster): choice.choice([0.0, 1.0])
        for kind in sorted(set(kinds.values()))
        for cluster in CLUSTERS
        if choice.random() < 0.2
    }
    usual = {name: choice.choice([0.05, 0.3, 0.6, 0.9]) for name in kinds}
    for cluster in sorted({cluster for _, cluster in belongs}):
        for month in range(months):
            for day in range(choice.choice([1, 1, 1, 2])):
                date = dt.date(FIRST.year + month // 12, month % 12 + 1, 10 + day)
                meeting = f"{cluster} {date}"
                meetings.append([meeting, cluster, date, "true"])
                attendance += [
                    [meeting, name, 1] for name, own in belongs
                    if own == cluster and choice.random() < always.get((kinds[name], cluster), usual[name])
                ]  # fmt: skip
    return {
        "meetings": (["meeting_id", "cluster_id", "date", "has_attendance"], meetings),
        "attendance": (["meeting_id", "organisation_id", "people"], attendance),
    }


def _survey(belongs: Iterable[tuple[str, str]], kinds: Mapping[str, str], choice: random.Random) -> Facts:
    responses: Rows = []
    answers: Rows = []
    answering, spread = choice.uniform(0.2, 1.0), choice.choice([0, 1, 2])
    unanimous = {kind: choice.randint(1, 5) for kind in sorted(set(kinds.values())) if choice.random() < 0.3}
    middle = choice.randint(2, 5)
    for name, cluster in belongs:
        if choice.random() < answering:
            id_ = f"{cluster} {name}"
            responses.append([id_, "partnership", "2024-05-20", "2024-05-15", cluster, name, "false"])
            same = unanimous.get(kinds[name])
            answers += [
                [id_, f"eq{item}", same or min(5, max(1, middle + choice.randint(-spread, spread)))]
                for item in range(1, 5)
            ]
    columns = ["response_id", "instrument", "round_end", "submitted_on", "cluster_id", "organisation_id", "anonymous"]
    return {"survey_responses": (columns, responses), "survey_answers": (["response_id", "item", "answer"], answers)}


@dataclass(frozen=True)
class Publication:
    """What a build of a response publishes, kept in memory, and who can see what of it."""

    con: duckdb.DuckDBPyConnection
    values: list[Value]

    def view(self, audience: str) -> View:
        return replace(read_view(self.con, audience, "facts.", "unit_rows"), step=6.25)


def workspace() -> Workspace:
    settings = {**DEFAULTS, "response.country": "XND", "response.name": "Example"}
    return replace(Workspace.without_settings(), settings=settings)


def publication(response: Response) -> Publication:
    """Build it as the command does, without files."""
    con = wash_facts()
    for name, (columns, rows) in response.facts.items():
        if rows:
            fill(con, name, columns, rows)
    there = workspace()
    judge_localities(con, there, {})
    prepare(con, there)
    indicators = [indicator for indicator in catalogue().values() if indicator.main in PUBLISHED]
    found = all_values(con, indicators, there.settings)
    write_indicators(con, indicators)
    for indicator in indicators:
        append(con, "facts.distributions", distributions(indicator, found[indicator.id], there.settings))
    publication = Publication(con, [value for values in found.values() for value in values])
    publish(con, publication.values)
    return publication


def publish(con: duckdb.DuckDBPyConnection, values: Iterable[Value]) -> None:
    con.execute('delete from facts."values"')
    append(con, 'facts."values"', [(*value.row(), "build") for value in values])


def read_view(con: duckdb.DuckDBPyConnection, audience: str, schema: str = "", evidence: str = "evidence") -> View:
    """What an audience reads in a build, and who is asked and invited: not what they said or did."""
    values = _rows(con, f"select * from {schema}values_by_audience where audience = ?", [audience])
    public = _rows(
        con,
        "select indicator, cluster, date, unit, organisation_id, organisation_type, locality, category,"
        f" coalesce(denominator, 1)::double as most from {evidence} where denominator > 0 or value is not null", [],
    )  # fmt: skip
    return View(values, _rows(con, f"from {schema}distributions", []), public)


def _rows(con: duckdb.DuckDBPyConnection, query: str, given: list[Any]) -> list[dict[str, Any]]:
    found = con.execute(query, given)
    columns = [column for column, *_ in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
