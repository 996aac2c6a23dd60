"""Who was in which meetings, as a list of millions of rows says? Read by whole columns; the same as row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.bulk import append
from pipelines.contracts.check import add_findings, stage
from pipelines.sources.attendance_fields import no_organisation
from pipelines.sources.reading import DateRules, Finding, Record
from pipelines.sources.signin_sheet import meeting_record, no_day
from pipelines.staging.contents import Contents
from pipelines.staging.long_cells import read_lines
from pipelines.staging.long_layout import Layout
from pipelines.staging.long_meaning import Meaning, find_meaning
from pipelines.staging.long_records import find_records
from pipelines.staging.sql_text import run


def count_attendance(
    con: duckdb.DuckDBPyConnection, path: Path, contents: Contents, layout: Layout, rules: DateRules
) -> int:
    """Count a long list's people into `counted` and stage its meetings. Returns the number of records.

    Raises NotPlain, and then leaves nothing behind, where the list must be read row by row.
    """
    with _attended(con, path, contents, layout, rules) as meaning:
        ((list_id,),) = con.execute("select coalesce(max(list), 0) + 1 from counted.lists").fetchall()
        con.execute("create table long.this as select ? as list", [list_id])
        run(con, "counted.sql")
        return _keep(con, layout, meaning, list_id)


def name_people(
    con: duckdb.DuckDBPyConnection, path: Path, contents: Contents, layout: Layout, rules: DateRules
) -> None:
    """Read a list again, and put who came to the meetings in `counted.reopened` into `typed.attendance` by name."""
    with _attended(con, path, contents, layout, rules):
        con.execute("create table long.file as select ? as file, ? as sheet", [layout.sheet.file, layout.sheet.name])
        run(con, "named.sql")


@contextmanager
def _attended(
    con: duckdb.DuckDBPyConnection, path: Path, contents: Contents, layout: Layout, rules: DateRules
) -> Iterator[Meaning]:
    """`long.attended`: one row a record, as numbers. Gone when done."""
    con.execute("create schema long")
    try:
        read_lines(con, path, contents, layout)
        find_records(con, layout)
        run(con, "written.sql")
        meaning = find_meaning(con, layout, rules)
        run(con, "attended.sql")
        yield meaning
    finally:
        con.execute("drop schema long cascade")


def _keep(con: duckdb.DuckDBPyConnection, layout: Layout, meaning: Meaning, list_id: int) -> int:
    """What the counts are of: the meetings and organisations, the records, and what is to be said of some of them."""
    file, sheet = layout.sheet.file, layout.sheet.name
    held = con.execute("select meeting, first_row, last_row, records from long.held order by first_row").fetchall()
    keys = {meeting: f"meeting {place}" for place, (meeting, *_) in enumerate(held, start=1)}
    append(con, "counted.meetings", [(list_id, meeting, keys[meeting], *rest) for meeting, *rest in held])
    stage(con, file, sheet, "meetings", _meetings(layout, meaning, keys, held))
    con.execute("insert into counted.organisations select ?, organisation, name from long.names", [list_id])
    con.execute('insert into counted.passed_over select ?, "row" from long.passed_over', [list_id])
    add_findings(con, file, [*meaning.findings, *_refused(con, layout, meaning)])
    ((records, first, last),) = con.execute('select count(*), min("row"), max("row") from long.records').fetchall()
    append(con, "counted.lists", [(list_id, file, sheet, first, last)])
    return int(records)


def _meetings(
    layout: Layout, meaning: Meaning, keys: Mapping[int, str], held: Iterable[tuple[int, int, int, int]]
) -> Iterator[Record]:
    fields, heading_row = layout.heading.fields, layout.heading.last + 1
    for meeting, first_row, *_ in held:
        yield meeting_record(keys[meeting], meaning.meetings[meeting], fields, first_row, heading_row)


def _refused(con: duckdb.DuckDBPyConnection, layout: Layout, meaning: Meaning) -> Iterator[Finding]:
    """Why a record is not counted: it names no organisation, or no day."""
    sheet, heading = layout.sheet, layout.heading
    column = heading.texts[heading.fields["organisation"]]
    refused = con.execute(
        'select "row", meeting, organisation is null from long.attended where meeting < 0 or organisation is null'
    ).fetchall()
    for row, meeting, nameless in refused:
        if nameless:
            yield no_organisation(sheet, row, column)
        if meeting < 0:
            yield no_day(sheet, row, meaning.undated[meeting])
