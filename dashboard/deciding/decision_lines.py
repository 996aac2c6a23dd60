"""How is a file of decisions read, and how does a line come to its end? What is in it never changes."""

from __future__ import annotations

import csv
import io
import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard.languages import _
from dashboard.spreadsheet import STARTS_A_FORMULA, safe

one_at_a_time = threading.Lock()


class CannotDecide(Exception):
    """A decision could not be read or kept; the message says why and what to do, in plain words."""


def path_of(workspace: Path, file: str) -> Path:
    """Where a file of decisions is in a workspace."""
    return workspace / "decisions" / file


def read_lines(workspace: Path, file: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """The cells of every line, by column, in their order; none where there is no file yet. Raises CannotDecide."""
    try:
        text = path_of(workspace, file).read_bytes().decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""))
        if rows.fieldnames is not None and (missing := set(columns) - set(rows.fieldnames)):
            raise CannotDecide(_lacks(file, columns, sorted(missing)[0]))
        return [{column: _cell(row[column]) for column in columns} for row in rows]
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as problem:
        told = _(
            "decisions/{file} is not saved as UTF-8, so its letters cannot be read. Open it, save it as "
            "“CSV UTF-8 (comma delimited)”, and load this page again."
        )
        raise CannotDecide(told.format(file=file)) from problem
    except (OSError, csv.Error) as problem:
        told = _("decisions/{file} cannot be read ({problem}). Close it in other programs.")
        raise CannotDecide(told.format(file=file, problem=problem)) from problem


def append_line(workspace: Path, file: str, columns: Sequence[str], cells: Mapping[str, str]) -> None:
    """Add a line at the end of a file, which is made with its heading where there is none. Raises CannotDecide.

    Heading, missing line end and line are written in one piece, so that another program's line cannot come in between.
    What a spreadsheet would take for a formula stays text.
    """
    path = path_of(workspace, file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o664)
        with os.fdopen(handle, "r+b", buffering=0) as held:
            found = held.read()
            line = _with_start(found, columns, cells)
            if held.write(line) != len(line):
                raise OSError("there is no room left on the disk")
    except OSError as problem:
        raise CannotDecide(_not_kept(file, problem)) from problem


def free_text(text: str) -> str:
    """What somebody typed, on one line; no sign at its start that a spreadsheet would take for a formula."""
    return " ".join(text.split()).lstrip("".join(STARTS_A_FORMULA) + " ")


def _with_start(found: bytes, columns: Sequence[str], cells: Mapping[str, str]) -> bytes:
    """The line, after what must come before it; a person may have changed the order of the columns, or added some."""
    end = _line_end(found)
    there = next(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline="")), [])
    start = _line(columns, end) if not there else b"" if found.endswith((b"\n", b"\r")) else end.encode()
    return start + _line([safe(cells.get(column, "")) for column in there or columns], end)


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


def _cell(text: str | None) -> str:
    """What a cell says, without the apostrophe that `safe` put before it."""
    text = (text or "").strip()
    return text[1:] if text.startswith("'") and safe(text[1:]) != text[1:] else text


def _lacks(file: str, columns: Sequence[str], column: str) -> str:
    told = _(
        "decisions/{file} lacks the column {column}. Its first line must be: {columns} (with commas, not semicolons). "
        "Correct it, and load this page again."
    )
    return told.format(file=file, column=column, columns=",".join(columns))


def _not_kept(file: str, problem: OSError) -> str:
    told = _(
        "The decision was not kept: decisions/{file} cannot be written ({problem}). If the file is open in Excel or "
        "another program, close it there and click again. If the folder can only be read, ask the person who keeps it "
        "for the right to write in it."
    )
    return told.format(file=file, problem=problem.strerror or problem)
