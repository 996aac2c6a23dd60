"""What lies between the numbers: groups compared, times compared, ties, warnings; nothing that tells of a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pytest

from pipelines.analyses.all import write_analyses
from pipelines.indicators.catalogue import catalogue
from pipelines.organisations.locality import judge_localities
from pipelines.preparing import prepare
from pipelines.publish import all_values, clusters_with, computable
from pipelines.workspace import DEFAULTS, Workspace
from tests.worked_examples import fill, wash_facts

LOCALS = [f"local{number}" for number in range(8)]
INGOS = [f"ingo{number}" for number in range(6)]
MEETINGS = [f"2025-{month:02}-10" for month in range(1, 13)]
Facts = Mapping[str, list[dict[str, str]]]


def analysed(facts: Facts, **settings: Any) -> duckdb.DuckDBPyConnection:
    """The analyses of a few facts, in memory."""
    workspace = Workspace(
        Workspace.without_settings().folder, {**DEFAULTS, "response.country": "XND", **settings}, frozenset()
    )
    con = wash_facts()
    for name, rows in facts.items():
        columns = sorted({column for row in rows for column in row})
        fill(con, name, columns, [[row.get(column, "") for column in columns] for row in rows])
    judge_localities(con, workspace, {})
    prepare(con, workspace)
    indicators = list(catalogue().values())
    countable = computable(indicators, clusters_with(con, indicators), workspace)
    write_analyses(con, all_values(con, countable, workspace.settings), workspace)
    return con


def register() -> dict[str, list[dict[str, str]]]:
    kinds = dict.fromkeys(LOCALS, "national_ngo") | dict.fromkeys(INGOS, "international_ngo")
    return {
        "organisations": [{"organisation_id": name, "type": kind} for name, kind in kinds.items()],
        "memberships": [{"organisation_id": name, "cluster_id": "wash"} for name in kinds],
    }


def surveyed(rounds: Mapping[str, Mapping[str, int]]) -> dict[str, list[dict[str, str]]]:
    """Answers to the four items on equality: day of the round → organisation → answer, 1 to 5."""
    responses, answers = [], []
    for day, given in rounds.items():
        for name, answer in given.items():
            key = f"{name} {day}"
            responses.append(
                {
                    "response_id": key, "organisation_id": name, "instrument": "partnership", "round_end": day,
                    "submitted_on": day, "anonymous": "false", "cluster_id": "wash",
                }
            )  # fmt: skip
            answers += [{"response_id": key, "item": f"eq{item}", "answer": str(answer)} for item in range(1, 5)]
    return {"survey_responses": responses, "survey_answers": answers}


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two rounds: every local partner says one step more in the second, and no other changes. And a year of meetings."""
    local = dict(zip(LOCALS, (1, 2, 2, 2, 2, 2, 3, 4), strict=True))
    others = dict(zip(INGOS, (3, 4, 4, 5, 5, 5), strict=True))
    rounds = {"2025-05-01": {**local, **others}, "2025-11-01": {**{n: a + 1 for n, a in local.items()}, **others}}
    came = [
        {"meeting_id": day, "organisation_id": name, "people": "1"}
        for at, day in enumerate(MEETINGS)
        for place, name in enumerate(LOCALS + INGOS)
        if (at + place) % 3 and not (name == "local7" and at > 6)
    ]
    meetings = [{"meeting_id": day, "date": day, "has_attendance": "true"} for day in MEETINGS]
    ties = [
        {"giver_id": "ingo0", "receiver_id": name, "giver": "x", "receiver": "y", "amount_usd": "10", "starts_on": "2025-02-01", "ends_on": "2025-12-31"}
        for name in LOCALS[:3]
    ]  # fmt: skip
    facts = {**register(), **surveyed(rounds), "meetings": meetings, "attendance": came, "subgrants": ties}
    with analysed(facts, **{"indicators.one_score": True}) as found:
        yield found


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def test_groups_that_are_shown_are_compared(con: duckdb.DuckDBPyConnection) -> None:
    """Of 48 pairs, first 44 are lower for local, 1 higher, 3 alike: -43/48. Then 4 are higher, 34 lower: -30/48, and chance may do it."""
    found = rows(
        con,
        "select n_first, n_second, delta, size, p < 0.05, q >= p from facts.comparisons"
        " where indicator = 'pop_equality_score' and cluster = 'wash' order by period_start",
    )
    assert found == [
        (8, 6, pytest.approx(-43 / 48), "large", True, True),
        (8, 6, pytest.approx(-30 / 48), "large", False, True),
    ]


