"""A build is all or nothing: killed, corrupt or empty, the last good one stays; and nobody's name is in it."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import duckdb
import pytest

from pipelines.build import build, identify
from pipelines.pointer import read_pointer
from pipelines.sources.recognise import Recognised, recognise
from pipelines.sources.sheets import Sheet
from pipelines.workspace import BuildError, open_workspace
from tests.workspaces import answers, one, partner, published, write_attendance, write_csv, write_partners, write_survey


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster")
    write_partners(folder, [partner("Alwan"), partner("Bahar"), partner("Nordic Aid", "ingo")])
    write_attendance(folder, {"2025-02-10": ["Alwan", "Nordic Aid"]})
    build(open_workspace(folder))
    return folder


@pytest.fixture
def cluster(built_once: Path, tmp_path: Path) -> Path:
    """A workspace that was built, for one test alone."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def readable(folder: Path) -> str:
    """The id of the current build, read from the build itself."""
    pointer = read_pointer(folder / ".build")
    assert pointer is not None
    with duckdb.connect(str(folder / ".build" / pointer.file), read_only=True) as con:
        assert con.execute('select count(*) from "values"').fetchall()[0][0] > 0
        assert con.execute("select build_id from build").fetchall() == [(pointer.build,)]
    return pointer.build


def test_killed_at_twenty_random_moments_the_last_build_stays(cluster: Path) -> None:
    starter = multiprocessing.get_context("forkserver")
    # What a build imports, as the one of the fixture did in this process, is imported once.
    imported = ("pipelines", "scipy", "highspy", "pyarrow")
    starter.set_forkserver_preload([name for name in sys.modules if name.partition(".")[0] in imported])
    took = [_build_in(starter, cluster, day)[1] for day in (29, 30)][1]
    moments = random.Random(20)
    killed = 0
    for attempt in range(20):
        before = readable(cluster)
        status, _ = _build_in(starter, cluster, attempt + 1, moments.uniform(0.1, 0.9) * took)
        killed += status == -signal.SIGKILL
        assert readable(cluster) in (before, identify(open_workspace(cluster)))
    assert killed >= 10
    write_attendance(cluster, {"2025-02-10": ["Bahar"]}, "more.csv")
    assert build(open_workspace(cluster)).build == readable(cluster)
    assert [path.name for path in (cluster / ".build").glob("unfinished-*")] == []


def _build_in(
    starter: ForkServerContext, folder: Path, day: int, kill_after: float | None = None
) -> tuple[int | None, float]:
    """How a build in a process of its own ended, and after how many seconds."""
    # Something changed, so that there is something to build.
    write_attendance(folder, {"2025-02-10": ["Alwan"], f"2025-03-{day:02}": ["Bahar"]}, "more.csv")
    process = starter.Process(target=build, args=(open_workspace(folder),))
    started = time.monotonic()
    process.start()
    process.join(kill_after)
    if kill_after is not None:
        process.kill()
        process.join()
    assert kill_after is not None or process.exitcode == 0
    return process.exitcode, time.monotonic() - started


def test_a_workbook_that_broke_leaves_the_last_build_and_says_what_failed(cluster: Path) -> None:
    before = build(open_workspace(cluster)).build
    (cluster / "partners.csv").write_bytes(b"PK\x03\x04 half a workbook")
    with pytest.raises(
        BuildError, match=r"partners.csv cannot be opened as a workbook.*last build, which stays in place"
    ):
        build(open_workspace(cluster))
    assert readable(cluster) == before


def test_a_new_file_that_cannot_be_opened_is_reported_and_the_rest_is_built(cluster: Path) -> None:
    (cluster / "new.xlsx").write_bytes(b"PK\x03\x04 half a workbook")
    published(cluster)
    pointer = read_pointer(cluster / ".build")
    assert pointer is not None
    with duckdb.connect(str(cluster / ".build" / pointer.file), read_only=True) as con:
        ((status, evidence),) = con.execute("select status, evidence from files where file = 'new.xlsx'").fetchall()
    assert status == "unreadable"
    assert "save it again as .xlsx" in evidence


