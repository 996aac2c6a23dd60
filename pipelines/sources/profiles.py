"""What has a person taught us about files of a shape nobody foresaw? Mapping profiles: which column is what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.contracts.columns import Column
from pipelines.contracts.tables import CONTRACTS
from pipelines.sources.columns import overlong_rows, positions
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import Claim, DateRules, Reading, Record, heading_key, is_blank, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.words import answer
from pipelines.workspace import WorkspaceError

WITHIN = 20
# What a person may say a file is: the staged tables one of its rows fills.
KINDS: dict[str, tuple[str, ...]] = {
    "partners": ("organisations", "memberships"),
    "meetings": ("meetings",),
    "attendance": ("meetings", "attendance"),
    **{
        name: (name,)
        for name in (
            "presence", "funding_flows", "requirements", "allocations", "contributions", "roles", "actions", "documents",
            "consultations", "comments", "outreach", "capacity_support", "subgrants", "assurance", "allocation_rounds",
            "areas_in_need", "agenda_points",
        )
    },
}  # fmt: skip
# Columns that the program fills itself.
OWN = {"meeting_key", "origin", "standing", "type_word", "applies_in"}
KEYS = {"title", "kind", "saved_on", "saved_by", "headings", "columns", "fixed", "words"}


@dataclass
class Profile:
    """A file's shape as a person explained it; works as a source.

    `columns`: our column → the file's heading. `fixed`: our column → one value for every row.
    `words`: our column → the file's word → our code. `headings`: all headings of the file it was
    made for; a sheet is taken when it has every heading in `columns` and at least half of these.
    """

    NAME: str
    TITLE: str
    kind: str
    columns: Mapping[str, str]
    headings: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def recognise(self, sheet: Sheet) -> Claim:
        """Accepted when one of the first rows holds every mapped heading and most of the others."""
        needed = {heading_key(heading) for heading in self.columns.values()}
        usual = {heading_key(heading) for heading in self.headings} | needed
        for index, row in enumerate(sheet.rows[:WITHIN]):
            here = {heading_key(cell) for cell in row if cell}
            if needed <= here and len(usual & here) * 2 >= len(usual):
                evidence = f"the columns of your mapping “{self.TITLE}”"
                return Claim(True, 1.0, evidence, index)
        return Claim(False, 0.0, f"not all columns of your mapping “{self.TITLE}”")

    def read(self, sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
        """Every row under the headings, as the tables of its kind."""
        headings = sheet.rows[claim.header_row]
        at = {name: positions(headings)[heading_key(heading)] for name, heading in self.columns.items()}
        rows = [(number, cells) for number, cells in records_below(sheet, claim.header_row) if not is_blank(cells)]
        days = [name for name in at if _column(self.kind, name).kind == "day"]
        order, findings = sheet_order((cells[at[name]] for _, cells in rows for name in days), dates, sheet)
        reading = Reading(
            [number for number, _ in rows], {table: [] for table in KINDS[self.kind]},
            [*findings, *overlong_rows(sheet, rows, len(headings))],
        )  # fmt: skip
        for number, cells in rows:
            texts = {**self.fixed, **{name: cells[index] for name, index in at.items() if cells[index]}}
            values = {name: self._value(name, text, order) for name, text in texts.items()}
            for table, record in _records(self.kind, values):
                reading.facts[table].append({"row": number, **record})
        return reading

    def _value(self, name: str, text: str, order: str) -> str:
        """A cell as the contract wants it; as found where it is not understood."""
        words = {heading_key(word): code for word, code in self.words.get(name, {}).items()}
        if (code := words.get(heading_key(text))) is not None:
            return code
        column = _column(self.kind, name)
        match column.kind:
            case "day":
                return iso_day(text, order)
            case "flag":
                return answer(text)
            case "choice":
                return _choice(column, text)
            case _:
                return text


def _choice(column: Column, text: str) -> str:
    """The code whose name the word is (`Sub-national`), or the organisation type it means."""
    named = {heading_key(code): code for code in column.choices}
    return named.get(heading_key(text)) or (type_code(text) if "national_ngo" in column.choices else text)


def _records(kind: str, values: Mapping[str, str]) -> Iterable[tuple[str, Record]]:
    """A row as records of the tables of its kind."""
    tables = KINDS[kind]
    shared = _links(kind, values)
    for table in tables:
        known = {column.name for column in CONTRACTS[table].columns}
        yield table, {name: text for name, text in {**values, **shared}.items() if name in known}


def _links(kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """What holds the tables of one kind together: the organisation's name, the meeting's key."""
    if kind == "partners":
        return {"organisation": values.get("name", ""), "standing": "partner"}
    if kind in ("attendance", "meetings"):
        key = " · ".join(values.get(name, "") for name in ("date", "cluster", "title", "area"))
        return {"meeting_key": key, "origin": "attendance" if kind == "attendance" else "list"}
    return {}


def fields(kind: str) -> list[Column]:
    """The columns a person may map for a kind of file. Moments are left to the formats that have them."""
    hidden = OWN | ({"organisation"} if kind == "partners" else set())
    found = {
        column.name: column for table in KINDS[kind] for column in CONTRACTS[table].columns if column.kind != "moment"
    }
    return [column for name, column in found.items() if name not in hidden]


def _column(kind: str, name: str) -> Column:
    return next(column for column in fields(kind) if column.name == name)


def read_profiles(files: Sequence[Path]) -> list[Profile]:
    """The mapping profiles of a workspace. Raises WorkspaceError naming the file and what is wrong with it."""
    return [_read(path) for path in files]


def _read(path: Path) -> Profile:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"The mapping {path.name} cannot be read: {error}.") from error
    _check(path.name, found)
    return Profile(
        f"mapping:{path.stem}", found.get("title", path.stem), found["kind"], found["columns"],
        tuple(found.get("headings", ())), found.get("fixed", {}), found.get("words", {}),
    )  # fmt: skip


def _check(name: str, found: Mapping[str, Any]) -> None:
    if unknown := sorted(set(found) - KEYS):
        raise WorkspaceError(
            f"The mapping {name} has an unknown key “{unknown[0]}”. Keys are: {', '.join(sorted(KEYS))}."
        )
    if found.get("kind") not in KINDS:
        raise WorkspaceError(
            f"The mapping {name} has the kind “{found.get('kind')}”. Expected one of: {', '.join(KINDS)}."
        )
    if not found.get("columns"):
        raise WorkspaceError(f"The mapping {name} maps no column. Expected lines under [columns].")
    known = {column.name for column in fields(found["kind"])}
    for section in ("columns", "fixed", "words"):
        if unknown := sorted(set(found.get(section, {})) - known):
            raise WorkspaceError(
                f"The mapping {name} speaks of “{unknown[0]}”, which {found['kind']} do not have. "
                f"They have: {', '.join(sorted(known))}."
            )
    given = {*found["columns"], *found.get("fixed", {})}
    if lacking := [c.name for c in fields(found["kind"]) if c.required and c.name not in given]:
        raise WorkspaceError(f"The mapping {name} does not say where “{lacking[0]}” stands, which every row needs.")
