"""Making the first build when there is none, in view of the person who waits for it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import streamlit as st

from dashboard.workspace import ROOT

SHOWN_LINES = 12
LOOK_EVERY = 0.3  # seconds


class Attempt:
    """One run of the build command: what it wrote, and how it ended."""

    def __init__(self, workspace: Path) -> None:
        """Start the command; it goes on when the window that started it is closed."""
        self.lines: list[str] = []
        self.exit_status: int | None = None
        self.finished = threading.Event()
        threading.Thread(target=self._run, args=(workspace,), daemon=True).start()

    def _run(self, workspace: Path) -> None:
        try:
            self.exit_status = self._build(workspace)
        except OSError as problem:
            self.lines.append(str(problem))
            self.exit_status = 1
        finally:
            self.finished.set()

    def _build(self, workspace: Path) -> int:
        process = subprocess.Popen(
            command(workspace),
            cwd=ROOT, text=True, encoding="utf-8", errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        for line in process.stdout or ():
            self.lines.append(line.rstrip())
        return process.wait()


class Builder:
    """The attempts to build one workspace: one at a time, shared by every open window."""

    def __init__(self, workspace: Path) -> None:
        """Prepare to build a workspace; nothing runs before `start`."""
        self._workspace = workspace
        self._lock = threading.Lock()
        self._attempt: Attempt | None = None

    @property
    def started(self) -> bool:
        """Whether there is an attempt that nobody has forgotten."""
        return self._attempt is not None

    def start(self) -> Attempt:
        """Return the attempt that somebody started already, or a new one."""
        with self._lock:
            if self._attempt is None:
                self._attempt = Attempt(self._workspace)
            return self._attempt

    def forget(self, attempt: Attempt) -> None:
        """Let the next `start` build again, unless somebody did so before."""
        with self._lock:
            if self._attempt is attempt:
                self._attempt = None


def command(workspace: Path) -> list[str]:
    """The build command, as a person would type it."""
    return [sys.executable, "-u", "-m", "pipelines", "build", str(workspace)]


@st.cache_resource(max_entries=4, show_spinner=False)
def builder(workspace: Path) -> Builder:
    """Return the one builder of a workspace in this process."""
    return Builder(workspace)


def watch_build(workspace: Path) -> Attempt:
    """Build, and show what happens; returns when it is over. After a success the next start builds again."""
    work = builder(workspace)
    attempt = work.start()
    with st.status("Reading your files. This happens once.", expanded=True) as status:
        shown = st.empty()
        while not attempt.finished.wait(LOOK_EVERY):
            shown.code(_tail(attempt) or "Starting…", language=None, wrap_lines=True)
        shown.code(_tail(attempt) or "The command wrote nothing.", language=None, wrap_lines=True)
        done = attempt.exit_status == 0
        status.update(
            label="All files are read." if done else "The build stopped.",
            state="complete" if done else "error",
            expanded=not done,
        )
    if done:
        work.forget(attempt)
    return attempt


def _tail(attempt: Attempt) -> str:
    return "\n".join(attempt.lines[-SHOWN_LINES:])
