"""Building in view of the person who waits for it: the first time, and again when files were added."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path

import streamlit as st

from dashboard import words
from dashboard.importing import saving
from dashboard.languages import _, ngettext
from dashboard.workspace import ROOT

SHOWN_LINES = 12
WANTED = "build_wanted"
LOOK_EVERY = 0.3  # seconds
# What the command says on its way, and how much is done by then; before that, it reads the files one by one.
READING = "Reading "
READ = 0.8
STEPS = {"Checking every row": READ, "Matching organisations": 0.88, "Computing the indicators": 0.94}
COUNTS = re.compile(r"(\d+) rows read = (\d+) loaded \+ (\d+) quarantined")


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

    @property
    def under_way(self) -> Attempt | None:
        """The attempt that is running now, whoever started it."""
        attempt = self._attempt
        return attempt if attempt and not attempt.finished.is_set() else None

    def start(self) -> Attempt:
        """Return the attempt that somebody started already, or a new one."""
        with self._lock:
            if self._attempt is None:
                self._attempt = Attempt(self._workspace)
            return self._attempt

    def restart(self) -> Attempt:
        """Return the attempt that is running, or a new one, whatever became of the last."""
        with self._lock:
            if self._attempt is None or self._attempt.finished.is_set():
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
    with st.status(_("Reading your files. This happens once."), expanded=True) as status:
        shown = st.empty()
        while not attempt.finished.wait(LOOK_EVERY):
            shown.code(_tail(attempt) or "Starting…", language=None, wrap_lines=True)
        shown.code(_tail(attempt) or _("The command wrote nothing."), language=None, wrap_lines=True)
        done = attempt.exit_status == 0
        status.update(
            label=_("All files are read.") if done else _("The build stopped."),
            state="complete" if done else "error",
            expanded=not done,
        )
    if done:
        work.forget(attempt)
    return attempt


def want() -> None:
    """Keep in mind that the reader asked for a build: the next click may come before it has begun."""
    st.session_state[WANTED] = True


def attend(workspace: Path) -> Attempt | None:
    """Build where the reader asked for it, or follow the build that is under way, until it is over; None without either."""
    if st.session_state.get(WANTED):
        return rebuild(workspace)
    running = builder(workspace).under_way
    return follow(workspace, running) if running else None


def rebuild(workspace: Path) -> Attempt:
    """Build with what is in the folder now, and show how far it is; returns when it is over.

    An attempt that somebody else started may have begun before the latest file was saved: ours comes after it.
    """
    work = builder(workspace)
    if (earlier := work.under_way) is not None:
        follow(workspace, earlier)
    mine = work.restart()
    st.session_state[WANTED] = False
    return follow(workspace, mine)


def follow(workspace: Path, attempt: Attempt) -> Attempt:
    """Show how far an attempt is until it is over; the next start then builds again."""
    files, bar = saving.count_files(workspace), st.progress(0.0, "Starting…")
    while not attempt.finished.wait(LOOK_EVERY):
        done, line = progress(attempt.lines, files), attempt.lines[-1] if attempt.lines else ""
        step = line if line in STEPS or line.startswith(READING) else _("Starting")
        bar.progress(done, f"{words.plain(step)}… {done:.0%}")
    bar.empty()
    builder(workspace).forget(attempt)
    return attempt


def progress(lines: list[str], files: int) -> float:
    """Return how much is done, from 0 to 1, by what the command has said so far."""
    for step, share in reversed(STEPS.items()):
        if step in lines:
            return share
    read = sum(1 for line in lines if line.startswith(READING)) - 1  # the last one is being read
    return READ * max(0, min(read, files)) / max(files, 1)


def result(lines: list[str]) -> str:
    """Say what a build that is done has loaded."""
    counts = COUNTS.search(lines[-1]) if lines else None
    if counts is None:
        return _("Done.")
    loaded, aside = (int(number) for number in counts.groups()[1:])
    text = ngettext("Done: {n} row loaded, {aside} set aside.", "Done: {n} rows loaded, {aside} set aside.", loaded)
    return text.format(n=words.count(loaded), aside=words.count(aside))


def _tail(attempt: Attempt) -> str:
    return "\n".join(attempt.lines[-SHOWN_LINES:])
