"""Is what is remembered what would be computed, for every function that is remembered; and is nothing taken for another?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.analyses import drifting
from pipelines.disclosure import hide
from pipelines.organisations.matching import Names
from pipelines.organisations.suggestions import suggested
from pipelines.remembered import RESULTS, Memory, digest, remembered, remembering
from pipelines.sources.recognise import accepted_by
from pipelines.sources.sheets import Sheet
from pipelines.statistics.change import change_between
from pipelines.statistics.composite import composite
from pipelines.statistics.differences import compare
from pipelines.statistics.mean_score import score_interval
from pipelines.statistics.network import Tie, network
from pipelines.statistics.post_stratification import post_stratified
from pipelines.statistics.reliability import reliability
from pipelines.statistics.trends import same_and_all
from pipelines.told import Account, Told

SCORES = [0.0, 25.0, 50.0, 62.5, 75.0, 100.0, 100.0, 37.5, 12.5]
SAID = {f"o{at}": score for at, score in enumerate(SCORES)}
ANSWERED = {name: Account(score, 100.0) for name, score in SAID.items()}
CELLS = tuple(
    Told(at, ("wash", *place), "", len(names), frozenset(names), {name: ANSWERED[name] for name in names}, dict(zip(names, names, strict=True)))
    for at, (place, names) in enumerate(
        ((("all", "all"), sorted(SAID)), (("locality", "local"), ["o1", "o2", "o3"]), (("locality", "international"), ["o4", "o5", "o6", "o7", "o8"]))
    )
)  # fmt: skip
SEATS = {
    f"o{at}": ([f"2025-0{month}-10" for month in range(1, 9)], [month % (at + 2) == 0 for month in range(8)])
    for at in range(5)
}
CALLS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "an interval": (score_interval, (SCORES, 20)),
    "no interval": (score_interval, (SCORES[:3], 20)),
    "a difference": (compare, (SCORES, SCORES[::2], (12, None))),
    "a weighted mean": (post_stratified, ({"local": SCORES, "others": SCORES[:4]}, {"local": 15, "others": 5})),
    "a change": (change_between, (SAID, {name: 100 - score for name, score in SAID.items()}, 12)),
    "trends": (same_and_all, ([SAID] * 6,)),
    "a composite": (composite, ({"equality": 50.0, "results": None, "transparency": 75.0},)),
    "no composite": (composite, ({"equality": None},)),
    "a scale": (reliability, ([[1.0, 2.0, 3.0], [2.0, 2.0, 4.0], [5.0, 4.0, None], [4.0, 4.0, 5.0]], 0.95, 0)),
    "a network": (network, ([Tie("o1", "o2", "project"), Tie("o2", "o3", "group")], sorted(SAID), {"o1": "local", "o2": "international"}, "o2")),
    "early warnings": (drifting._judged, (drifting.Cluster("wash", "a digest", lambda _: SEATS), 3)),
    "what to hide": (hide, (CELLS, 5, "few", frozenset({"mean", "bands"}))),
    "suggestions": (suggested, ([Names("hfc", "Hope for Children", ("HFC",))], ["Hope for Childen", "x"], {"response.country": "AFG"})),
    "a source": (accepted_by, (Sheet("a.csv", "", [["Cluster", "Meeting date", "Name", "Organisation"], ["WASH", "2025-01-02", "A B", "\ud800"]]),)),
}  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_what_is_remembered_is_what_would_be_computed(call: str, tmp_path: Path) -> None:
    work, given_ = CALLS[call]
    direct = repr(work(*given_))
    for _ in ("computed", "remembered"):
        with remembering(Memory(tmp_path, b"code")):
            assert repr(work(*given_)) == direct


def test_what_is_remembered_is_not_computed_again(tmp_path: Path) -> None:
    calls: list[float] = []

    @remembered
    def half(number: float) -> float:
        calls.append(number)
        return number / 2

    assert [half(3.0), half(3.0)] == [1.5, 1.5] and len(calls) == 2  # nothing is remembered outside of a build
    for code, more in ((b"code", 1), (b"code", 0), (b"other code", 1)):
        before = len(calls)
        with remembering(Memory(tmp_path, code)):
            assert [half(3.0), half(3.0)] == [1.5, 1.5]
        assert len(calls) - before == more


def test_a_build_that_fails_leaves_what_was_remembered(tmp_path: Path) -> None:
    with remembering(Memory(tmp_path, b"code")):
        score_interval(SCORES, 20)
    before = (tmp_path / RESULTS).read_bytes()
    with pytest.raises(RuntimeError), remembering(Memory(tmp_path, b"code")):
        score_interval(SCORES, 21)
        raise RuntimeError
    assert (tmp_path / RESULTS).read_bytes() == before


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(PLAIN, PLAIN)
def test_things_that_differ_have_another_digest(one: Any, other: Any) -> None:
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))
