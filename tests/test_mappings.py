"""A file of a shape nobody foresaw: somebody says once which column is what, and every file of that shape loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.checking import check_paths
from pipelines.contracts.tables import CONTRACTS
from pipelines.sources.profiles import KINDS, fields
from pipelines.workspace import WorkspaceError
from tests.workspaces import TOML, facts, write_csv

MAPPING = """
title = "Sheet of the shelter desk"
kind = "presence"
headings = ["Wer", "Wo", "Was", "Seit"]
[columns]
organisation = "Wer"
area1 = "Wo"
starts_on = "Seit"
status = "Was"
[fixed]
cluster = "WASH"
[words.status]
"läuft" = "ongoing"
"""


def teach(folder: Path, text: str = MAPPING, name: str = "shelter") -> None:
    path = folder / "decisions" / "mappings" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (folder / "workspace.toml").write_text(TOML, encoding="utf-8")


def check(folder: Path) -> list[tuple[str | None, int, int]]:
    reports = check_paths([folder], None)
    return [(r["recognised_as"], r["rows_read"], r["rows_accepted"]) for r in reports]


def test_a_strange_file_is_not_guessed_at_but_loads_once_it_is_explained(tmp_path: Path) -> None:
    rows = [("Hope", "Ambarra", "läuft", "14/02/2026"), ("Anta", "Keldou", "geplant", "soon")]
    write_csv(tmp_path / "a.csv", ("Wer", "Wo", "Was", "Seit"), rows)
    write_csv(tmp_path / "b.csv", ("Seit", "Wer", "Neu", "Was", "Wo"), [("2026-03-01", "Hope", "", "läuft", "Keldou")])
    assert check(tmp_path) == [(None, 0, 0), (None, 0, 0)]
    teach(tmp_path)
    assert check(tmp_path) == [("mapping:shelter", 2, 1), ("mapping:shelter", 1, 1)]
    query = 'select organisation, area1, status, starts_on::varchar, cluster_id, file, "row" from presence order by file, "row"'
    assert facts(tmp_path, query) == [
        ("Hope", "Ambarra", "ongoing", "2026-02-14", "wash", "a.csv", 2),
        ("Hope", "Keldou", "ongoing", "2026-03-01", "wash", "b.csv", 2),
    ]


def test_a_mapping_leaves_other_files_alone(tmp_path: Path) -> None:
    teach(tmp_path)
    write_csv(tmp_path / "c.csv", ("Wer", "Wo", "Was"), [("Hope", "Ambarra", "x")])
    assert check(tmp_path) == [(None, 0, 0)]


def test_attendance_can_be_explained_with_its_meetings(tmp_path: Path) -> None:
    teach(tmp_path, 'kind = "attendance"\n[columns]\ndate = "Tag"\norganisation = "Wer"\n[fixed]\ncluster = "WASH"\n')
    write_csv(
        tmp_path / "a.csv", ("Tag", "Wer"), [("2026-02-14", "Hope"), ("2026-02-14", "Anta"), ("2026-03-14", "Hope")]
    )
    found = facts(
        tmp_path, "select date::varchar, people from meetings join attendance using (meeting_id) order by all"
    )
    assert found == [("2026-02-14", 2), ("2026-03-14", 1)]


def test_partners_can_be_explained_with_their_memberships(tmp_path: Path) -> None:
    teach(tmp_path, 'kind = "partners"\n[columns]\nname = "Wer"\ntype = "Art"\ncluster = "Gruppe"\n')
    write_csv(tmp_path / "a.csv", ("Wer", "Art", "Gruppe"), [("Hope", "National NGO", "WASH")])
    assert facts(
        tmp_path, "select name, type, cluster_id from organisations join memberships using (organisation_id)"
    ) == [("Hope", "national_ngo", "wash")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind = ", "cannot be read"),
        ('kind = "weather"\n[columns]\na = "b"\n', "has the kind “weather”. Expected one of: partners, meetings"),
        ('kind = "presence"\ncolour = 1\n[columns]\norganisation = "Wer"\n', "has an unknown key “colour”"),
        ('kind = "presence"\n', "maps no column"),
        ('kind = "presence"\n[columns]\ncolour = "Wer"\n', "speaks of “colour”, which presence do not have"),
        ('kind = "presence"\n[columns]\narea1 = "Wo"\n', "does not say where “organisation” stands"),
    ],
)
def test_a_mapping_with_a_mistake_says_which(tmp_path: Path, text: str, message: str) -> None:
    teach(tmp_path, text)
    with pytest.raises(WorkspaceError) as refused:
        check(tmp_path)
    assert message in str(refused.value)


def test_every_kind_fills_tables_that_exist_and_offers_their_columns() -> None:
    for kind, tables in KINDS.items():
        assert set(tables) <= set(CONTRACTS)
        names = [column.name for column in fields(kind)]
        assert names and len(names) == len(set(names))
        assert "meeting_key" not in names
