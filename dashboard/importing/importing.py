"""What would the pipelines make of these files? Asks their command line; nothing of theirs is imported here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.languages import _
from dashboard.workspace import ROOT

Report = dict[str, Any]
Kinds = dict[str, list[dict[str, Any]]]
PREVIEW = 100  # rows: enough to know a column's words
WRONG_USE = 2  # exit status: the workspace cannot be used as it is; the message says what to change
PATIENCE = 300  # seconds
ROOM = "partnership-import-"
ABANDONED_AFTER = 24 * 3600  # seconds


class CheckFailed(Exception):
    """The files could not be checked; the message says why and what to do."""


def check(files: Mapping[str, bytes], workspace: Path, profile: tuple[str, str] | None = None) -> dict[str, Report]:
    """Return a report for each file, given under the path it would have inside the workspace.

    `profile`: name and text of a mapping to try as if it were saved. Raises CheckFailed.
    """
    with _room() as room:
        inside = room / "files"
        for path, content in files.items():
            (inside / path).parent.mkdir(parents=True, exist_ok=True)
            (inside / path).write_bytes(content)
        settings = _with_profile(room / "settings", workspace, *profile) if profile else workspace
        options = ("--workspace", str(settings), "--json", "--preview", str(PREVIEW))
        reports = _ask(("check", ".", *options), inside)
    return {report["path"]: report for report in reports}


@st.cache_data(show_spinner=False)
def kinds() -> Kinds:
    """Return what a file can be mapped to, and the columns of each kind. Raises CheckFailed."""
    found: Kinds = _ask(("kinds", "--json"), ROOT)
    return found


def workspace_state(workspace: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what, besides the files themselves, decides how they are read: changed settings, decisions, mappings."""
    found = [workspace / "workspace.toml", *(workspace / "decisions").rglob("*")]
    stats = [(path, path.stat()) for path in sorted(found) if path.is_file()]
    return tuple((path.as_posix(), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def _ask(arguments: Sequence[str], folder: Path) -> Any:
    """Run one command and return the JSON it prints."""
    try:
        done = subprocess.run(
            # -P: a file somebody dropped must never be taken for a module of Python because it lies in this folder.
            [sys.executable, "-P", "-m", "pipelines", *arguments], cwd=folder, timeout=PATIENCE, capture_output=True,
            text=True, encoding="utf-8", errors="replace", env=_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise CheckFailed(
            _(
                "Reading these files took more than {PATIENCE} minutes and was stopped. Drop fewer files at once, the largest alone."
            ).format(PATIENCE=PATIENCE // 60)
        ) from late
    except OSError as problem:
        raise CheckFailed(
            _("The program that reads files cannot be started ({problem}). Start the dashboard again.").format(
                problem=problem
            )
        ) from problem
    if done.returncode == WRONG_USE:
        raise CheckFailed(done.stderr.strip())
    try:
        return json.loads(done.stdout)
    except ValueError as problem:
        last = (done.stderr.strip().splitlines() or [_("it did not say why")])[-1]
        raise CheckFailed(
            _("The program that reads files stopped: {last}. Please report this.").format(last=last)
        ) from problem


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@contextlib.contextmanager
def _room() -> Iterator[Path]:
    """Give a folder only this user can open; it is gone as soon as the answer is there."""
    _sweep()
    with tempfile.TemporaryDirectory(prefix=ROOM, ignore_cleanup_errors=True) as name:
        room = Path(name)
        (room / "files").mkdir()
        yield room


def _sweep() -> None:
    """Remove what a dashboard that was killed in the middle of a check left behind."""
    for left in Path(tempfile.gettempdir()).glob(f"{ROOM}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_AFTER:
                shutil.rmtree(left, ignore_errors=True)


def _with_profile(folder: Path, workspace: Path, name: str, text: str) -> Path:
    """Make a folder with the workspace's settings and mappings and one mapping more."""
    mappings = folder / "decisions" / "mappings"
    mappings.mkdir(parents=True)
    if (toml := workspace / "workspace.toml").is_file():
        shutil.copy(toml, folder)
    for known in (workspace / "decisions" / "mappings").glob("*.toml"):
        shutil.copy(known, mappings)
    (mappings / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder
