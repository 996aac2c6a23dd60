"""Quality of matching is measured: the arithmetic by hand, and the promise on a real map."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.organisations.matching import CERTAIN
from pipelines.organisations.quality import (
    KINDS,
    Outcome,
    Share,
    automatic_precision,
    automatic_recall,
    calibration,
    main,
    measure,
    read_map,
    report,
    suggestion_precision,
    suggestion_recall,
)
from pipelines.organisations.suggestions import Suggestion
from tests.workspaces import write_csv

HEADINGS = ("Country Code", "Lookup", "Canonical Name", "Acronym")
ALPHA, BETA = Suggestion("alpha", 95, "", "same meaning"), Suggestion("beta", 40, "", "words")
OUTCOMES = [
    Outcome(KINDS[0], "alpha", "alpha", (BETA,)),  # what it would get without its organisation
    Outcome(KINDS[2], "alpha", "alpha"),
    Outcome(KINDS[2], "beta", "alpha"),  # a wrong merge
    Outcome(KINDS[3], "alpha", None, (ALPHA, BETA)),
    Outcome(KINDS[3], "beta", None, (ALPHA, BETA)),  # right, but second
    Outcome(KINDS[3], "gamma", None),
]


def test_precision_and_recall_by_hand() -> None:
    assert automatic_precision(OUTCOMES) == Share(2, 3)
    assert automatic_recall(OUTCOMES) == Share(2, 6)
    assert suggestion_precision(OUTCOMES) == Share(1, 2)
    assert suggestion_recall(OUTCOMES) == Share(1, 3)
    assert suggestion_recall(OUTCOMES, 3) == Share(2, 3)
    assert Share(1, 4).percent == 25
    assert Share(0, 0).percent is None


def test_certainty_is_measured_with_strangers_added() -> None:
    kinds = calibration(OUTCOMES)
    same = kinds["same meaning (95)"]
    assert (same.stated, same.known, same.strangers) == (95, Share(1, 2), 0)
    assert same.measured == 50  # (1 + 1) of (2 + 2)
    # One canonical name, its organisation struck out, gets a wrong one; there are three unmatched names to it.
    assert (kinds["words (40)"].known, kinds["words (40)"].strangers) == (Share(0, 0), 3)


def test_a_spelling_is_tested_in_its_country_and_never_found_by_itself(tmp_path: Path) -> None:
    rows = [
        ("", "Hope for Children", "Hope for Children", "HFC"),
        ("", "hfc", "Hope for Children", "HFC"),
        ("", "Kids Hope Org", "Hope for Children", "HFC"),
        ("AFG", "Hope Forever Charity", "Hope Forever Charity", "HFC"),
        ("AFG", "HFC", "Hope for Children", "HFC"),
        ("AFG", "", "Hope for Children", "HFC"),
    ]
    path = write_csv(tmp_path / "map.csv", HEADINGS, rows)
    outcomes = {(o.kind, o.truth, o.automatic) for o in measure(read_map(path))}
    assert outcomes == {
        (KINDS[0], "hope for children", "hope for children"),
        (KINDS[2], "hope for children", "hope for children"),  # of all organisations without country
        (KINDS[3], "hope for children", None),  # its spelling is not in the register
        (KINDS[0], "hope forever charity", "hope forever charity"),
        (KINDS[2], "hope for children", None),  # in that country two have this acronym
    }


def test_the_command_says_what_it_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="no column “Lookup”"):
        main([str(write_csv(tmp_path / "other.csv", ("Country Code", "Name"), [("", "x")]))])


def test_automatic_merges_on_the_real_map_are_right(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = measure(read_map(real / "orgs" / "hdx_hapi_org_map_2026.csv"))
    with capsys.disabled():
        print("\n" + report(outcomes))
    others = [outcome for outcome in outcomes if outcome.kind != KINDS[0]]
    for some in (outcomes, others):
        assert (automatic_precision(some).percent or 0) >= CERTAIN
    assert (automatic_recall(others).percent or 0) >= 45
    assert (suggestion_precision(others).percent or 0) >= 95
    assert (suggestion_recall(others).percent or 0) >= 85
    stated = [kind for kind in calibration(outcomes).values() if kind.known.whole >= 5]
    assert stated and all(kind.stated <= kind.measured + 5 for kind in stated)  # no promise above what was measured
