"""Any table under any source's own headings: recognising never fails, reading never fails, no row is lost or made up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.contracts.tables import CONTRACTS
from pipelines.sources.reading import DateRules, Reading, Source
from pipelines.sources.recognise import sources
from pipelines.sources.sheets import Sheet
from tests.fuzz_pieces import pieces
from tests.mutations import ERRORS, FORMULAS, HUGE, ODD_CELLS

PERSON = "Zebulon Quackenbush"
CELLS = (
    *ODD_CELLS,
    *ERRORS,
    *FORMULAS,
    "=1+1",
    HUGE,
    "(" * 3_000,
    PERSON,
    "z.quackenbush@hope.example",
    "Hope",
    "WASH",
    "12/03/2025",
)
BY_NAME = {source.NAME: source for source in sources()}
TABLES = {name: [sheet for sheet in sheets if sheet.payload is None] for name, sheets in pieces(False).items()}
DOCUMENTS = {
    name: [sheet.payload for sheet in sheets if sheet.payload is not None] for name, sheets in pieces(False).items()
}
SOME = settings(
    max_examples=settings().max_examples // 6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
cells = st.sampled_from(CELLS) | st.text(max_size=12).map(str.strip)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(CELLS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("id", "name", "type")), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def tables(draw: st.DrawFn, sheets: list[Sheet]) -> Sheet:
    """One of the sheets with cells replaced, rows doubled, cut, blank or moved, and lines above."""
    sheet = draw(st.sampled_from(sheets))
    rows = [list(row) for row in sheet.rows]
    for _ in range(draw(st.integers(0, 6))):
        row = draw(st.sampled_from(rows))
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(cells)
    body = draw(st.lists(st.sampled_from(rows[1:] or rows), max_size=8))
    extra = draw(st.lists(st.lists(cells, max_size=5), max_size=3))
    above = draw(st.lists(st.lists(cells, max_size=2), max_size=2))
    return replace(
        sheet, rows=[*above, *rows, *map(list, body), *extra], encoding=draw(st.sampled_from(("utf-8", "workbook")))
    )


@st.composite
def documents(draw: st.DrawFn, payloads: list[Any]) -> Sheet:
    """One of the documents with some of its values replaced."""
    payload = json.loads(json.dumps(draw(st.sampled_from(payloads))))
    for _ in range(draw(st.integers(1, 4))):
        node = payload
        while isinstance(node, dict | list) and node:
            key = draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
            if not isinstance(node[key], dict | list) or draw(st.integers(0, 4)) == 0:
                node[key] = draw(values)
                break
            node = node[key]
    return Sheet("folder/file.json", "", [], "utf-8", payload)


def keep_their_promises(sheet: Sheet) -> None:
    """What every source owes to any sheet."""
    for source in BY_NAME.values():
        claim = source.recognise(sheet)
        assert 0 <= claim.closeness <= 1
        assert claim.evidence
        assert not (claim.accepted and claim.refused)
        if claim.accepted:
            no_row_is_lost_or_made_up(source, sheet, source.read(sheet, claim, DateRules()))


def no_row_is_lost_or_made_up(source: Source, sheet: Sheet, reading: Reading) -> None:
    rows = reading.record_rows
    assert len(set(rows)) == len(rows), source.NAME
    if sheet.payload is None:
        assert all(1 <= row <= len(sheet.rows) for row in rows), source.NAME
    for table, records in reading.facts.items():
        known = {"row", *(column.name for column in CONTRACTS[table].columns)}
        assert all(set(record) <= known for record in records), source.NAME
        assert all(
            value is None or isinstance(value, str)
            for record in records
            for key, value in record.items()
            if key != "row"
        )
        if table != "meetings":  # one may stand in the lines above a table
            assert {record["row"] for record in records} <= set(rows), (source.NAME, table)
    people = {column.name for contract in CONTRACTS.values() for column in contract.columns if column.personal}
    named = [record for records in reading.facts.values() for record in records if PERSON in map(record.get, people)]
    if named:
        assert not re.search("quackenbush", " ".join(f.value + f.message for f in reading.findings), re.IGNORECASE), (
            source.NAME
        )


@pytest.mark.parametrize("name", [name for name, sheets in TABLES.items() if sheets])
def test_any_table_under_the_headings_of_a_source(name: str) -> None:
    @given(tables(TABLES[name]))
    @SOME
    def check(sheet: Sheet) -> None:
        keep_their_promises(sheet)

    check()


@pytest.mark.parametrize("name", [name for name, payloads in DOCUMENTS.items() if payloads])
def test_any_document_like_those_of_a_source(name: str) -> None:
    @given(documents(DOCUMENTS[name]))
    @SOME
    def check(sheet: Sheet) -> None:
        keep_their_promises(sheet)

    check()


@given(st.lists(st.lists(cells, max_size=8), max_size=12))
@SOME
def test_any_table_at_all(rows: list[list[str]]) -> None:
    keep_their_promises(Sheet("folder/file.csv", "", rows))


@given(values)
@SOME
def test_any_document_at_all(payload: Any) -> None:
    keep_their_promises(Sheet("folder/file.json", "", [], "utf-8", payload))
