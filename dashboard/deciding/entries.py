"""What has the team entered? Calls, agreed actions and reviewed texts: outreach.csv, actions.csv, texts.csv in decisions/.

The first line of an entry says all of it; a later line with the same code says what has changed since: done, open again,
or taken back. No line is ever changed or deleted.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.deciding.decision_lines import append_line, free_text, one_at_a_time, path_of, read_lines

Lines = tuple[Mapping[str, str], ...]
TAKEN_BACK = "taken_back"
COMMON = ("decided_on", "decided_by", "entry", "status")


@dataclass(frozen=True)
class Log:
    """One file of entries: `first` is the status of an entry's first line, `typed` what people write freely."""

    file: str
    first: str
    says: tuple[str, ...]
    typed: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Its heading."""
        return (*COMMON, *self.says)


CALLS = Log(
    "outreach.csv", "made",
    ("cluster", "organisation", "contacted_on", "purpose", "personal", "reached", "reason", "result", "next_step"),
    ("next_step",),
)  # fmt: skip
ACTIONS = Log(
    "actions.csv", "open",
    ("cluster", "action", "owner", "agreed_on", "due_on", "closed_on", "owner_role", "indicator", "value_then", "low_then",
     "high_then", "n_then", "unit_then", "until_then"),
    ("action", "owner_role"),
)  # fmt: skip
# What partners wrote in their own words, after somebody has read it: shown for all who answered together.
TEXTS = Log("texts.csv", "shown", ("side", "text"), ("text",))


@dataclass(frozen=True)
class Entry:
    """What the lines with one code say together: of each column the last cell that is filled, and the last day of closing."""

    code: str
    line: int  # its first one; 1 stands below the heading
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column; empty where nothing is said."""
        return self.cells[column]

    @property
    def status(self) -> str:
        """How it stands: its last line says so."""
        return self.cells["status"]

    def day(self, column: str) -> date | None:
        """A column's day; None where there is none, or nobody can read it."""
        try:
            return date.fromisoformat(self.cells[column][:10])
        except ValueError:
            return None


def read(workspace: Path, log: Log) -> Lines:
    """All lines of a file of entries, read once as long as it stays the same. Raises CannotDecide."""
    try:
        held = path_of(workspace, log.file).stat()
    except OSError:
        return ()
    return _read(workspace, log, held.st_size, held.st_mtime_ns)


@lru_cache(maxsize=8)
def _read(workspace: Path, log: Log, size: int, changed: int) -> Lines:
    return tuple(read_lines(workspace, log.file, log.columns))


def standing(lines: Iterable[Mapping[str, str]], *, taken_back: bool = False) -> list[Entry]:
    """The entries that stand, the oldest first; those taken back as well where asked for."""
    found: dict[str, Entry] = {}
    for number, cells in enumerate(lines, start=1):
        code = cells["entry"]
        known = found.get(code) or Entry(code, number, cells)
        newer = {name: cell for name, cell in cells.items() if cell or name == "closed_on"}
        found[code] = Entry(code, known.line, {**known.cells, **newer})
    return [entry for entry in found.values() if taken_back or entry.status != TAKEN_BACK]


def not_counted_yet(lines: Lines, lines_counted: int) -> set[str]:
    """The codes of the entries that the lines after the first `lines_counted` add, change or take back."""
    before = {entry.code: _state(entry) for entry in standing(lines[:lines_counted])}
    now = {entry.code: _state(entry) for entry in standing(lines)}
    return {code for code in before.keys() | now.keys() if before.get(code) != now.get(code)}


def add(workspace: Path, log: Log, cells: Mapping[str, str], *, decided_by: str) -> str:
    """Write a new entry, and return its code. Raises CannotDecide."""
    code = uuid.uuid4().hex[:8]
    _write(workspace, log, code, log.first, cells, decided_by)
    return code


def change(workspace: Path, log: Log, code: str, status: str, *, decided_by: str, closed_on: str = "") -> None:
    """Write that an entry stands otherwise now; nothing where it does so already. Raises CannotDecide."""
    known = {entry.code: entry for entry in standing(read(workspace, log), taken_back=True)}
    if code in known and known[code].status != status:
        _write(workspace, log, code, status, {"closed_on": closed_on}, decided_by)


def _write(workspace: Path, log: Log, code: str, status: str, cells: Mapping[str, str], decided_by: str) -> None:
    said = {**cells, **{column: free_text(cells[column]) for column in log.typed if column in cells}}
    own = {"decided_on": date.today().isoformat(), "decided_by": free_text(decided_by), "entry": code, "status": status}
    with one_at_a_time:
        read(workspace, log)  # a file that the build could not read does not grow
        append_line(workspace, log.file, log.columns, said | own)


def _state(entry: Entry) -> dict[str, str]:
    """What a build would count: who wrote the last line, and when, does not matter."""
    return {name: cell for name, cell in entry.cells.items() if name not in ("decided_on", "decided_by")}
