"""The attacker finds nothing in what is published, and finds it where protection is lacking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines import publish as publishing
from pipelines.build import build
from pipelines.indicators import stretches
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Value
from pipelines.workspace import open_workspace
from tests.attacker import attack
from tests.attacker_program import Program
from tests.attacker_successive import two_builds
from tests.attacker_workspaces import Publication, publication, random_response
from tests.workspaces import answers as answers_to
from tests.workspaces import partner, write_partners, write_survey

SEEDS = (5, 9)  # small ones: `python -m tests.attacker` tries 200
WRITTEN = "Our chair decides alone"


def pinned(published: Publication, audience: str) -> list[str]:
    return [f"{one.target.indicator} {one.target.place}" for one in attack(published.view(audience)) if one.pinned]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_hidden_can_be_worked_out(seed: int) -> None:
    published = publication(random_response(seed))
    found = attack(published.view("evaluator"))
    assert found
    assert [one for one in found if one.pinned] == []


def test_the_truth_lies_within_what_the_attacker_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else his failure would prove nothing."""
    monkeypatch.setattr("tests.attacker.ENOUGH", 1e9)
    published = publication(random_response(9))
    truth = {
        (v.cell.indicator, v.cell.cluster, v.cell.group_by, v.cell.group, v.cell.period_start, v.cell.period_end): v
        for v in published.values
    }
    tried = 0
    for one in attack(published.view("evaluator")):
        place = one.target.place
        value = truth[one.target.indicator, place.cluster, place.group_by, place.group, place.start, place.end]
        if one.target.what == "count" and value.numerator is not None:
            assert one.low - 1e-4 <= value.numerator <= one.high + 1e-4
            tried += 1
    assert tried > 10


def only_few(indicator: Indicator, values: Iterable[Value], minimum: int) -> list[Value]:
    """Half a protection: small groups are hidden, and nothing else."""
    if indicator.disclosure == "open":
        return list(values)
    return [
        replace(v, value=None, numerator=None, interval=None, bounds=None, band=None, status="suppressed")
        if 0 < len({m.organisation or m.unit for m in v.cell.members if m.base or m.value is not None}) < minimum
        else v
        for v in values
    ]


def test_hiding_small_groups_alone_does_not_keep_the_attacker_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "protect", only_few)
    monkeypatch.setattr(publishing, "protect_together", lambda values, minimum: {})
    found = pinned(publication(random_response(9)), "evaluator")
    assert any("org_attendance_rate" in one for one in found)
    assert any("pop_equality_score" in one for one in found)


def test_two_builds_together_give_nothing_away_and_would_without_holding_back() -> None:
    (_, careless), (_, careful) = two_builds(5, careful=False), two_builds(5)
    assert [one for one in careless if one.pinned]
    assert [one for one in careful if one.pinned] == []


def test_the_ends_of_a_puzzle_worked_out_by_hand() -> None:
    """Two and three unknowns: a + b = 7 with a at most 5, b at most 4: a lies between 3 and 5."""
    program = Program()
    a, b = program.unknown(0, 5), program.unknown(0, 4)
    program.equal.append(({a: 1.0, b: 1.0}, 7.0))
    ((low, high),) = program.ranges([{a: 1.0}], [10.0])
    assert low == pytest.approx(3)
    assert high == pytest.approx(5)


def test_no_derived_number_is_shown_to_more_than_what_it_is_made_of() -> None:
    """Numbers for the team alone are not protected: nothing that others see may be computed from them."""
    for indicator in catalogue().values():
        for base in publishing.bases_of(indicator):
            whole = catalogue()[base]
            if whole.disclosure == "conduct" and whole.audiences == ("team",):
                assert indicator.audiences == ("team",), indicator.id


def test_two_definitions_of_local_are_for_the_team_alone_where_they_tell_of_conduct() -> None:
    rows = publication(random_response(5)).view("evaluator").values
    assert not [row for row in rows if row["group_by"] == "definition" and row["value"] is not None]


def test_the_demo_shows_no_opinion_of_fewer_than_five(con: duckdb.DuckDBPyConnection) -> None:
    """Who answered is counted here, not taken from the build's own protection."""
    few = con.execute(
        """
        select shown.indicator, shown.cluster, shown."group", count(distinct asked.unit)
        from values_by_audience as shown
        join evidence as asked
            on asked.indicator = shown.indicator and shown.cluster in ('all', asked.cluster)
            and shown."group" in ('all', asked.organisation_type, asked.locality)
            and asked.date between shown.period_start and shown.period_end
        where shown.value is not null and asked.value is not null and shown.indicator like 'pop_%_score'
            and shown.group_by in ('all', 'type', 'locality')
        group by all
        having count(distinct asked.unit) < 5
        """
    ).fetchall()
    assert few == []


def test_what_people_wrote_is_in_no_table_of_the_build(tmp_path: Path) -> None:
    """Not in a fact, and not among the rows set aside either."""
    write_partners(tmp_path, [partner("Alwan"), partner("Bahar")])
    write_survey(tmp_path, [("Alwan", "2025-05-10T10:00:00", answers_to(eq=(5, 4, 4, 5)))])
    header, *rows = (tmp_path / "survey.csv").read_text(encoding="utf-8-sig").splitlines()
    commented = [
        f"{header},comments/what_works",
        *(f"{row},{WRITTEN}" for row in (rows[0], rows[0].replace("wash", "nowhere"))),
    ]
    (tmp_path / "survey.csv").write_text("\n".join(commented), encoding="utf-8")
    pointer = build(open_workspace(tmp_path))
    with duckdb.connect(str(tmp_path / ".build" / pointer.file), read_only=True) as con:
        assert con.execute("select count(*) from survey_answers").fetchall() == [(4,)]
        texts = "select table_name, column_name from duckdb_columns() where data_type = 'VARCHAR' and not internal"
        for table, column in con.execute(texts).fetchall():
            found = con.execute(f'select count(*) from "{table}" where contains("{column}", ?)', [WRITTEN]).fetchall()
            assert found == [(0,)], f"{table}.{column}"


def test_a_score_and_its_statements_together_give_nothing_away_and_would_each_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All eight international partners of one cluster agree with three statements: the score and the fourth would say so."""
    monkeypatch.setattr("tests.attacker._conduct", lambda view: ())
    assert pinned(publication(random_response(19)), "evaluator") == []
    monkeypatch.setattr(publishing, "protect_together", lambda values, minimum: {})
    assert any("pop_equality_score.eq1" in one for one in pinned(publication(random_response(19)), "evaluator"))
