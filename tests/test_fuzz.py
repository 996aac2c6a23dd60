"""A sample of the fuzz run (`python -m tests.fuzz 10000`): broken files of every kind, and nothing lost."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pipelines.sources import meetings_list
from pipelines.sources.reading import Reading
from pipelines.sources.recognise import sources
from tests import fuzz
from tests.fuzz_pieces import pieces
from tests.mutations import HEAVY, TABLES

# All but those that only say why a file is of no use.
READING = {source.NAME for source in sources()} - {"other_surveys", "own_exports"}


@pytest.mark.parametrize("first", [0, 40])
def test_broken_files_lose_nothing(first: int) -> None:
    outcome = fuzz.run(range(first, first + 40), seed=3, everything=False)
    assert outcome.failures == []
    assert outcome.cases == 40
    assert len(outcome.read_by) > 10


def test_every_source_gets_its_share_and_every_mutation_is_tried() -> None:
    done = [fuzz.mutate(number, 1, everything=False)[0].split(", ") for number in range(400)]
    sources, mutations = Counter(source for source, _ in done), Counter(mutation for _, mutation in done)
    assert set(sources) == set(pieces(False)) == READING
    assert max(sources.values()) < 10 * min(sources.values())
    assert {mutation.__name__ for mutation in TABLES} <= set(mutations)
    assert sum(mutations[mutation.__name__] for mutation in HEAVY) < 8


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


def test_a_text_nobody_can_read_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run must be able to fail: here the place that leaves out what nobody sees does nothing."""
    monkeypatch.setattr("pipelines.sources.sheets.seen", lambda text: text)
    hidden = ("by hand", "Organisation,Type,Cluster\nHo\u202ape,NGO,WASH\n".encode(), ".csv")
    monkeypatch.setattr(fuzz, "mutate", lambda *_: hidden)
    assert "unseen characters in organisations.name" in " ".join(fuzz.run(range(1), 1, everything=False).failures)


def test_a_row_that_is_nowhere_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    read = meetings_list.read

    def forgetful(*given: Any) -> Reading:
        reading = read(*given)
        reading.facts["meetings"].pop()
        return reading

    monkeypatch.setattr(meetings_list, "read", forgetful)
    rows = ("by hand", b"Cluster,Meeting,Date\nWASH,A,2025-01-31\nWASH,B,2025-02-28\n", ".csv")
    monkeypatch.setattr(fuzz, "mutate", lambda *_: rows)
    assert fuzz.run(range(1), 1, everything=False).failures == ["case 0 (by hand): row 3 was read, and is nowhere"]
