"""What a source says about a sheet (Claim) and what it read from it (Reading)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal, Protocol

from pipelines.sources.hxl_tags import is_hxl_row
from pipelines.sources.sheets import Sheet

Severity = Literal["error", "warning", "info"]
Record = dict[str, str | int | None]
LONGEST_SENTENCE = 600


@dataclass(frozen=True)
class Finding:
    """One thing a person should know about a file.

    `error`: the row is quarantined. `warning`: loaded, but look at it. `info`: a guess that was
    made, with its evidence. `message` says what was found and what was expected, `remedy` what
    to do. `row` is the row number a spreadsheet shows; 0 is the file or sheet as a whole.
    """

    sheet: str
    row: int
    column: str
    value: str
    rule: str
    severity: Severity
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Claim:
    """How well a sheet fits a source: `accepted` only when its content leaves no doubt.

    `refused`: it is surely this format, but holds nothing that could be loaded; `evidence` says why
    and what to add instead.
    """

    accepted: bool
    closeness: float
    evidence: str
    header_row: int = 0
    refused: bool = False


@dataclass
class Reading:
    """Everything a source took from one sheet.

    `facts` maps a staged table to its records. Each record holds text as found, plus `row`, the
    row number a spreadsheet shows. `rows_read` counts the sheet's data records: headings, tag
    rows and blank rows are not records. `record_rows` are their row numbers.
    """

    record_rows: list[int]
    facts: dict[str, list[Record]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        return len(self.record_rows)


@dataclass(frozen=True)
class DateRules:
    """How to read dates with no evidence of their order, and files the user has ruled on."""

    default_order: Literal["dmy", "mdy", "ymd"] = "dmy"
    per_file: Mapping[str, str] = field(default_factory=dict)


class Source(Protocol):
    """One real-world format: a module with these names."""

    NAME: str
    TITLE: str

    def recognise(self, sheet: Sheet) -> Claim: ...

    def read(self, sheet: Sheet, claim: Claim, dates: DateRules) -> Reading: ...


@lru_cache(maxsize=65536)  # the same headings are asked about by every source
def heading_key(text: str) -> str:
    """A heading without case, accents, punctuation or spacing: `In-Meeting Duration` = `inmeetingduration`."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\ufeff", ""))
    return re.sub(r"[^\w]|_", "", "".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


def is_blank(row: Sequence[str]) -> bool:
    """Whether a row holds nothing at all."""
    return not any(row)


def shortened(text: str, most: int = LONGEST_SENTENCE) -> str:
    """A text no longer than somebody reads, whatever the cells it quotes."""
    return text if len(text) <= most else text[: most - 1] + "…"


def find_header(sheet: Sheet, known: Iterable[str], within: int = 15) -> tuple[int, set[str]]:
    """The row (index) of the first `within` that holds most of the known heading keys, and those it holds."""
    wanted = set(known)
    best, found = 0, set[str]()
    for index, row in enumerate(sheet.rows[:within]):
        hits = wanted & {heading_key(cell) for cell in row if cell}
        if len(hits) > len(found):
            best, found = index, hits
    return best, found


def records_below(sheet: Sheet, header_row: int, most: int | None = None) -> list[tuple[int, list[str]]]:
    """Data records under the heading as (row number, cells), the first `most` of them; blank and HXL rows are passed over."""
    width = len(sheet.rows[header_row]) if sheet.rows else 0
    records = (
        (index + 1, list(row) + [""] * (width - len(row)))
        for index, row in enumerate(islice(sheet.rows, header_row + 1, None), start=header_row + 1)
        if not is_blank(row) and not is_hxl_row(row)
    )
    return list(islice(records, most))
