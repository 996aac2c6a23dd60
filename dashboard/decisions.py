"""What have people decided about organisations? Reads the workspace's files of decisions, and adds lines at their end.

A line is never changed nor deleted: the last one on a name counts, and one without an answer takes the decision back.
"""

from __future__ import annotations

import csv
import io
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.spreadsheet import STARTS_A_FORMULA, safe

NO_ORGANISATION = "none"
PERSON = "person"
# Other ways in which somebody may have written an answer by hand.
ANSWERS_BY_HAND = dict.fromkeys(("none", "-", "–", "no organisation"), NO_ORGANISATION) | dict.fromkeys(
    ("person", "a person"), PERSON
)
_one_at_a_time = threading.Lock()


class CannotDecide(Exception):
    """A decision could not be read or kept; the message says why and what to do, in plain words."""


@dataclass(frozen=True)
class Book:
    """One file of decisions: which column says what is decided about, and which one says the answer."""

    file: str
    about: str
    answer: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Its heading."""
        return ("decided_on", "decided_by", self.about, self.answer, "reason")

    def path(self, workspace: Path) -> Path:
        """Where it is in a workspace."""
        return workspace / "decisions" / self.file


NAMES = Book("organisations.csv", "name", "organisation_id")
LOCALITIES = Book("locality.csv", "organisation_id", "locality")


@dataclass(frozen=True)
class Decision:
    """One line. `answer` is empty where it takes an earlier decision back."""

    line: int  # 1: the first one below the heading
    decided_on: str
    decided_by: str
    about: str
    answer: str
    reason: str

    @property
    def key(self) -> str:
        """What makes two lines speak of the same thing."""
        return key_of(self.about)


def key_of(about: str) -> str:
    """What a decision about a name is found by: capitals and spaces do not count."""
    return " ".join(about.split()).casefold()


def read(workspace: Path, book: Book) -> list[Decision]:
    """All lines of a file of decisions, in their order; none where there is no file yet."""
    try:
        text = book.path(workspace).read_bytes().decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""))
        if rows.fieldnames is not None and (missing := set(book.columns) - set(rows.fieldnames)):
            raise CannotDecide(_lacks(book, sorted(missing)[0]))
        return [_decision(line, row, book) for line, row in enumerate(rows, start=1)]
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as problem:
        raise CannotDecide(
            f"decisions/{book.file} is not saved as UTF-8, so its letters cannot be read. Open it, save it as "
            "“CSV UTF-8 (comma delimited)”, and load this page again."
        ) from problem
    except (OSError, csv.Error) as problem:
        raise CannotDecide(
            f"decisions/{book.file} cannot be read ({problem}). Close it in other programs."
        ) from problem


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts on each name; those taken back are left out."""
    last = {decision.key: decision for decision in decisions}
    return {key: decision for key, decision in last.items() if decision.answer}


def not_counted_yet(decisions: list[Decision], lines_counted: int) -> set[str]:
    """The names on which the lines after the first `lines_counted` change something."""
    before, now = in_force(decisions[:lines_counted]), in_force(decisions)
    return {key for key in before.keys() | now.keys() if _answer(before, key) != _answer(now, key)}


def add(workspace: Path, book: Book, about: str, answer: str, *, decided_by: str, reason: str) -> None:
    """Add one line at the end of a file of decisions; an empty answer takes back what was decided.

    The file is made with its heading where there is none. What is in it stays as it is, byte for byte. What is decided
    already, by this person's second click or by somebody else, is not written again.
    """
    wanted = Decision(0, date.today().isoformat(), _free_text(decided_by), about, answer, _free_text(reason))
    with _one_at_a_time:
        if _stands_already(read(workspace, book), wanted):
            return
        try:
            _append(book.path(workspace), book, wanted)
        except OSError as problem:
            raise CannotDecide(_not_kept(book, problem)) from problem


def _append(path: Path, book: Book, decision: Decision) -> None:
    """Write heading, missing line end and line in one piece, so that another program's line cannot come in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o664)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        found = file.read()
        end = _line_end(found)
        columns = _columns(found)
        start = _line(book.columns, end) if not columns else b"" if found.endswith((b"\n", b"\r")) else end.encode()
        line = start + _line(_cells(decision, book, columns or book.columns), end)
        if file.write(line) != len(line):
            raise OSError("there is no room left on the disk")


def _columns(found: bytes) -> Sequence[str]:
    """The columns of a file in their order, which a person may have changed; none where the file is new."""
    return next(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline="")), [])


def _cells(decision: Decision, book: Book, columns: Sequence[str]) -> list[str]:
    """One line's cells; what a spreadsheet would take for a formula stays text."""
    said = (decision.decided_on, decision.decided_by, safe(decision.about), safe(decision.answer), decision.reason)
    by_column = dict(zip(book.columns, said, strict=True))
    return [by_column.get(column, "") for column in columns]


def _line(cells: Sequence[str], end: str) -> bytes:
    out = io.StringIO(newline="")
    several_lines = any("\n" in cell or "\r" in cell for cell in cells)
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if several_lines else csv.QUOTE_MINIMAL).writerow(cells)
    return out.getvalue().encode("utf-8")


def _line_end(found: bytes) -> str:
    """The line end the file has already."""
    if b"\r\n" in found:
        return "\r\n"
    return "\r" if b"\r" in found and b"\n" not in found else "\n"


def _free_text(text: str) -> str:
    """What somebody typed, on one line; no sign at its start that a spreadsheet would take for a formula."""
    return " ".join(text.split()).lstrip("".join(STARTS_A_FORMULA) + " ")


def _decision(line: int, row: Mapping[str, str | None], book: Book) -> Decision:
    about, answer = _cell(row, book.about), _cell(row, book.answer)
    if book is NAMES:
        answer = ANSWERS_BY_HAND.get(answer.casefold(), answer)
    return Decision(
        line, _cell(row, "decided_on"), _cell(row, "decided_by"), about, answer, _cell(row, "reason")
    )  # fmt: skip


def _cell(row: Mapping[str, str | None], name: str) -> str:
    """What a cell says, without the apostrophe that `safe` put before it."""
    text = (row[name] or "").strip()
    return text[1:] if text.startswith("'") and safe(text[1:]) != text[1:] else text


def _stands_already(decisions: list[Decision], wanted: Decision) -> bool:
    standing = in_force(decisions).get(wanted.key)
    if standing is None:
        return not wanted.answer
    return (standing.answer, standing.reason) == (wanted.answer, wanted.reason)


def _answer(decided: Mapping[str, Decision], key: str) -> str:
    return decided[key].answer if key in decided else ""


def _lacks(book: Book, column: str) -> str:
    return (
        f"decisions/{book.file} lacks the column {column}. Its first line must be: {','.join(book.columns)} "
        "(with commas, not semicolons). Correct it, and load this page again."
    )


def _not_kept(book: Book, problem: OSError) -> str:
    return (
        f"The decision was not kept: decisions/{book.file} cannot be written ({problem.strerror or problem}). If the file is "
        "open in Excel or another program, close it there and click again. If the folder can only be read, ask the "
        "person who keeps it for the right to write in it."
    )
