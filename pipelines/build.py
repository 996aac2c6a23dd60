"""From a workspace to a build: one new DuckDB file with every number, and a pointer swapped when it is complete."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb

from pipelines.account import count_decisions, write_account
from pipelines.analyses import restatements
from pipelines.facts.assemble import assemble
from pipelines.intake import FileReport, Place, Rules, layout_of_list, rules_of, take_in
from pipelines.organisations.locality import judge_localities
from pipelines.organisations.name_decisions import read_decisions
from pipelines.organisations.people import without_people
from pipelines.pointer import Pointer, read_pointer, swap_pointer
from pipelines.publish import publish
from pipelines.remembered import Memory, remembering
from pipelines.schema import create_facts
from pipelines.sources.team_entries import check_headings
from pipelines.staging.contents import Contents, look_through
from pipelines.staging.copies import Copies
from pipelines.staging.long_lists import name_people
from pipelines.workspace import BuildError, Workspace

ROOT = Path(__file__).resolve().parent.parent
BUILDS_KEPT = 3
# Where the rows of files that did not change are kept, beside the builds.
STAGED = "staged"
# Where what was computed is kept, for the next build.
COMPUTED = "computed"
# What DuckDB may hold in memory; beyond, it writes to disk. A laptop has other things open.
MEMORY = "1GB"
# Bytes of files that hold few rows.
SMALL = 1_000_000
Config = dict[str, str | bool | int | float | list[str]]
# Few rows are read before several threads have waited for each other and the best plan has been found.
FOR_FEW_ROWS: Config = {
    "threads": 1,
    "disabled_optimizers": "join_order,statistics_propagation,expression_rewriter,common_subplan,projection_placement,"
    "projection_pullup,common_subexpressions,join_filter_pushdown,column_lifetime,aggregate_function_rewriter,"
    "duplicate_groups",
}
NOT_LOOKED: Mapping[Path, Contents] = MappingProxyType({})
Say = Callable[[str], None]


def build(workspace: Workspace, say: Say = lambda line: None) -> Pointer:
    """Build the workspace and point to the result. Returns the pointer.

    The same files with the same settings and code give the same build id; it is then not built twice.
    Raises BuildError, and leaves the last build in place, when nothing can be loaded or when a
    file that fed the last build can no longer be opened.
    """
    folder = workspace.build_folder
    folder.mkdir(parents=True, exist_ok=True)
    held = {path: _contents(path) for path in workspace.files()}
    build_id = identify(workspace, held)
    target = folder / f"{build_id}.duckdb"
    if not _complete(target):
        with _unfinished(folder, build_id) as unfinished:
            with remembering(Memory(folder / COMPUTED, _code())):
                _fill(unfinished, workspace, build_id, held, say)
            unfinished.replace(target)
    pointer = Pointer(build_id, target.name)
    swap_pointer(folder, pointer)
    _forget_old_builds(folder, target)
    return pointer


def identify(workspace: Workspace, held: Mapping[Path, Contents] = NOT_LOOKED) -> str:
    """The build id: a digest of the files, the decisions, the settings and this code. `held`: contents known already."""
    files = [*workspace.files(), *workspace.decision_files(), *workspace.mapping_files()]
    return hashlib.sha256(workspace.toml_bytes + _code() + _digest(workspace.folder, files, held)).hexdigest()[:16]


@cache
def _code() -> bytes:
    """Digest of all that decides about numbers besides the workspace: statements, modules, reference lists, the instrument.

    Taken once: what this process has loaded stays the same.
    """
    folders = (ROOT / "pipelines", ROOT / "data" / "reference", ROOT / "data" / "instruments")
    found = (path for folder in folders for path in folder.rglob("*"))
    code = (path for path in found if path.suffix in (".py", ".sql", ".csv") and "demo" not in path.parts)
    return _digest(ROOT, sorted(code))


def _digest(root: Path, paths: Iterable[Path], held: Mapping[Path, Contents] = NOT_LOOKED) -> bytes:
    digest = hashlib.sha256()
    for path in paths:
        contents = held.get(path) or _contents(path)
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + bytes.fromhex(contents.sha256))
    return digest.digest()


def _contents(path: Path) -> Contents:
    try:
        return look_through(path)
    except OSError as error:
        raise BuildError(f"{path} cannot be read ({error}). Close it in other programs, and build again.") from error


@contextlib.contextmanager
def _unfinished(folder: Path, build_id: str) -> Iterator[Path]:
    """A file to build into; swept away if the build does not finish, and so are those of killed builds."""
    for leftover in folder.glob("unfinished-*.duckdb"):
        if not _in_use(leftover):
            _sweep(leftover)
    path = folder / f"unfinished-{build_id}-{uuid.uuid4().hex[:8]}.duckdb"
    try:
        yield path
    finally:
        _sweep(path)


def _in_use(path: Path) -> bool:
    """Whether another build is writing the file: DuckDB's own lock tells, and goes with its process."""
    try:
        duckdb.connect(str(path)).close()
    except duckdb.IOException as error:
        return "lock" in str(error)
    except duckdb.Error:
        return False
    return False


