"""Is a file that did not change read again? And does what is kept of it name anybody?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import intake
from pipelines.build import load
from pipelines.staging.copies import Copies
from pipelines.workspace import open_workspace
from tests.workspaces import empty_facts, partner, write_csv, write_partners

HEADINGS = ("Cluster", "Meeting date", "Meeting", "Name", "Organisation")
LIST = [
    *(("WASH", f"2025-0{month}-11", "", f"Ana Ruiz {n}", name) for month in (1, 2) for n, name in enumerate(("Alwan", "Bahar"))),
    ("WASH", "2025-01-11", "", "ANA RUIZ 0", "Alwan Association"),
    ("WASH", "2025-01-11", "", "Somebody Unknown", "Ben Oak"),
]  # fmt: skip


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose sign-in list counts as long."""
    monkeypatch.setattr(intake.Rules, "__init__", _short(intake.Rules.__init__))
    return write_lists(tmp_path)


def write_lists(folder: Path) -> Path:
    write_partners(folder, [partner("Alwan", "local", other="Alwan Association"), partner("Bahar", "ingo")])
    write_csv(folder / "sign-in list.csv", HEADINGS, LIST)
    return folder


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[Any]]:
    """Such a workspace that was read, so that there are copies; which files were read, and everything that came of it."""
    folder = write_lists(tmp_path_factory.mktemp("copies"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake.Rules, "__init__", _short(intake.Rules.__init__))
        return folder, *loaded(folder, Copies(folder / ".build" / "staged", b"reader"), EVERYTHING)


@pytest.fixture
def copied(cluster: Path, read_once: tuple[Path, list[str], list[Any]]) -> Path:
    """A workspace of one's own with those copies."""
    shutil.copytree(read_once[0], cluster, dirs_exist_ok=True)
    return cluster


def _short(init: Any) -> Any:
    return lambda self, *args, **more: init(self, *args, **{"long": 0} | more)


def loaded(folder: Path, copies: Copies | None, query: str) -> tuple[list[str], list[Any]]:
    """Which files were read, and what a query gives afterwards."""
    read: list[str] = []
    with empty_facts() as con:
        load(con, open_workspace(folder), lambda line: read.append(line), copies=copies)
        files = [line.removeprefix("Reading ") for line in read if line.startswith("Reading ")]
        return files, con.execute(query).fetchall()


PRESENT = "select meeting_id, organisation_id, people from facts.attendance order by all"
EVERYTHING = (
    "select * from (select 'attendance', meeting_id, organisation_id, people::varchar from facts.attendance union all"
    " select 'name', name, seen_in, records::varchar from name_uses union all"
    " select 'found', file, rule, \"row\"::varchar from (select distinct * from found) union all"
    " select 'meeting', meeting_id, cluster_id, date::varchar from facts.meetings) order by all"
)


def test_the_facts_are_the_same_counted_or_by_rows(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, counted = loaded(cluster, None, EVERYTHING)
    assert loaded(cluster, None, "select count(*) from counted.lists")[1] == [(1,)]
    assert ("attendance", "wash-2025-01-11", "alwan", "1") in counted
    assert ("attendance", "wash-2025-01-11", None, "1") in counted
    monkeypatch.undo()
    assert loaded(cluster, None, EVERYTHING)[1] == counted


def test_whoever_is_in_two_files_is_one_person(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_csv(cluster / "second list.csv", HEADINGS, [("WASH", "2025-01-11", "", "ana ruiz 0", "Alwan"), ("WASH", "2025-01-11", "", "Dia", "Bahar")])  # fmt: skip
    copies = Copies(cluster / ".build" / "staged", b"reader")
    _, counted = loaded(cluster, copies, EVERYTHING)
    assert ("attendance", "wash-2025-01-11", "alwan", "1") in counted
    assert ("attendance", "wash-2025-01-11", "bahar", "2") in counted
    held = [row[1:3] for row in counted if row[0] == "attendance"]
    assert len(held) == len(set(held)), "an organisation has one row in a meeting, whatever its people stand in"
    assert loaded(cluster, copies, EVERYTHING) == ([], counted)
    monkeypatch.undo()
    assert loaded(cluster, None, EVERYTHING)[1] == counted


def test_what_did_not_change_is_not_read_again(copied: Path, read_once: tuple[Path, list[str], list[Any]]) -> None:
    cluster, copies = copied, Copies(copied / ".build" / "staged", b"reader")
    _, first, facts = read_once
    assert len(first) == 2
    assert loaded(cluster, copies, EVERYTHING) == ([], facts)
    write_csv(cluster / "march.csv", HEADINGS, [("WASH", "2025-03-11", "", "Dia Fir", "Bahar")])
    read, more = loaded(cluster, copies, EVERYTHING)
    assert read == ["march.csv"]
    assert {row for row in facts if row[0] == "attendance"} < set(more)
    (cluster / "march.csv").unlink()
    assert loaded(cluster, copies, EVERYTHING) == ([], facts)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"workspace.toml": '[dates]\norder = "mdy"\n[[clusters]]\nname = "WASH"\n'}, 2),
        ({"decisions/organisations.csv": "decided_on,decided_by,name,organisation_id,reason\n2025-01-01,C,Ben Oak,person,his own\n"}, 2),
        ({"decisions/corrections.csv": "decided_on,decided_by,file,sheet,row,column,found,replacement,reason\n2025-01-01,C,sign-in list.csv,,2,Organisation,Alwan,Bahar,typed wrong\n"}, 1),
        ({"decisions/organisations.csv": "decided_on,decided_by,name,organisation_id,reason\n2025-01-01,C,Ben Oak,bahar,theirs\n"}, 0),
    ],
    ids=["date order", "a person's name", "a corrected cell", "a name that is no person's"],
)  # fmt: skip
def test_what_people_rule_makes_files_read_again(copied: Path, change: dict[str, str], again: int) -> None:
    cluster, copies = copied, Copies(copied / ".build" / "staged", b"reader")
    for name, text in change.items():
        (cluster / name).parent.mkdir(exist_ok=True)
        (cluster / name).write_text(text)
    read, facts = loaded(cluster, copies, PRESENT)
    assert len(read) == again
    assert facts == loaded(cluster, None, PRESENT)[1]


