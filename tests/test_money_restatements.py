"""What a build changed of what the one before it published: only what changed, and why, as the two builds tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.analyses import restatements
from pipelines.bulk import append
from pipelines.pointer import Pointer, swap_pointer
from pipelines.workspace import Workspace

FILES = {"a.csv": "sha-a", "b.csv": "sha-b"}
SETTINGS = {"locality.definition": '"grand_bargain"'}
TABLES = ("published.sql", "build.sql", "analyses_money.sql")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(tmp_path / "builds"))
    (tmp_path / "builds").mkdir()
    (tmp_path / "decisions" / "mappings").mkdir(parents=True)
    return replace(Workspace.without_settings(), folder=tmp_path)


def make(
    workspace: Workspace,
    build: str,
    values: Mapping[str, tuple[float | None, str]],
    *,
    inputs: Mapping[str, str] = FILES,
    settings: Mapping[str, str] = SETTINGS,
    code: bytes = b"code",
    outside: str | None = None,
    decisions_counted: int = 0,
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """A build with these values, its restatements and their causes; it then is the current one."""
    path = workspace.build_folder / f"{build}.duckdb"
    with duckdb.connect() as con:
        con.execute(f"attach '{path}' as facts")
        con.execute("use facts")
        for name in TABLES:
            con.execute(files("pipelines.schema").joinpath(name).read_text(encoding="utf-8"))
        con.execute("use memory")
        con.execute("create table given (name varchar, value double, status varchar)")
        append(con, "given", [(name, *rest) for name, rest in values.items()])
        con.execute(
            """
            insert into facts."values" (indicator, cluster, grain, period_start, period_end, partial, group_by, "group",
                value, unit, status, outside, build)
            select name, 'wash', 'year', '2025-01-01', '2025-12-31', false, 'all', 'all', value, '%', status, $outside, $build
            from given
            """,
            {"outside": outside, "build": build},
        )
        append(
            con,
            "facts.files",
            [(name, digest, None, None, "", None, 0, 0, 0, "loaded") for name, digest in inputs.items()],
        )
        append(con, "facts.settings", [(key, value, "default", None) for key, value in settings.items()])
        append(con, "facts.decision_files", [("locality.csv", decisions_counted)])
        restatements.write(con, workspace, code)
        changed = con.execute(
            "select indicator, before, after, before_status, after_status, cause, outside, previous_build"
            " from facts.restatements order by indicator"
        ).fetchall()
        causes = con.execute("select * from facts.restatement_causes order by all").fetchall()
        con.execute("detach facts")
    swap_pointer(workspace.build_folder, Pointer(build, path.name))
    return changed, causes


def test_the_first_build_restates_nothing(workspace: Workspace) -> None:
    assert make(workspace, "one", {"share": (40.0, "ok")}) == ([], [])


def test_only_what_changed_and_what_is_gone(workspace: Workspace) -> None:
    before = {
        "same": (40.0, "ok"), "moved": (40.0, "ok"), "gone": (1.0, "ok"), "hidden": (3.0, "ok"),
        "never": (None, "not_computable"), "rounding": (1e6, "ok"),
    }  # fmt: skip
    after = {
        "same": (40.0, "ok"), "moved": (45.0, "ok"), "hidden": (None, "suppressed"), "new": (9.0, "ok"),
        "never": (None, "not_computable"), "rounding": (1e6 + 1e-5, "ok"),
    }  # fmt: skip
    make(workspace, "one", before)
    changed, _ = make(workspace, "two", after, inputs={**FILES, "c.csv": "sha-c"})
    assert changed == [
        ("gone", 1.0, None, "ok", "not published", "new_rows", None, "one"),
        ("hidden", 3.0, None, "ok", "suppressed", "new_rows", None, "one"),
        ("moved", 40.0, 45.0, "ok", "ok", "new_rows", None, "one"),
    ]


@pytest.mark.parametrize(
    ("inputs", "what"),
    [
        ({"a.csv": "sha-a"}, ("new_rows", "b.csv", "removed")),
        ({"a.csv": "sha-a", "b.csv": "other"}, ("new_rows", "b.csv", "changed")),
        ({**FILES, "c.csv": "sha-c"}, ("new_rows", "c.csv", "added")),
    ],
)
def test_files_are_a_cause(workspace: Workspace, inputs: Mapping[str, str], what: tuple[str, ...]) -> None:
    make(workspace, "one", {"share": (40.0, "ok")})
    changed, causes = make(workspace, "two", {"share": (41.0, "ok")}, inputs=inputs)
    assert causes == [what]
    assert [row[5] for row in changed] == ["new_rows"]


def test_decisions_settings_and_code_are_causes_and_several_may_apply(workspace: Workspace) -> None:
    make(workspace, "one", {"share": (40.0, "ok")})
    (workspace.folder / "decisions" / "locality.csv").write_text("organisation,local\nAnta,yes\n", encoding="utf-8")
    (workspace.folder / "decisions" / "mappings" / "5w.toml").write_text("", encoding="utf-8")
    changed, causes = make(
        workspace, "two", {"share": (41.0, "ok")}, settings={"locality.definition": '"non_state"'}, code=b"newer"
    )
    assert causes == [
        ("new_decisions", "decisions/locality.csv", "added"),
        ("new_decisions", "decisions/mappings/5w.toml", "added"),
        ("new_method", "locality.definition", "changed"),
        ("new_method", "the code", "changed"),
    ]
    assert [row[5] for row in changed] == ["new_decisions, new_method"]


def test_a_decision_made_while_the_build_ran_is_new_to_the_next(workspace: Workspace) -> None:
    (workspace.folder / "decisions" / "locality.csv").write_text("organisation,local\nAnta,yes\n", encoding="utf-8")
    make(workspace, "one", {"share": (40.0, "ok")}, decisions_counted=0)
    _, causes = make(workspace, "two", {"share": (41.0, "ok")}, decisions_counted=1)
    assert causes == [("new_decisions", "decisions/locality.csv", "changed")]


def test_a_change_without_a_cause_says_so(workspace: Workspace) -> None:
    make(workspace, "one", {"share": (40.0, "ok")})
    changed, causes = make(workspace, "two", {"share": (41.0, "ok")})
    assert causes == []
    assert [row[5] for row in changed] == ["unknown"]


def test_what_outsiders_were_not_shown_stays_hidden_from_them(workspace: Workspace) -> None:
    make(workspace, "one", {"share": (40.0, "ok")}, outside="too few")
    ((*_, outside, _),), _ = make(workspace, "two", {"share": (41.0, "ok")})
    assert outside == "too few"


@pytest.mark.parametrize("damage", [b"", b"no database"])
def test_a_build_that_cannot_be_read_is_compared_with_nothing(workspace: Workspace, damage: bytes) -> None:
    make(workspace, "one", {"share": (40.0, "ok")})
    (workspace.build_folder / "one.duckdb").write_bytes(damage)
    assert make(workspace, "two", {"share": (41.0, "ok")}) == ([], [])


def test_a_build_of_an_older_version_is_compared_with_nothing(workspace: Workspace) -> None:
    path = workspace.build_folder / "old.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute('create table "values" (indicator varchar)')
    swap_pointer(workspace.build_folder, Pointer("old", path.name))
    assert make(workspace, "two", {"share": (41.0, "ok")}) == ([], [])


def test_comparing_leaves_the_values_as_they_are(workspace: Workspace) -> None:
    make(workspace, "one", {"share": (40.0, "ok")})
    make(workspace, "two", {"share": (41.0, "ok")})
    with duckdb.connect(str(workspace.build_folder / "two.duckdb"), read_only=True) as con:
        assert con.execute('select value from "values"').fetchall() == [(41.0,)]
