"""Which lines of a long list are records? All but blank and repeated headings; a second title makes it no long list."""

from __future__ import annotations

import duckdb

from pipelines.bulk import append
from pipelines.sources.oversized import LONGEST_CELL
from pipelines.sources.reading import is_blank
from pipelines.sources.sheets import Sheet
from pipelines.sources.signin_parts import has_date, is_heading, is_plain, is_printed, is_title
from pipelines.sources.unseen import seen
from pipelines.staging.long_cells import NotPlain
from pipelines.staging.long_layout import Layout

# A list with more lines that might be no records is of another kind.
MOST_ODD = 200_000


def find_records(con: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Add to `long.passed_over` (rows that are no records), and make `long.records`. Raises NotPlain where meetings follow each other."""
    _check_order(con, layout)
    first = layout.heading.last + 2
    odd = con.execute(
        'select "row", cells from long.numbered where cells is not null and "row" >= ? order by "row" limit ?',
        [first, MOST_ODD + 1],
    ).fetchall()
    if len(odd) > MOST_ODD:
        raise NotPlain
    append(con, "long.passed_over", [(row,) for row in _passed_over(odd, layout)])
    con.execute(
        f'create view long.records as select * from long.numbered where "row" >= {first}'
        ' and "row" not in (from long.passed_over)'
    )


def _check_order(con: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Raise NotPlain where the heading is not in its place: then lines have not kept their order, and numbers would be wrong."""
    number = layout.heading.last + 1
    heading = con.execute('select cells from long.numbered where "row" = ? and cells is not null', [number]).fetchall()
    if [[clean(cell) for cell in cells if cell is not None] for (cells,) in heading] != [
        list(layout.sheet.rows[number - 1])
    ]:
        raise NotPlain


def _passed_over(odd: list[tuple[int, list[str | None]]], layout: Layout) -> list[int]:
    heading = layout.heading
    printed = {tuple(row) for row in layout.sheet.rows[: heading.last + 1] if not is_blank(row)}
    starts = {row[0] for row in printed}
    over, title, again = [], False, False
    for number, cells in odd:
        row = [clean(cell) for cell in cells if cell is not None]
        if max(map(len, row), default=0) > LONGEST_CELL:
            raise NotPlain
        if is_plain(row, heading, starts):
            continue
        if is_printed(row, printed):
            over.append(number)
            again |= not is_blank(row)
        elif is_heading(Sheet("", "", [row]), 0, heading):
            raise NotPlain
        elif is_title(row, heading):
            title = True
            if has_date(row):
                raise NotPlain
    if title and again:  # a title is one where a heading follows
        raise NotPlain
    return over


def clean(text: str) -> str:
    """A cell as the row reader has it: without what nobody sees, and without space around it."""
    return seen(text).strip()