def test_a_copy_names_nobody(cluster: Path) -> None:
    write_csv(cluster / "teams.csv", ("Name", "E-mail", "Organisation", "Date"), [("Eva Lind", "eva@bahar.example", "", "2025-04-01")] * 3)  # fmt: skip
    (cluster / "decisions").mkdir()
    (cluster / "decisions" / "organisations.csv").write_text(
        "decided_on,decided_by,name,organisation_id,reason\n2025-01-01,C,Ben Oak,person,his own name\n"
    )
    folder = cluster / ".build" / "staged"
    loaded(cluster, Copies(folder, b"reader"), PRESENT)
    tables = list(folder.glob("*/*.parquet"))
    assert len(tables) > 8
    with duckdb.connect() as con:
        texts = [str(con.execute(f"from read_parquet('{table}')").fetchall()).casefold() for table in tables]
    for name in ("ana ruiz", "ben oak", "eva lind", "eva@", "somebody"):
        assert not any(name in text for text in texts), name
    assert any("alwan" in text for text in texts)


def test_a_damaged_copy_is_made_again(copied: Path, read_once: tuple[Path, list[str], list[Any]]) -> None:
    cluster, copies = copied, Copies(copied / ".build" / "staged", b"reader")
    _, _, facts = read_once
    for table in (cluster / ".build" / "staged").glob("*/*.parquet"):
        table.write_bytes(table.read_bytes()[: table.stat().st_size // 2])
    read, again = loaded(cluster, copies, EVERYTHING)
    assert (len(read), again) == (2, facts)
    for index in (cluster / ".build" / "staged").glob("*/files.json"):
        index.write_text("{")
    assert loaded(cluster, copies, EVERYTHING)[1] == facts