def _complete(path: Path) -> bool:
    """Whether a build is there and can be read to its last table; a damaged one is made again."""
    if not path.is_file():
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            return con.execute("select count(*) from build").fetchall() == [(1,)]
    except duckdb.Error:
        return False


def _sweep(path: Path) -> None:
    for leftover in path.parent.glob(f"{path.stem}.*"):
        with contextlib.suppress(OSError):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def _fill(path: Path, workspace: Workspace, build_id: str, held: Mapping[Path, Contents], say: Say) -> None:
    """Everything from files to published values, in memory, into a new file of facts."""
    config: Config = {"temp_directory": str(path.with_suffix(".spill")), "memory_limit": MEMORY}
    if sum(contents.size for contents in held.values()) < SMALL:
        config |= FOR_FEW_ROWS
    with duckdb.connect(config=config) as con:
        quoted = str(path).replace("'", "''")
        con.execute(f"attach '{quoted}' as facts")
        create_facts(con)
        copies = Copies(workspace.build_folder / STAGED, _code())
        reports = load(con, workspace, say, held, copies)
        _refuse_loss(workspace, reports)
        say("Computing the indicators")
        publish(con, workspace, build_id)
        write_account(con, workspace, build_id, reports)
        restatements.write(con, workspace, _code())
        con.execute("checkpoint facts")
        con.execute("detach facts")


def load(
    con: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    say: Say = lambda line: None,
    held: Mapping[Path, Contents] = NOT_LOOKED,
    copies: Copies | None = None,
) -> list[FileReport]:
    """Files to facts: read (or take from `copies`), check, match organisations, link meetings."""
    count_decisions(con, workspace)
    decisions = read_decisions(workspace.decision_files())
    check_headings(workspace.entry_files())
    named = {
        path.relative_to(workspace.folder).as_posix(): path for path in (*workspace.files(), *workspace.entry_files())
    }
    placed = {name: Place(path, name, held.get(path) or _contents(path)) for name, path in named.items()}
    rules = rules_of(workspace, decisions)
    reports, clusters = take_in(con, list(placed.values()), workspace, rules, say, copies)
    say("Matching organisations")
    decisions = without_people(decisions)
    former_ids = assemble(con, workspace, clusters, decisions, lambda name: _name_people(con, placed[name], rules))
    judge_localities(con, workspace, former_ids)
    return reports


def _name_people(con: duckdb.DuckDBPyConnection, place: Place, rules: Rules) -> None:
    """Read a counted list again, for people that another file names, too. It was read before, so that it has a layout."""
    layout = layout_of_list(place, rules)
    assert layout is not None
    name_people(con, place.path, place.contents, layout, rules.dates)


def _refuse_loss(workspace: Workspace, reports: list[FileReport]) -> None:
    """Stop when there is nothing to show, or when a source of the last build is lost."""
    unreadable = [report for report in reports if report.unreadable]
    if not any(report.rows_read for report in reports):
        why = " ".join(report.evidence[0] for report in unreadable)
        raise BuildError(
            f"Nothing could be loaded from {workspace.folder}: none of its {len(reports)} files holds a table that is known. {why}".strip()
        )
    lost = [report for report in unreadable if report.path in _files_of_last_build(workspace)]
    if lost:
        raise BuildError(
            f"{lost[0].evidence[0]} It was part of the last build, which stays in place. "
            "Mend the file, or take it out of the folder, and build again."
        )


def _files_of_last_build(workspace: Workspace) -> set[str]:
    pointer = read_pointer(workspace.build_folder)
    if pointer is None:
        return set()
    try:
        with duckdb.connect(str(workspace.build_folder / pointer.file), read_only=True) as last:
            return {name for (name,) in last.execute("select file from files where rows_accepted > 0").fetchall()}
    except duckdb.Error:  # damaged, so that there is nothing to protect
        return set()


def _forget_old_builds(folder: Path, current: Path) -> None:
    """Keep the newest few builds; an open dashboard may still read the one before."""
    builds = sorted(
        (path for path in folder.glob("*.duckdb") if not path.name.startswith("unfinished-")),
        key=lambda path: path.stat().st_mtime,
    )
    for path in [path for path in builds if path != current][: -(BUILDS_KEPT - 1) or None]:
        with contextlib.suppress(OSError):
            path.unlink()
