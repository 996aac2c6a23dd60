"""Two copies of a log lie in the folder, one older: what both tell counts once, and the fuller row is the one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import facts, partner, write_csv, write_partners


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_partners(tmp_path, [partner("Hope")])
    return tmp_path


def teach(folder: Path) -> None:
    """The log's own columns, by a mapping: what they are called does not matter here."""
    path = folder / "decisions" / "mappings" / "support.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'kind = "capacity_support"\n[columns]\norganisation = "Who"\ncluster = "Cluster"\ntopic = "Topic"\n'
        'requested_on = "Asked"\ndelivered_on = "Given"\nstatus = "State"\n',
        encoding="utf-8",
    )


COLUMNS = ("Who", "Cluster", "Topic", "Asked", "Given", "State")
OLD = ("Hope", "WASH", "Budgets", "2025-02-01", "", "requested")
NEW = ("Hope", "WASH", "Budgets", "2025-02-01", "2025-05-01", "delivered")
OTHER = ("Hope", "WASH", "Safety", "2025-02-01", "", "requested")
QUERY = "select topic, status, file from capacity_support order by all"


def test_the_copy_that_knows_how_it_ended_counts(folder: Path) -> None:
    teach(folder)
    write_csv(folder / "a old.csv", COLUMNS, [OLD, OTHER])
    write_csv(folder / "b new.csv", COLUMNS, [NEW])
    assert facts(folder, QUERY) == [("Budgets", "delivered", "b new.csv"), ("Safety", "requested", "a old.csv")]


def test_twice_in_one_file_is_two(folder: Path) -> None:
    teach(folder)
    write_csv(folder / "a.csv", COLUMNS, [OLD, OLD])
    write_csv(folder / "b copy.csv", COLUMNS, [OLD, OLD])
    assert len(facts(folder, QUERY)) == 2
