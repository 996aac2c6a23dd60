"""From a workspace to a build: one new DuckDB file with every number, and a pointer swapped when it is complete."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pipelines import __version__
from pipelines.contracts.check import create_staging, report_broken_cells, report_orphans, separate
from pipelines.contracts.tables import ORGANISATION_TYPES
from pipelines.disclosure import protect
from pipelines.facts.assemble import assemble
from pipelines.facts.cluster_texts import find_clusters, place_rows
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.evidence import collect, create_views, make_cells
from pipelines.indicators.values import VALUE_COLUMNS, Cell, Value, compute, differences, gaps, read_cells
from pipelines.intake import FileReport, quarantined_rows, read_files, status
from pipelines.organisations.register import build_register, read_decisions
from pipelines.periods import ACTIVITY, buckets, write_buckets
from pipelines.pointer import Pointer, read_pointer, swap_pointer
from pipelines.sources.organisation_types import type_code
from pipelines.workspace import DEFAULTS, Workspace

BUILDS_KEPT = 3
Say = Callable[[str], None]


class BuildError(Exception):
    """No build was made; the last one stays in place. The message says why and what to do."""


def build(workspace: Workspace, say: Say = lambda line: None) -> Pointer:
    """Build the workspace and point to the result. Returns the pointer.

    The same files with the same settings and code give the same build id; it is then not built twice.
    Raises BuildError, and leaves the last build in place, when nothing can be loaded or when a
    file that fed the last build can no longer be opened.
    """
    folder = workspace.build_folder
    folder.mkdir(parents=True, exist_ok=True)
    build_id = identify(workspace)
    target = folder / f"{build_id}.duckdb"
    if not target.exists():
        with _unfinished(folder, build_id) as unfinished:
            _fill(unfinished, workspace, build_id, say)
            unfinished.replace(target)
    pointer = Pointer(build_id, target.name)
    swap_pointer(folder, pointer)
    _forget_old_builds(folder, target)
    return pointer


def identify(workspace: Workspace) -> str:
    """The build id: a digest of the files, the decisions, the settings and this code."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent
    code = [path for path in sorted(package.rglob("*")) if path.suffix in (".py", ".sql") and "demo" not in path.parts]
    for root, paths in ((package, code), (workspace.folder, [*workspace.files(), *workspace.decision_files()])):
        for path in paths:
            digest.update(
                path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
            )
    digest.update(workspace.toml_bytes)
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def _unfinished(folder: Path, build_id: str) -> Iterator[Path]:
    """A file to build into; swept away if the build does not finish."""
    path = folder / f"unfinished-{build_id}-{uuid.uuid4().hex[:8]}.duckdb"
    try:
        yield path
    finally:
        for leftover in folder.glob(f"{path.stem}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _fill(path: Path, workspace: Workspace, build_id: str, say: Say) -> None:
    """Everything from files to published values, in memory, into a new file of facts."""
    with duckdb.connect(config={"temp_directory": str(path.with_suffix(".spill"))}) as con:
        quoted = str(path).replace("'", "''")
        con.execute(f"attach '{quoted}' as facts")
        con.execute("use facts")
        con.execute(files("pipelines").joinpath("schema.sql").read_text(encoding="utf-8"))
        con.execute("use memory")
        reports = load(con, workspace, say)
        _refuse_loss(workspace, reports)
        say("Computing the indicators")
        publish(con, workspace, build_id)
        _write_account(con, workspace, build_id, reports)
        con.execute("checkpoint facts")
        con.execute("detach facts")


def load(con: duckdb.DuckDBPyConnection, workspace: Workspace, say: Say = lambda line: None) -> list[FileReport]:
    """Files to facts: read, check, match organisations, link meetings."""
    create_staging(con)
    named = [(path, path.relative_to(workspace.folder).as_posix()) for path in workspace.files()]
    reports = read_files(con, named, workspace.date_rules, say)
    say("Checking every row")
    clusters = find_clusters(con, workspace)
    report_broken_cells(con)
    place_rows(con, clusters)
    report_orphans(con)
    separate(con)
    say("Matching organisations")
    decisions = read_decisions(workspace.decision_files())
    register = build_register(con, workspace, decisions)
    assemble(con, workspace, clusters, register, decisions)
    return reports


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
    with duckdb.connect(str(workspace.build_folder / pointer.file), read_only=True) as last:
        return {name for (name,) in last.execute("select file from files where rows_accepted > 0").fetchall()}


def publish(con: duckdb.DuckDBPyConnection, workspace: Workspace, build_id: str) -> None:
    """Facts to values: unit rows, cells, numbers with their uncertainty, disclosure control."""
    _, last_day = con.execute(ACTIVITY).fetchone() or (None, None)
    write_buckets(con, buckets(con, workspace), last_day)
    _map_funding_types(con)
    create_views(con)
    con.execute(files("pipelines.facts").joinpath("quiet_partners.sql").read_text(encoding="utf-8"))
    indicators = list(catalogue().values())
    for indicator in (i for i in indicators if i.sql):
        collect(con, indicator)
    make_cells(con, indicators)
    values = _all_values(con, indicators, workspace)
    columns = ", ".join(f'"{name}"' for name in VALUE_COLUMNS)
    marks = ", ".join("?" for _ in VALUE_COLUMNS)
    if values:
        con.executemany(
            f'insert into facts."values" ({columns}, build) values ({marks}, ?)',
            [(*value.row(), build_id) for value in values],
        )
    _write_indicators(con, indicators)


def _map_funding_types(con: duckdb.DuckDBPyConnection) -> None:
    """FTS's words for a recipient's type, old and new, as our types; the sub-type says more where a file has it."""
    con.execute("create table funding_types (type_word varchar, subtype_word varchar, type varchar)")
    for type_word, subtype_word in con.execute(
        "select distinct destination_type, destination_subtype from facts.funding_flows"
    ).fetchall():
        codes = [code for word in (subtype_word, type_word) if word and (code := type_code(word)) in ORGANISATION_TYPES]
        con.execute(
            "insert into funding_types values (?, ?, ?)", [type_word, subtype_word, codes[0] if codes else "unknown"]
        )


def _all_values(con: duckdb.DuckDBPyConnection, indicators: list[Indicator], workspace: Workspace) -> list[Value]:
    cells = read_cells(con)
    values: dict[str, list[Value]] = {}
    for indicator in (i for i in indicators if i.sql):
        found = compute(indicator, [cell for cell in cells if cell.indicator == indicator.id], workspace.settings)
        values[indicator.id] = protect(found, workspace["thresholds.minimum_group"]) if indicator.opinion else found
    for indicator in (i for i in indicators if not i.sql):
        values[indicator.id] = differences(indicator, values[indicator.difference["of"]], workspace.settings)
    present = [value for found in values.values() for value in found]
    return [*present, *_gaps(con, indicators, present)]


def _gaps(con: duckdb.DuckDBPyConnection, indicators: list[Indicator], present: list[Value]) -> list[Value]:
    last = con.execute(
        "select grain, max_by(struct_pack(s := period_start, e := period_end, p := partial), period_start) from buckets group by grain"
    ).fetchall()
    today = dt.datetime.now(dt.UTC).date()
    latest = {grain: Cell("", "", grain, when["s"], when["e"], when["p"], "all", "all") for grain, when in last}
    for grain in ("period", "month", "year", "span"):
        latest.setdefault(grain, Cell("", "", grain, today, today, True, "all", "all"))
    clusters = [cluster for (cluster,) in con.execute("select cluster_id from facts.clusters order by 1").fetchall()]
    counts = {fact: _clusters_with(con, fact) for indicator in indicators for fact in indicator.needs}

    def filled(fact: str, cluster: str) -> bool:
        return bool(counts[fact]) if cluster == "all" else cluster in counts[fact]

    return gaps(indicators, present, clusters, latest, filled)


def _clusters_with(con: duckdb.DuckDBPyConnection, fact: str) -> set[str]:
    """The clusters a fact has rows for; money has no cluster of its own, so that any row will do."""
    match fact:
        case "attendance":
            query = "select distinct cluster_id from facts.meetings where has_attendance"
        case "survey_answers":
            query = "select distinct cluster_id from facts.survey_responses"
        case _:
            query = f"select distinct cluster_id from facts.{fact}"
    return {cluster or "" for (cluster,) in con.execute(query).fetchall()}


def _write_indicators(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    for i in indicators:
        con.execute(
            f"insert into facts.indicators values ({', '.join('?' * 18)})",
            [
                i.id, i.position, i.title, i.question, i.principle, i.lens, i.kind, i.unit, i.direction, i.numerator,
                i.denominator, i.frame, ",".join(i.audiences), i.thresholds, i.known_bias, i.when_weak,
                ",".join(i.needs), i.definition,
            ],
        )  # fmt: skip


def _write_account(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, build_id: str, reports: list[FileReport]
) -> None:
    """What was read, what was found, under which settings."""
    quarantined = quarantined_rows(con)
    for report in reports:
        held_back = quarantined.get(report.path, 0)
        con.execute(
            "insert into facts.files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                report.path, report.sha256, ", ".join(report.sources) or None, ", ".join(report.titles) or None,
                "; ".join(report.evidence), report.encoding, report.rows_read, report.rows_read - held_back, held_back,
                status(report, held_back),
            ],
        )  # fmt: skip
    con.execute(
        'insert into facts.findings select distinct * from found order by file, sheet, "row", "column", rule, value'
    )
    for key in sorted(DEFAULTS):
        origin = "workspace.toml" if key in workspace.stated else "default"
        con.execute(
            "insert into facts.settings values (?, ?, ?)", [key, json.dumps(workspace[key], ensure_ascii=False), origin]
        )
    first, last = con.execute(ACTIVITY).fetchone() or (None, None)
    row: list[Any] = [
        build_id, dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0), workspace.folder.resolve().name,
        workspace["response.name"], workspace["response.country"] or None, workspace["response.country_name"] or None,
        __version__, first, last,
    ]  # fmt: skip
    con.execute("insert into facts.build values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _forget_old_builds(folder: Path, current: Path) -> None:
    """Keep the newest few builds; an open dashboard may still read the one before."""
    builds = sorted(
        (path for path in folder.glob("*.duckdb") if not path.name.startswith("unfinished-")),
        key=lambda path: path.stat().st_mtime,
    )
    for path in [path for path in builds if path != current][: -(BUILDS_KEPT - 1) or None]:
        with contextlib.suppress(OSError):
            path.unlink()
