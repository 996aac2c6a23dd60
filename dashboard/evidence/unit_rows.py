"""Which rows is a number made of, as far as an audience may see them, and where do they stand in the files?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import breakdowns, words
from dashboard.evidence.rules import Rule
from dashboard.languages import N_, _
from dashboard.queries import Reader, Row, Value

FILES = N_("File, sheet and row")
FIRST_ROWS = 200
# Headings, and what makes the cells below them from a row.
Lines = tuple[tuple[str, ...], Callable[[Row], tuple[Any, ...]]]


@dataclass(frozen=True)
class Where:
    """How a place in the files is written; looked up once, for a table has thousands of places."""

    sheet: str
    file: str

    @classmethod
    def in_words(cls) -> Where:
        """Return it in the reader's language."""
        return cls(_("{file}, sheet {sheet}, row {rows}"), _("{file}, row {rows}"))


def withheld(value: Value, about: Row, audience: str) -> str:
    """Say why an audience may not see the rows of a value; empty where it may. `about`: its indicator's `meaning`."""
    if audience == "donor":
        return _("Donors see the numbers, and not the rows behind them.")
    if audience == "evaluator" and about["disclosure"] == "opinion":
        return _("Rows of a survey are shown to nobody outside the coordination team.")
    if audience != "team" and value.status == "suppressed":
        return _("The number is hidden, and so are its rows. {reason}").format(
            reason=words.plain(words.reason(value.reason))
        )
    if value.group_by == "definition":
        return _("Rows are kept for the definition of local in force only. Choose another breakdown to see them.")
    return ""


def behind(reader: Reader, value: Value, rule: Rule) -> list[Row]:
    """Return the unit rows behind a value, oldest first; the statement itself holds back what an audience may not see."""
    return reader.rows(
        "unit_rows", audience=reader.audience, indicator=value.indicator, cluster=value.cluster, grain=value.grain,
        period_start=value.period_start, group_by=value.group_by, group=value.group, rows_of=rule.rows_of,
    )  # fmt: skip


def writer(rows: Sequence[Row], about: Row, audience: str, category: str = "") -> Callable[[Sequence[Row]], list[Row]]:
    """Return what writes some of these rows under headings for people: only columns that hold something for the audience.

    It keeps the reader's language, so that a file that is made later, when somebody asks for it, is in that language.
    `category`: the grouping that the rows' own category belongs to.
    """
    opinion = audience == "team" and about["disclosure"] == "opinion"
    headings, line = _answers() if opinion else _counted(rows, audience, category)

    def written(some: Sequence[Row]) -> list[Row]:
        cells = [line(row) for row in some]
        kept = [at for at in range(len(headings)) if any(cell[at] not in (None, "") for cell in cells)]
        return [{headings[at]: cell[at] for at in kept} for cell in cells]

    return written


def _answers() -> Lines:
    headings = (_("Date"), _("Answered"), _(FILES))
    yes, no, where = _("yes"), _("no"), Where.in_words()
    return headings, lambda row: (row["date"], yes if row["answered"] else no, places(row["origins"], where))


def _counted(rows: Sequence[Row], audience: str, category: str) -> Lines:
    headings = (
        _("Date"), _("Organisation"), _("Group"), _("Counted"), _("Out of"), _("Score"), _(FILES),
    )  # fmt: skip
    where, numbered = Where.in_words(), _("Organisation {number}")
    groups = {code: breakdowns.group(code, category) for code in {row["category"] for row in rows} if code is not None}

    def line(row: Row) -> tuple[Any, ...]:
        who = row["organisation"] if audience == "team" else numbered.format(number=row["pseudonym"])
        group, counts = groups.get(row["category"], ""), (row["numerator"], row["denominator"], row["value"])
        return row["date"], who, group, *counts, places(row["origins"], where)

    return headings, line


def places(origins: Iterable[Row], where: Where) -> str:
    """Write file, sheet and row of each place; several rows of one sheet together."""
    found: dict[tuple[str, str], list[str]] = {}
    for origin in origins:
        found.setdefault((origin["file"], origin["sheet"] or ""), []).append(str(origin["row"]))
    return words.apart(
        (where.sheet if sheet else where.file).format(
            file=words.as_written(file), sheet=words.as_written(sheet), rows=words.in_a_row(rows)
        )
        for (file, sheet), rows in found.items()
    )
