"""Does a build that finds what was computed before give the same tables as one that finds nothing?"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.build import COMPUTED, STAGED, build
from pipelines.facts import organisations
from pipelines.indicators import collection, evidence, stretches
from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, Value
from pipelines.pointer import read_pointer
from pipelines.remembered import RESULTS
from pipelines.workspace import open_workspace
from tests.workspaces import answers, partner, write_attendance, write_csv, write_partners, write_survey

LOCAL = [f"Alwan {name}" for name in ("Aid", "Bread", "Care", "Duty", "Earth", "Farm", "Garden", "Hope")]
ABROAD = [f"Nordic {name}" for name in ("Ice", "Juniper", "Kind", "Lake", "Moor", "North", "Ocean")]
FLOWS = (
    "id", "date", "amountUSD", "srcOrganization", "srcOrganizationTypes", "destPlan", "destOrganization",
    "destOrganizationTypes", "destGlobalClusters", "destLocations", "destUsageYearStart", "destUsageYearEnd", "boundary",
    "onBoundary", "status", "flowType", "newMoney", "firstReportedDate", "budgetYear", "description", "refCode", "updatedAt",
)  # fmt: skip
# What says when a build was made, and what for: nothing about its numbers.
OF_THE_BUILD = {"build": ["built_at"]}
# What speaks of the builds before.
OF_HISTORY = {"shown_outside", "restatements", "restatement_causes"}
Tables = dict[str, list[tuple[Any, ...]]]


def write_cluster(folder: Path) -> Path:
    """Members, two half-years of meetings, a survey and money."""
    write_partners(folder, [*(partner(name) for name in LOCAL), *(partner(name, "ingo") for name in ABROAD)])
    came = {day: [*LOCAL[at % 3 :], *ABROAD[at:], "Alwan Hop"] for at, day in enumerate(_days())}
    write_attendance(folder, came)
    write_survey(folder, [(name, "2025-03-10", _said(at)) for at, name in enumerate([*LOCAL[:7], *ABROAD[:6]])])
    write_csv(folder / "flows.csv", FLOWS, [_flow(at, name) for at, name in enumerate([*LOCAL[:3], *ABROAD])])
    return folder


def _days() -> list[str]:
    return [f"2025-{month:02}-11" for month in (1, 2, 3, 5, 6, 8, 9)]


def _said(at: int) -> Mapping[str, int | None]:
    return answers(
        eq=(1 + at % 5, 4, 3), tr=(2 + at % 3, 4), ro=(3, 1 + at % 4), re=(4, 5), co=(2, 1 + at % 5), cl=(3, 4)
    )


def _flow(at: int, receiver: str) -> tuple[object, ...]:
    return (
        700 + at, "2025-02-01", 1000 * (at + 1), "Estravia", "Governments", "Nandoria plan 2025", receiver, "NGOs", "WASH",
        "Nandoria", 2025, 2025, "incoming", "single", "commitment", "Standard", "true", "2025-02-01", 2025, "", "", "2025-03-01",
    )  # fmt: skip


def settle(folder: Path, setting: str) -> None:
    """Add to workspace.toml."""
    toml = folder / "workspace.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + f"\n{setting}\n", encoding="utf-8")


def decide(folder: Path) -> None:
    """Say what a misspelt name means."""
    headings = ("decided_on", "decided_by", "name", "organisation_id", "reason")
    rows = [("2025-10-01", "Ana", "Alwan Hop", "alwan-hope", "typing mistake")]
    write_csv(folder / "decisions" / "organisations.csv", headings, rows)


def add_files(folder: Path) -> None:
    """One more meeting, and answers that came late."""
    write_attendance(folder, {"2025-03-20": LOCAL[:6]}, "more.csv")
    late = [(name, "2025-03-12", _said(3 + at)) for at, name in enumerate([LOCAL[7], ABROAD[6]])]
    write_survey(folder, late, "late.csv")


def ask_again(folder: Path) -> None:
    """The survey of the next half-year: what was said in the first is compared with it."""
    said = [(name, "2025-09-15", _said(1 + at)) for at, name in enumerate([*LOCAL, *ABROAD[:6]])]
    write_survey(folder, said, "second round.csv")


CHANGES: dict[str, Callable[[Path], Any]] = {
    "files more": add_files,
    "the next half-year": lambda folder: write_attendance(folder, {"2026-01-15": LOCAL[2:]}, "next.csv"),
    "another round of the survey": ask_again,
    "a file less": lambda folder: (folder / "more.csv").unlink(),
    "a decision": decide,
    "a threshold": lambda folder: settle(folder, "[thresholds]\nminimum_group = 7\nattendance_caution = 60\nabsence_run = 2"),
    "another definition of local": lambda folder: settle(folder, '[locality]\ndefinition = "with_affiliated"'),
}  # fmt: skip


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_cluster(tmp_path_factory.mktemp("rebuilds"))
    build(open_workspace(folder))
    return folder


@pytest.fixture
def cluster(built_once: Path, tmp_path: Path) -> Path:
    """A workspace that was built, for one test alone."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def built(folder: Path) -> Tables:
    """Every row of every table of a new build, in the order in which they stand."""
    build(open_workspace(folder))
    pointer = read_pointer(folder / ".build")
    assert pointer is not None
    with duckdb.connect(str(folder / ".build" / pointer.file), read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        return {name: con.execute(f'select {_columns(name)} from "{name}"').fetchall() for name in names}


def _columns(table: str) -> str:
    left_out = ", ".join(OF_THE_BUILD.get(table, ()))
    return f"* exclude ({left_out})" if left_out else "*"


def forgetful(folder: Path, elsewhere: Path, *forgotten: str) -> Path:
    """A copy of a workspace, with all its builds, but nothing kept of what was read or computed."""
    shutil.copytree(folder, elsewhere / folder.name)
    for name in forgotten:
        shutil.rmtree((elsewhere / folder.name / ".build" / name).resolve())
    return elsewhere / folder.name


def test_after_any_change_everything_is_as_if_computed_anew(
    cluster: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for change in CHANGES.values():
        change(cluster)
        anew = forgetful(cluster, tmp_path_factory.mktemp("anew"), COMPUTED, STAGED)
        assert same(built(cluster), built(anew)) == []
    fresh = forgetful(cluster, tmp_path_factory.mktemp("fresh"), ".")
    assert same(without_history(built(cluster)), without_history(built(fresh))) == []


def same(one: Tables, other: Tables) -> list[str]:
    """The tables that differ."""
    assert one["values"] and one["evidence"]
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def without_history(tables: Tables) -> Tables:
    """Without what follows from the builds before: also why a number is held back."""
    kept = {name: rows for name, rows in tables.items() if name not in OF_HISTORY}
    return kept | {"values": [(*row[:-2], row[-1]) for row in kept["values"]]}


def test_what_a_new_file_does_not_touch_is_not_computed_again(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[str] = []
    collect = evidence.collect

    def noted(con: duckdb.DuckDBPyConnection, one: Indicator) -> None:
        collected.append(one.id)
        collect(con, one)

    monkeypatch.setattr(collection, "collect", noted)
    CHANGES["files more"](cluster)
    built(cluster)
    assert "org_attendance_rate" in collected
    assert not {"direct_local_funding_share", "reported_funding"} & {*collected}


def test_a_meeting_changes_the_numbers_of_its_own_period_alone(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[tuple[str, str, str]] = set()
    publish, matched = stretches.Stretches._published, list[str]()

    def noted(self: stretches.Stretches, own: stretches.Own, cells: Sequence[Cell]) -> list[Value]:
        made.add((own.indicator.id, *own.stretch))
        return publish(self, own, cells)

    monkeypatch.setattr(stretches.Stretches, "_published", noted)
    monkeypatch.setattr(organisations, "_settle", lambda *_: matched.append("all names"))
    write_attendance(cluster, {"2025-08-20": LOCAL[:6]}, "more.csv")
    built(cluster)
    assert ("org_attendance_rate", "period", "2025-07-01") in made and not matched
    assert {start for _, _, start in made} == {"2025-07-01"}
    assert not [name for name, *_ in made if name.startswith("pop_")]


def cut(path: Path) -> None:
    """As if the machine had stopped while it was written."""
    path.write_bytes(path.read_bytes()[:-100])


def change_a_byte(path: Path) -> None:
    data, chance = bytearray(path.read_bytes()), random.Random(7)
    data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
    path.write_bytes(data)


def test_what_is_damaged_is_computed_again(cluster: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    CHANGES["files more"](cluster)
    whole = built(forgetful(cluster, tmp_path_factory.mktemp("anew"), COMPUTED))
    for pattern, damage in (("*", cut), ("*", change_a_byte), ("*.*[bt]", Path.unlink)):
        folder = forgetful(cluster, tmp_path_factory.mktemp("damaged"))
        for path in (folder / ".build" / COMPUTED).glob(pattern):
            damage(path)
        assert same(built(folder), whole) == []


def test_what_was_not_used_is_swept_away(cluster: Path) -> None:
    kept = cluster / ".build" / COMPUTED
    before = sizes(kept)
    for change in ("files more", "a file less"):
        CHANGES[change](cluster)
        built(cluster)
    (cluster / "late.csv").unlink()
    settle(cluster, "# a remark, so that this build is another than the first")
    built(cluster)
    assert sizes(kept).keys() == before.keys()
    assert sum(sizes(kept).values()) < 1.1 * sum(before.values())


def test_nothing_that_is_kept_names_anybody(cluster: Path) -> None:
    kept = cluster / ".build" / COMPUTED
    texts = [(kept / RESULTS).read_text(encoding="utf-8")]
    with duckdb.connect() as con:
        texts += [str(con.execute("from read_parquet(?)", [str(path)]).fetchall()) for path in kept.glob("*.parquet")]
    texts += [text for path in kept.glob("*.duckdb") for text in contents(path)]
    assert len(texts) > 10 and "alwan-hope" in "".join(texts)
    assert "person" not in "".join(texts).casefold()


def contents(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return [str(con.execute(f'from "{name}"').fetchall()) for name in names]


def sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.iterdir()}
