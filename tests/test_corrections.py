"""A person says that a cell is wrong and how it should read; the build obeys, and stops when the file has changed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.build import build
from pipelines.cli import main
from pipelines.corrections import COLUMNS
from pipelines.workspace import WorkspaceError, open_workspace
from tests.workspaces import facts, partner, write_partners


def decide(folder: Path, **cells: str) -> None:
    """Add a line to decisions/corrections.csv."""
    path = folder / "decisions" / "corrections.csv"
    path.parent.mkdir(exist_ok=True)
    new = not path.exists()
    line = {"decided_on": "2026-02-01", "decided_by": "IM", "file": "partners.csv", "reason": "typed wrongly"} | cells
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, restval="")
        if new:
            writer.writeheader()
        writer.writerow(line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two partners; the type of the second is a word nobody knows."""
    write_partners(tmp_path, [partner("Hope"), ("Anta", "", "", "Nationl NGO", "Nandoria", "no", "WASH", "", "")])
    return tmp_path


def findings(folder: Path) -> list[tuple[int, str, str]]:
    return facts(folder, 'select "row", rule, severity from findings order by 1, 2')


def test_a_wrong_cell_quarantines_the_row_and_a_correction_mends_it(folder: Path) -> None:
    assert findings(folder) == [(3, "choice", "error")]
    decide(folder, row="3", column="Type", found="Nationl NGO", replacement="National NGO")
    assert findings(folder) == [(3, "corrected", "info")]


def test_without_a_row_every_cell_of_the_column_that_reads_so_is_corrected(folder: Path) -> None:
    decide(folder, column="HQ country", found="Nandoria", replacement="Norway")
    decide(folder, row="3", column="D", found="Nationl NGO", replacement="National NGO")
    assert facts(folder, "select distinct hq_country from organisations") == [("NOR",)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"row": "3", "column": "Type", "found": "UN"}, "row 3 should read “UN” but reads “Nationl NGO”"),
        ({"row": "9", "column": "Type", "found": "UN"}, "row 9 should read “UN” but reads “”"),
        ({"column": "Type", "found": "UN"}, "no cell of partners.csv, column “Type” reads “UN” any more"),
        ({"column": "Colour", "found": "UN"}, "partners.csv has no column “Colour”"),
        ({"file": "gone.csv", "column": "Type", "found": "UN"}, "“gone.csv”, which is not in the workspace"),
        ({"sheet": "Sheet9", "column": "Type", "found": "UN"}, "the sheet “Sheet9” of partners.csv is not there"),
        ({"row": "three", "column": "Type", "found": "UN"}, "row is “three”. Expected a row number"),
        ({"column": "Type", "found": "UN", "reason": ""}, "reason is empty"),
    ],
)
def test_a_correction_that_no_longer_fits_stops_the_build(folder: Path, line: dict[str, str], message: str) -> None:
    decide(folder, replacement="National NGO", **line)
    with pytest.raises(WorkspaceError) as stopped:
        build(open_workspace(folder))
    assert message in str(stopped.value)
    assert "line 2" in str(stopped.value)


def test_a_build_stopped_by_a_correction_leaves_the_last_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = build(open_workspace(folder))
    decide(folder, row="3", column="Type", found="UN", replacement="National NGO")
    assert main(["build", str(folder)]) == 2
    assert "The file has changed since 2026-02-01" in capsys.readouterr().err
    assert (folder / ".build" / first.file).exists()


def test_check_obeys_corrections_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(folder, row="3", column="Type", found="Nationl NGO", replacement="National NGO")
    assert main(["check", str(folder)]) == 0
    assert "2 rows read = 2 accepted + 0 quarantined" in capsys.readouterr().out
