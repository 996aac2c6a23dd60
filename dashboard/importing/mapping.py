"""Which column is what? Guesses for a file nobody foresaw, and the mapping profile that keeps a person's answer."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.importing import saving

HEADINGS_WITHIN = 20  # rows in which the headings of a file are looked for
LONGEST_NAME = 60
PREFIX = "mapping:"  # what a file read with a mapping is recognised as


@dataclass(frozen=True)
class Answer:
    """What a person said about the columns of a file.

    `columns`: our column → the file's heading. `fixed`: our column → one value for every row.
    `wordings`: our column → the file's word → our code.
    """

    title: str
    kind: str
    saved_by: str
    headings: Sequence[str]
    columns: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the mapping's file, without its ending."""
        return re.sub(r"[\W_]+", "-", self.title.casefold()).strip("-")[:LONGEST_NAME].strip("-") or "mapping"

    def lacking(self, fields: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the columns every row needs that neither stand in the file nor have a fixed value."""
        given = {*self.columns, *self.fixed}
        return [column["name"] for column in fields if column["required"] and column["name"] not in given]

    def as_toml(self, today: dt.date) -> str:
        """Write the answer as a mapping profile."""
        lines = [f"title = {_text(self.title)}", f"kind = {_text(self.kind)}", f"saved_on = {_text(today.isoformat())}"]
        lines += [f"saved_by = {_text(self.saved_by)}", f"headings = [{', '.join(map(_text, self.headings))}]"]
        lines += _section("columns", self.columns)
        lines += _section("fixed", self.fixed)
        for column, wording in self.wordings.items():
            lines += _section(f"words.{column}", {_text(word): code for word, code in wording.items()})
        return "\n".join(lines) + "\n"


def _section(name: str, content: Mapping[str, str]) -> list[str]:
    return ["", f"[{name}]", *(f"{key} = {_text(value)}" for key, value in content.items())] if content else []


def _text(value: str) -> str:
    """Quote a text: JSON's way is also TOML's, but for one sign and for halves of signs."""
    whole = value.replace("\x7f", "").encode(errors="replace").decode()
    return json.dumps(whole, ensure_ascii=False)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Guess which row (1 is the first) holds the headings: the first of those with most filled cells."""
    filled = [sum(1 for cell in row if cell) for row in rows[:HEADINGS_WITHIN]]
    return filled.index(max(filled)) + 1 if filled else 1


def headings(rows: Sequence[Sequence[str]], row: int) -> list[str]:
    """Return the headings of a row, each once."""
    return list(dict.fromkeys(cell for cell in rows[row - 1] if cell)) if row <= len(rows) else []


def guess(names: Iterable[str], found: Iterable[str]) -> str | None:
    """Return the heading that reads like one of a column's names; only where it is the same word."""
    keys = {_key(name) for name in names}
    return next((heading for heading in found if _key(heading) in keys), None)


def words_in(rows: Sequence[Sequence[str]], row: int, heading: str) -> list[str]:
    """Return the different words below a heading, in the order they come."""
    index = list(rows[row - 1]).index(heading)
    return list(dict.fromkeys(cells[index] for cells in rows[row:] if index < len(cells) and cells[index]))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def file_of(workspace: Path, name: str) -> Path:
    """Where a mapping is kept."""
    return workspace / "decisions" / "mappings" / f"{name}.toml"


def save(workspace: Path, answer: Answer, today: dt.date, replace: bool = False) -> None:
    """Keep a mapping. Raises FileExistsError when there is another of its name and `replace` is not said."""
    target = file_of(workspace, answer.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    saving.write(target, answer.as_toml(today).encode(), replace)


def known(workspace: Path, recognised_as: str | None) -> dict[str, Any]:
    """Return the saved mapping a file was read with; empty where it was read otherwise."""
    name = (recognised_as or "").removeprefix(PREFIX)
    if name == recognised_as or not (path := file_of(workspace, name)).is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}
