"""Do the published intervals hold the truth as often as they say, and is the committed table true?"""

from __future__ import annotations

import csv
from collections.abc import Iterator

import numpy as np
import pytest
from scipy import stats

from pipelines.statistics import coverage, coverage_studies
from pipelines.statistics.coverage import NOT_PUBLISHED, TABLES, grid
from pipelines.statistics.coverage_studies import delta_coverage, of_change, of_mean, of_median, score_coverage
from pipelines.statistics.proportion import hypergeometric_interval
from pipelines.statistics.surveys import members_with, surveys, yes_chances

COMMITTED = TABLES / "coverage.md"
FEW = 150
# Of 150 surveys, the share that a true 95 % stays above in 999 of 1,000 cases.
LEAST = 0.95 - 3.1 * (0.95 * 0.05 / FEW) ** 0.5


def committed_tables() -> dict[str, list[dict[str, str]]]:
    """Title to rows, each a mapping from column head to cell."""
    found: dict[str, list[dict[str, str]]] = {}
    for section in COMMITTED.read_text(encoding="utf-8").split("\n## ")[1:]:
        lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
        found[section.splitlines()[0]] = [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]
    return found


def published_cells() -> Iterator[tuple[str, str, str, str]]:
    """Title, members, column and cell of every published interval under random response."""
    for title, rows in committed_tables().items():
        for row in rows:
            for head, cell in row.items():
                random = not title.startswith("What happens") or head.endswith("odds 1") or head.startswith("bounds")
                if random and NOT_PUBLISHED not in head and head not in ("members", "response", "answers"):
                    yield title, row["members"], head, cell


def test_every_committed_cell_that_gives_an_interval_reaches_93() -> None:
    cells = [cell for cell in published_cells() if cell[-1] != "none"]
    assert len(cells) > 500
    assert [cell for cell in cells if float(cell[-1]) < 93.0] == []


def test_every_membership_and_response_is_in_each_committed_table() -> None:
    expected = [(str(size), f"{response} %", str(n)) for size, response, n in grid()]
    for title, rows in committed_tables().items():
        places = [(row["members"], row["response"], row["answers"]) for row in rows]
        assert places == [place for place in expected if place[1] != "100 %" or not title.startswith("What happens")]


def test_the_committed_tables_show_what_bias_breaks_and_that_the_bounds_hold() -> None:
    rows = committed_tables()["What happens when those who agree answer more often"]
    assert {row["bounds hold, worst of all"] for row in rows} == {"100.0"}
    for kind in ("share", "mean"):
        assert min(float(row[f"{kind}, odds 4"]) for row in rows if row[f"{kind}, odds 4"] != "none") < 70


def test_the_committed_shares_are_what_the_command_counts_today() -> None:
    table = coverage.tables(draws=1)[0]
    assert coverage.printed(table) in COMMITTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", ["skewed", "few at the bottom", "spread"])
@pytest.mark.parametrize(("size", "n"), [(12, 10), (20, 8), (60, 12)])
def test_median_and_mean_hold_under_random_response(shape: str, size: int, n: int) -> None:
    for estimate in (of_median, of_mean):
        covered = score_coverage(estimate, shape, FEW)(size, n)
        assert covered is not None and covered >= LEAST


def test_change_and_delta_hold_under_random_response() -> None:
    changed = score_coverage(of_change, "one step either way", FEW)(20, 12)
    apart = delta_coverage("half and half", "half and half", FEW)(35, 14)
    assert changed is not None and changed >= LEAST
    assert apart is not None and apart >= LEAST


def test_one_sided_response_breaks_the_mean_and_not_its_bounds() -> None:
    covered = score_coverage(of_mean, "spread", FEW, odds=4)(60, 24)
    assert covered is not None and covered < 0.75
    assert coverage_studies.worst_bounds(20, 8, 20) == pytest.approx(1)


def test_one_sided_response_breaks_the_share_exactly_so_much() -> None:
    intervals = [hypergeometric_interval(drawn, 24, 60) for drawn in range(25)]
    missed = [drawn for drawn, ends in enumerate(intervals) if ends and not ends[0] <= 0.5 <= ends[1]]
    expected = 1 - stats.nchypergeom_fisher.pmf(missed, 60, 30, 24, 4).sum()
    covered = coverage_studies.share_coverage(hypergeometric_interval, 30, 60, 24, odds=4)
    assert covered == pytest.approx(expected)
    assert covered is not None and covered < 0.5


@pytest.mark.parametrize("odds", [1, 4])
def test_simulated_surveys_come_up_as_often_as_scipy_says(odds: int) -> None:
    found, shares = surveys([0.0] * 6 + [100.0] * 6, 5, odds, 4000, np.random.default_rng(1))
    assert shares.sum() == pytest.approx(1)
    for survey, share in zip(found, shares, strict=True):
        chance = stats.nchypergeom_fisher.pmf((survey == 100).sum(), 12, 6, 5, odds)
        assert abs(share - chance) < 4 * (chance * (1 - chance) / 4000) ** 0.5 + 1e-9


def test_a_census_is_the_membership_itself() -> None:
    found, shares = surveys([50.0, 0.0, 100.0], 3, 4, 10, np.random.default_rng(1))
    assert (found.tolist(), shares.tolist()) == ([[0.0, 50.0, 100.0]], [1.0])
    assert yes_chances(2, 3, 3, 4) == {2: 1.0}


def test_memberships_have_the_shares_asked_for() -> None:
    assert members_with({0: 0.1, 100: 0.9}, 20) == [0.0] * 2 + [100.0] * 18
    assert members_with({0: 0.1, 100: 0.9}, 5) == [0.0] + [100.0] * 4
    assert len(members_with({0: 0.05, 25: 0.05, 50: 0.1, 75: 0.3, 100: 0.5}, 3)) == 3


def test_a_missed_truth_is_counted_rounded_down_and_no_interval_is_said() -> None:
    assert coverage.cell_text(0.92999) == "92.9"
    assert coverage.cell_text(None) == "none"
    assert coverage_studies.holds((None, None), 3) is None
    assert coverage_studies.holds((1.0, 2.0), 2.1) is False


def test_the_command_prints_or_writes(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("tables") / "new"
    monkeypatch.setattr(coverage, "TABLES", folder)
    monkeypatch.setattr(coverage, "REFERENCE", folder)
    monkeypatch.setattr(coverage, "SIZES", (12,))
    coverage.main(["--draws", "5"])
    printed = capsys.readouterr().out
    coverage.main(["--draws", "5", "--write"])
    assert (folder / "coverage.md").read_text(encoding="utf-8") == printed
    assert "--draws 5 --write" in printed
    assert (folder / "interval_coverage.csv").read_text(encoding="utf-8").count("\n") == 1 + 5 * 38 - 10


def test_the_dashboard_has_the_committed_cells() -> None:
    with (coverage.REFERENCE / "interval_coverage.csv").open(encoding="utf-8", newline="") as handle:
        found = [tuple(row) for row in csv.reader(handle)]
    assert found == list(coverage.cells(COMMITTED.read_text(encoding="utf-8")))
