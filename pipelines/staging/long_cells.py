"""How does DuckDB cut a long list into the cells that our own reader would? One pass, and every line's number."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.bulk import append
from pipelines.sources.oversized import LONGEST_CELL
from pipelines.sources.reading import is_blank
from pipelines.sources.signin_parts import LONGEST_TITLE
from pipelines.staging.contents import Contents
from pipelines.staging.line_marks import mark_lines
from pipelines.staging.long_layout import Layout
from pipelines.staging.sql_text import quoted, run

# Our name for each field of the heading that tells records apart. Of all other columns only counts whether they are filled.
NAMES = {
    "cluster": "cluster", "date": "date", "meeting": "meeting", "organisation": "organisation", "acronym": "acronym",
    "person": "person", "first": "first_name", "last": "last_name", "email": "email",
}  # fmt: skip
# What no cell reads: so that an empty cell stays a text, and one that is not there does not.
NO_CELL = "\x01\x02\x03"
# Rows may be a little wider than those of the beginning.
SPARE = 2
# Lists with more blank lines are read row by row.
MOST_BLANK = 10_000
FIRST_VISIBLE = "!"  # sorts behind the space and before all that can be seen
# What strip() takes away besides, and marks of direction.
BLANKS = "".join(
    chr(code)
    for code in (
        *range(127, 161), 1564, 5760, *range(8192, 8208), *range(8232, 8240), 8287, *range(8294, 8298), 12288, 65279
    )
)  # fmt: skip


class NotPlain(Exception):
    """The text is cut into cells by other rules than DuckDB's, or its rows need each other: it is read row by row."""


def read_lines(con: duckdb.DuckDBPyConnection, path: Path, contents: Contents, layout: Layout) -> None:
    """Make `long.cells` (the file as a view) and `long.numbered`: a row a line, with its number and what stands for its cells.

    Raises NotPlain.
    """
    records, folded = contents.line_feeds + (not contents.ends_line), False
    if contents.quotes:
        marks = mark_lines(path, layout.delimiter)
        if not marks.regular:
            raise NotPlain
        records, folded = marks.records, marks.records != records
    con.execute(f"create view long.cells as select {_columns(layout)} from {_reader(path, layout, folded)}")
    try:
        run(con, "lines.sql")
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:  # too wide a row, not UTF-8
        raise NotPlain from error
    ((found,),) = con.execute("select count(*) from long.lines").fetchall()
    _number(con, [] if found == records else _blank_lines(path, layout, records - found))


def _blank_lines(path: Path, layout: Layout, missing: int) -> list[int]:
    """The places of the lines that DuckDB leaves out, because nothing is on them."""
    blank = mark_lines(path, layout.delimiter).blank
    if len(blank) != missing or missing > MOST_BLANK:
        raise NotPlain
    return blank


def _number(con: duckdb.DuckDBPyConnection, blank: list[int]) -> None:
    """`long.numbered`: each line with the number a spreadsheet shows, which counts blank lines; these are `long.passed_over`."""
    con.execute('create table long.passed_over ("row" bigint)')
    append(con, "long.passed_over", [(place + 1,) for place in blank])
    if not blank:
        con.execute('create view long.numbered as select rowid + 1 as "row", * from long.lines')
        return
    # Between the blank lines, numbers run on: the line at `place` has so many of them before it.
    starts = [0, *(place - index for index, place in enumerate(blank))]
    con.execute("create table long.stretches (start bigint, until bigint, before integer)")
    append(
        con, "long.stretches", [(a, b, n) for n, (a, b) in enumerate(zip(starts, [*starts[1:], 2**62], strict=True))]
    )
    con.execute(
        'create table long.numbered as select lines.rowid + 1 + before as "row", lines.*'
        " from long.lines join long.stretches on lines.rowid >= start and lines.rowid < until"
    )


def _reader(path: Path, layout: Layout, folded: bool) -> str:
    """SQL for the file as texts. `folded`: there are line breaks inside quotation marks."""
    columns = ", ".join(f"c{place}: 'varchar'" for place in range(layout.width + SPARE))
    return (
        f"read_csv({quoted(str(path))}, auto_detect = false, header = false, strict_mode = true, null_padding = true,"
        f" delim = {quoted(layout.delimiter)}, quote = '\"', escape = '\"', nullstr = {quoted(NO_CELL)},"
        f" parallel = {str(not folded).lower()}, columns = {{{columns}}})"
    )


def _columns(layout: Layout) -> str:
    """Our names for the columns, whether a line may be no record, and all its cells.

    Only expressions on the line itself: DuckDB makes a join of a long `in (…)`, and then lines lose their order.
    """
    fields = layout.heading.fields
    named = [
        f"coalesce(c{fields[field]}, '') as {name}" if field in fields else f"'' as {name}"
        for field, name in NAMES.items()
    ]
    cells = ", ".join(f"c{place}" for place in range(layout.width + SPARE))
    return f"{', '.join(named)}, {_odd(layout)} as odd, [{cells}] as cells"


def _odd(layout: Layout) -> str:
    """SQL that is true of every line that is not plainly a record: a few records too many do no harm.

    A title has few cells, the first with a colon or alone; a heading or tag row says so in its cells.
    """
    every = [f"c{place}" for place in range(layout.width + SPARE)]
    named = [f"c{layout.heading.fields[field]}" for field in NAMES if field in layout.heading.fields]
    # The texts of named columns are looked at again, each once; in the others a sign that nobody sees may come first.
    sure = {c: f"{c} >= '{FIRST_VISIBLE}'" + ("" if c in named else f" and not {_begins_blank(c)}") for c in every}
    count = " + ".join(f"coalesce({test}, false)::utinyint" for test in sure.values())
    few = f"{count} <= 2 or ({count} <= {LONGEST_TITLE} and (coalesce(c0, '') < '{FIRST_VISIBLE}' or {_begins_blank('c0')} or contains(c0, ':')))"
    if len(named) > LONGEST_TITLE:  # then a row with all of them filled needs no counting
        few = f"case when {' and '.join(sure[c] for c in named)} then false else {few} end"
    first = sorted({row[0] for row in layout.sheet.rows[: layout.heading.last + 1] if not is_blank(row)})
    tests = (
        f"coalesce(c{layout.heading.fields['organisation']}, '') < '{FIRST_VISIBLE}'",
        few,
        *(f"coalesce(trim(c0), '') = {quoted(text)}" for text in first),
        *(f"coalesce({c} >= '#' and {c} < '$', false)" for c in every),
        *(f"coalesce(strlen({c}) > {LONGEST_CELL}, false)" for c in every if c not in named),
    )
    return " or ".join(tests)


def _begins_blank(column: str) -> str:
    """SQL that is true where a cell begins with a sign nobody sees, of those that sort behind the space."""
    return f"contains({quoted(BLANKS)}, left({column}, 1))"
