"""A sample of the fuzz run (`python -m tests.fuzz 10000`): broken files of every kind, and nothing lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipelines.sources.recognise import sources
from tests import fuzz
from tests.fuzz_pieces import NOBODY, pieces
from tests.mutations import HEAVY, TABLES


@pytest.mark.parametrize("first", [0, 60])
def test_broken_files_lose_nothing(first: int) -> None:
    outcome = fuzz.run(range(first, first + 60), seed=3, everything=False)
    assert outcome.failures == []
    assert outcome.cases == 60
    assert len(outcome.read_by) > 10


def test_every_source_that_reads_anything_gets_its_share() -> None:
    wanted = {source.NAME for source in sources()} - {"other_surveys"}  # which only says why it reads nothing
    assert set(pieces(False)) == wanted
    done = Counter(fuzz.mutate(number, 1, everything=False)[0].split(", ")[0] for number in range(600))
    assert set(done) == wanted
    assert max(done.values()) < 4 * min(done.values())


def test_every_mutation_is_tried_and_heavy_ones_seldom() -> None:
    done = Counter(fuzz.mutate(number, 1, everything=False)[0].split(", ")[1] for number in range(600))
    assert {mutation.__name__ for mutation in TABLES} <= set(done)
    assert sum(done[mutation.__name__] for mutation in HEAVY) < 12


def test_the_same_number_gives_the_same_file() -> None:
    assert fuzz.mutate(7, 1, everything=False) == fuzz.mutate(7, 1, everything=False)
    assert fuzz.mutate(7, 1, everything=False) != fuzz.mutate(7, 2, everything=False)


def test_a_crash_names_its_file_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(cases: range, seed: int, everything: bool) -> fuzz.Outcome:
        if 13 in cases:
            raise ValueError("thirteen")
        return fuzz.Outcome(Counter(loaded=len(cases)))

    monkeypatch.setattr(fuzz, "_tried", tried)
    outcome = fuzz.run(range(0, 40), seed=1, everything=False)
    assert (outcome.fates["loaded"], outcome.cases) == (39, 40)
    (failure,) = outcome.failures
    assert failure.startswith("case 13 (")
    assert failure.endswith("ValueError: thirteen")


def test_files_that_crash_only_together_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(cases: range, seed: int, everything: bool) -> fuzz.Outcome:
        if len(cases) > 2:
            raise ValueError
        return fuzz.Outcome(Counter(loaded=len(cases)))

    monkeypatch.setattr(fuzz, "_tried", tried)
    assert "only together" in fuzz.run(range(0, 8), seed=1, everything=False).failures[-1]


def test_a_text_nobody_can_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run must be able to fail: here the places that leave such texts out, and cut them, do nothing."""
    for module in ("delimited", "sheets"):
        monkeypatch.setattr(f"pipelines.sources.{module}.seen", lambda text: text, raising=False)
    monkeypatch.setattr("pipelines.contracts.check.shortened", lambda text, most=0: text)
    mutated = {0: "Organisation,Type,Cluster\nHo\u202ape,NGO,WASH\n", 1: "Cluster,Meeting,Date\nWASH,A," + "x" * 9_000}
    monkeypatch.setattr(fuzz, "mutate", lambda number, *_: ("by hand", mutated[number].encode(), ".csv"))
    failures = " ".join(fuzz.run(range(0, 2), seed=1, everything=False).failures)
    assert "case 0 (by hand): unseen characters" in failures
    assert NOBODY not in failures
