"""Which columns and records does an answer of the pooled funds' system hold, be it a table or JSON?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.sources.columns import Numbered, overlong_rows, picker, positions
from pipelines.sources.headings import share_understood
from pipelines.sources.reading import Claim, Finding, find_header, heading_key, records_below
from pipelines.sources.sheets import Sheet

NEXT_PAGE = ("odata.nextLink", "@odata.nextLink")


@dataclass(frozen=True)
class Answer:
    """The records under their headings, as (row number, cells), and what is wrong with single ones."""

    headings: list[str]
    records: Numbered
    findings: list[Finding]

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self.records]

    def cells(self, wanted: Mapping[str, str]) -> list[tuple[int, dict[str, str]]]:
        """Each record as our names (name → heading) with its cells; empty where there is no such column."""
        at = picker(self.headings, wanted)
        nothing = dict.fromkeys(wanted, "")
        return [(number, nothing | {name: row[column] for name, column in at.items()}) for number, row in self.records]


def entries(payload: Any) -> list[Any]:
    """The list of records in a JSON document: as the fund's system answers, or alone."""
    listed = payload.get("value", payload.get("data")) if isinstance(payload, dict) else payload
    return listed if isinstance(listed, list) else []


def fit(sheet: Sheet, needed: Iterable[str], others: Iterable[str], what: str, alone: bool = False) -> Claim:
    """Accepted when every needed heading is there; `alone`: and none that is not known."""
    known = {heading_key(heading): heading for heading in (*needed, *others)}
    row, headings = _headings(sheet, known)
    found = known.keys() & positions(headings).keys()
    missing = [heading for heading in needed if heading_key(heading) not in found]
    evidence = f"{len(found)} of {len(known)} {what} columns" + (f"; missing: {', '.join(missing)}" if missing else "")
    if alone and share_understood(headings, len(found)) < 1:
        return Claim(False, len(found) / len(known) / 2, f"{evidence}; other columns stand beside them")
    return Claim(not missing, len(found) / len(known), evidence, row)


def _headings(sheet: Sheet, known: Iterable[str]) -> tuple[int, list[str]]:
    if sheet.payload is not None:
        first = next((entry for entry in entries(sheet.payload) if isinstance(entry, dict)), {})
        return 0, list(first)
    row, _ = find_header(sheet, known)
    return row, list(sheet.rows[row]) if sheet.rows else []


def answer(sheet: Sheet, claim: Claim) -> Answer:
    """All records of a table under its heading, or of a JSON list, counted from 1."""
    if sheet.payload is not None:
        return _from_json(sheet)
    headings = list(sheet.rows[claim.header_row])
    records = records_below(sheet, claim.header_row)
    return Answer(headings, records, overlong_rows(sheet, records, len(headings)))


def _from_json(sheet: Sheet) -> Answer:
    listed = entries(sheet.payload)
    headings = list(dict.fromkeys(key for entry in listed if isinstance(entry, dict) for key in entry))
    records = [
        (number, [_text(entry.get(key)) for key in headings] if isinstance(entry, dict) else [""] * len(headings))
        for number, entry in enumerate(listed, start=1)
    ]
    odd = [number for number, entry in enumerate(listed, start=1) if not isinstance(entry, dict)]
    return Answer(headings, records, [_not_a_record(sheet, number) for number in odd] + _page_of_several(sheet))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _not_a_record(sheet: Sheet, number: int) -> Finding:
    return Finding(
        sheet.name, number, "", "", "not_a_record", "error",
        f"Entry {number} of the list has no named values. Expected a record such as the others.",
        "Download the answer again and replace the file.",
    )  # fmt: skip


def _page_of_several(sheet: Sheet) -> list[Finding]:
    if not isinstance(sheet.payload, dict) or not any(sheet.payload.get(key) for key in NEXT_PAGE):
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "one_page_of_several", "info",
            "This is one page of several: the answer says that another page follows.",
            "Make sure that every page of this answer is in the folder.",
        )
    ]  # fmt: skip