def test_a_file_the_program_itself_fails_on_does_not_keep_the_others_out(
    cluster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(cluster / "odd.csv", ("Strange", "Headings"), [("a", "b")])

    def failing(sheet: Sheet, own: object = ()) -> Recognised:
        if sheet.file == "odd.csv":
            raise ZeroDivisionError("a fault of ours")
        return recognise(sheet)

    monkeypatch.setattr("pipelines.intake.recognise", failing)
    published(cluster)
    pointer = read_pointer(cluster / ".build")
    assert pointer is not None
    with duckdb.connect(str(cluster / ".build" / pointer.file), read_only=True) as con:
        files = dict(con.execute("select file, status from files").fetchall())
    assert files == {"odd.csv": "unreadable", "partners.csv": "loaded", "sign-in.csv": "loaded"}


def test_a_folder_without_anything_known_is_refused(tmp_path: Path) -> None:
    write_csv(tmp_path / "shopping.csv", ("What", "How many"), [("Pens", 3)])
    with pytest.raises(BuildError, match="none of its 1 files holds a table that is known"):
        build(open_workspace(tmp_path))
    assert read_pointer(tmp_path / ".build") is None


def test_a_reader_keeps_what_it_opened_and_the_next_one_sees_the_new_build(cluster: Path) -> None:
    first = build(open_workspace(cluster))
    with duckdb.connect(str(cluster / ".build" / first.file), read_only=True) as reader:
        write_attendance(cluster, {"2025-02-10": ["Alwan", "Bahar", "Nordic Aid"]})
        value = one(published(cluster), "org_attendance_rate")
        assert value["value"] == 100
        (old,) = reader.execute(
            "select value from \"values\" where indicator = 'org_attendance_rate' and cluster = 'wash' and grain = 'period' and \"group\" = 'all'"
        ).fetchall()[0]
        assert old == pytest.approx(100 * 2 / 3)


def test_the_same_files_are_not_built_twice(cluster: Path) -> None:
    first = build(open_workspace(cluster))
    stamp = (cluster / ".build" / first.file).stat().st_mtime_ns
    assert build(open_workspace(cluster)) == first
    assert (cluster / ".build" / first.file).stat().st_mtime_ns == stamp


def test_a_damaged_build_is_made_again(cluster: Path) -> None:
    first = build(open_workspace(cluster))
    (cluster / ".build" / first.file).write_bytes(b"not a database")
    assert build(open_workspace(cluster)) == first
    assert readable(cluster) == first.build


def test_old_builds_are_swept_away(cluster: Path) -> None:
    for day in range(1, 5):
        write_attendance(cluster, {f"2025-02-{day:02}": ["Alwan"]})
        build(open_workspace(cluster))
    assert len(list((cluster / ".build").glob("*.duckdb"))) == 3


PEOPLE = ["Zebulon Quartermain", "Yolandi Fitzwhistle"]
TEAMS = """1. Summary
Meeting title\tWASH Cluster meeting
Attended participants\t2
Start time\t14/02/25, 09:00:00
End time\t14/02/25, 10:00:00

2. Participants
Name\tFirst join\tLast leave\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole
Zebulon Quartermain (ALW)\t14/02/25, 09:00:00\t14/02/25, 10:00:00\t1h\tz.quartermain@alwan.example\tz.quartermain@alwan.example\tOrganizer
Yolandi Fitzwhistle\t14/02/25, 09:00:00\t14/02/25, 10:00:00\t1h\tyolandi.fitzwhistle@elsewhere.example\t\tPresenter
"""


def test_nobody_is_named_in_a_build(tmp_path: Path) -> None:
    """Names and addresses, wherever people put them, are in no table and in no byte of the file."""
    write_partners(tmp_path, [partner("Alwan", acronym="ALW"), partner("Bahar")])
    write_csv(
        tmp_path / "sign-in.csv",
        ("Cluster", "Meeting date", "Meeting", "Name", "Organisation", "E-mail"),
        [
            ("WASH", "2025-02-10", "Coordination", PEOPLE[0], "Alwan", "z.quartermain@alwan.example"),
            ("WASH", "2025-02-10", "Coordination", PEOPLE[1], "yolandi.fitzwhistle@bahar.example", ""),
            ("WASH", "2025-02-10", "Coordination", PEOPLE[1], PEOPLE[1], ""),
            ("WASH", "31/31/2025", "Coordination", PEOPLE[0], "", "z.quartermain@alwan.example"),
        ],
    )
    (tmp_path / "teams.csv").write_bytes(b"\xff\xfe" + TEAMS.encode("utf-16-le"))
    write_survey(tmp_path, [("z.quartermain@alwan.example", "2025-02-10T09:00:00", answers(eq=(4, 4, 4, 4)))])
    pointer = build(open_workspace(tmp_path))
    build_file = tmp_path / ".build" / pointer.file
    with duckdb.connect(str(build_file), read_only=True) as con:
        tables = [name for (name,) in con.execute("select table_name from information_schema.tables").fetchall()]
        text = "\n".join(
            json.dumps(con.execute(f'select * from "{table}"').fetchall(), default=str) for table in tables
        )
    content = build_file.read_bytes()
    for person in ("Zebulon", "Quartermain", "Yolandi", "Fitzwhistle"):
        assert person.casefold() not in text.casefold()
        assert person.encode() not in content
        assert person.casefold().encode() not in content
    assert "@elsewhere.example" in text  # the domain may be asked about: it names an organisation


def test_nothing_is_left_on_disk_but_the_build(cluster: Path) -> None:
    build(open_workspace(cluster))
    names = {path.name for path in (cluster / ".build").iterdir()}
    assert {"current.json", "staged", "computed"} < names and len(names) == 4
    # What is kept of the files and of the numbers names nobody: tests/test_staging_copies.py and test_rebuilds.py.
    assert not list((cluster / ".build").glob("*/unfinished-*"))
    assert os.access(cluster / ".build" / "current.json", os.R_OK)