def test_the_same_organisations_are_compared_over_time(con: duckdb.DuckDBPyConnection) -> None:
    """Eight of fourteen rise by 25 points and six stay: the mean rises by 200/14, of the same and of all."""
    found = rows(
        con,
        "select pairs, same, everyone, n_before, n_after from facts.changes"
        " where indicator = 'pop_equality_score' and cluster = 'wash'",
    )
    assert found == [(14, pytest.approx(200 / 14), pytest.approx(200 / 14), 14, 14)]


def test_two_periods_are_no_trend(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con, "select whose, periods, p from facts.trends where indicator = 'pop_equality_score' and cluster = 'wash'"
    )
    assert found == [("all", 2, None), ("same", 2, None)]


def test_with_full_response_the_weighted_mean_is_the_plain_one(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        "select plain, weighted from facts.post_stratified where indicator = 'pop_equality_score' and cluster = 'wash'",
    )
    assert found and all(plain == pytest.approx(weighted) for plain, weighted in found)


def test_a_scale_whose_items_agree_is_reliable(con: duckdb.DuckDBPyConnection) -> None:
    """Everybody gives all four items one answer: alpha is 1."""
    found = rows(
        con, "select n, items, alpha from facts.scale_reliability where scale = 'equality' and cluster = 'wash'"
    )
    assert found == [(14, 4, pytest.approx(1.0))] * 2


def test_one_score_is_there_when_asked_for_and_says_what_is_missing(con: duckdb.DuckDBPyConnection) -> None:
    """Only equality was asked: the other four widen the range over nearly all of the scale."""
    ((score, low, high, missing),) = rows(
        con,
        "select score, low, high, missing from facts.profiles where cluster = 'wash' and period_start = '2025-01-01'",
    )
    assert low <= score <= high
    assert high - low > 50
    assert len(missing.split(",")) == 4


def test_ties_make_a_network(con: duckdb.DuckDBPyConnection) -> None:
    """Three sub-grants of one organisation in both halves of the year: it has three partners, they one, ten none."""
    found = rows(con, "select organisations, isolated, local from facts.networks where cluster = 'wash'")
    assert found == [(14, 10, 8)] * 2
    ties = dict(rows(con, "select organisation_id, partners from facts.network_ties where period_start = '2025-07-01'"))
    assert (ties["ingo0"], ties["local0"], ties["local7"]) == (3, 1, 0)
    pairs = rows(con, "select organisation_id, partner_id from facts.network_pairs where period_start = '2025-07-01'")
    assert sorted(pairs) == [("ingo0", "local0"), ("ingo0", "local1"), ("ingo0", "local2")]


def test_a_member_that_stops_coming_is_warned_of(con: duckdb.DuckDBPyConnection) -> None:
    levels = dict(rows(con, "select organisation_id, level from facts.early_warnings where cluster = 'wash'"))
    assert levels["local7"] != "as usual"
    assert levels["ingo1"] == "as usual"
    ((forecasts, brier, naive),) = rows(con, "select forecasts, brier, naive_brier from facts.warning_scores")
    assert forecasts > 0 and 0 <= brier <= 1 and 0 <= naive <= 1


def test_small_groups_are_in_no_analysis() -> None:
    """Four international partners: no comparison, no weighted mean; and three who answered twice are no pairs."""
    given = dict.fromkeys(LOCALS, 2) | dict.fromkeys(INGOS[:4], 4) | {"local0": 3}
    later = dict.fromkeys(LOCALS[:3], 3) | dict.fromkeys(INGOS, 4) | {"ingo0": 2}
    facts = {**register(), **surveyed({"2025-05-01": given, "2025-12-05": later})}
    with analysed(facts) as con:
        assert rows(con, "from facts.comparisons") == []
        assert {weighted for (weighted,) in rows(con, "select weighted from facts.post_stratified")} <= {None}
        assert rows(con, "from facts.profiles") == []
        assert {same for (same,) in rows(con, "select same from facts.changes")} == {None}
