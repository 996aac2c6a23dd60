"""What do the different cells of a long list mean? Asked of the source once for each, however often it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.bulk import append
from pipelines.sources.attendance_days import day_in_name
from pipelines.sources.attendance_fields import organisation_in, person_in
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.oversized import LONGEST_CELL
from pipelines.sources.reading import DateRules, Finding, heading_key
from pipelines.sources.signin_gaps import SPANNED_ROWS, is_ditto
from pipelines.sources.signin_headings import heading_field
from pipelines.sources.signin_sheet import is_day, speaks_of_attendance
from pipelines.staging.long_cells import FIRST_VISIBLE, NotPlain
from pipelines.staging.long_layout import Layout
from pipelines.staging.long_records import clean

OF_A_MEETING = ("cluster", "date", "meeting")
OF_AN_ORGANISATION = ("organisation", "acronym")
OF_A_PERSON = ("person", "first", "last", "email")


@dataclass(frozen=True)
class Written:
    """One combination of cells as the list writes it: the number that stands for it, its cells, and how many rows have it."""

    key: int
    cells: Mapping[str, str]
    rows: int


@dataclass(frozen=True)
class Meaning:
    """A list's meetings (cluster, day, title) by number, and what is to be said of the whole list.

    Negative numbers (`undated`) stand for texts that name no day.
    """

    meetings: Mapping[int, tuple[str, str, str]]
    undated: Mapping[int, str]
    findings: Sequence[Finding]


def find_meaning(con: duckdb.DuckDBPyConnection, layout: Layout, rules: DateRules) -> Meaning:
    """Make `long.meetings`, `long.days`, `long.organisations`, `long.as_meant` and `long.own_names`. Raises NotPlain."""
    meetings = _written(con, "meeting", OF_A_MEETING)
    organisations = _written(con, "organisation", OF_AN_ORGANISATION)
    if not meetings:
        raise NotPlain
    _refuse_gaps(layout, meetings, organisations)
    _people(con, layout, _organisations(con, organisations))
    return _meetings(con, layout, rules, meetings)


def _written(con: duckdb.DuckDBPyConnection, what: str, fields: Sequence[str]) -> list[Written]:
    """The combinations that records have, in the order of their first rows."""
    rows = con.execute(
        f"select key, records, {', '.join(fields)} from ("
        f'select {what} as key, min("row") as first_row, count(*) as records from long.records group by key)'
        f" join long.written_{what}s using (key) order by first_row"
    ).fetchall()
    if len({key for key, *_ in rows}) < len(rows):  # two texts with one number: one in thousands of millions
        raise NotPlain
    found = [Written(key, dict(zip(fields, map(clean, cells), strict=True)), records) for key, records, *cells in rows]
    for (_, _, *cells), written in zip(rows, found, strict=True):
        for raw, text in zip(cells, written.cells.values(), strict=True):
            if len(text) > LONGEST_CELL or (raw >= FIRST_VISIBLE and not text):  # to be cut; blank without looking so
                raise NotPlain
    return found


def _refuse_gaps(layout: Layout, meetings: Sequence[Written], organisations: Sequence[Written]) -> None:
    """Raise NotPlain where a cell means what stands above it, or an organisation reads like a heading."""
    if any(heading_field(written.cells["organisation"]) for written in organisations):
        raise NotPlain
    fields = layout.heading.fields
    for field in (field for field in (*OF_A_MEETING, "organisation") if field in fields):
        entries = organisations if field == "organisation" else meetings
        texts = [(entry.cells[field], entry.rows) for entry in entries]
        empty = sum(rows for text, rows in texts if not text)
        written = {text for text, _ in texts if text}
        once = 0 < len(written) == sum(rows for text, rows in texts if text)
        if any(is_ditto(text) for text, _ in texts) or (once and empty >= SPANNED_ROWS):
            raise NotPlain
    if "date" in fields and any(
        not entry.cells["date"] and not entry.cells[field]
        for entry in meetings
        for field in ("cluster", "meeting")
        if field in fields
    ):
        raise NotPlain


def _organisations(con: duckdb.DuckDBPyConnection, written: Sequence[Written]) -> dict[int, str]:
    """The organisation each combination names, by its key; by number in `long.names`."""
    places = {"organisation": 0, "acronym": 1}
    names = {entry.key: organisation_in([*entry.cells.values()], places, "") for entry in written}
    numbers = {name: number for number, name in enumerate(dict.fromkeys(filter(None, names.values())), start=1)}
    con.execute("create table long.organisations (key bigint, organisation integer)")
    append(con, "long.organisations", [(key, numbers.get(name)) for key, name in names.items()])
    con.execute("create table long.names (organisation integer, name varchar)")
    append(con, "long.names", [(number, name) for name, number in numbers.items()])
    return {key: name for key, name in names.items() if name}


def _people(con: duckdb.DuckDBPyConnection, layout: Layout, organisations: Mapping[int, str]) -> None:
    """Cells of people that must be looked at: those that are not as written, or name the organisation again."""
    by_name: dict[str, list[int]] = {}
    for key, name in organisations.items():
        by_name.setdefault(heading_key(name), []).append(key)
    con.execute("create table long.names_of_organisations (name varchar)")
    append(con, "long.names_of_organisations", [(name,) for name in by_name])
    con.execute("create table long.as_meant (key bigint, person varchar, email varchar)")
    con.execute("create table long.own_names (person bigint, organisation bigint)")
    places = {field: place for place, field in enumerate(OF_A_PERSON) if field in layout.heading.fields}
    meant, own = [], []
    for key, *cells in con.execute(_looked_at(parted="first" in places)).fetchall():
        texts = [clean(cell) for cell in cells]
        if max(map(len, texts)) > LONGEST_CELL or any(
            raw >= FIRST_VISIBLE and not text for raw, text in zip(cells, texts, strict=True)
        ):
            raise NotPlain
        person = person_in(texts, places)
        meant.append((key, person, texts[-1]))
        own += [(key, organisation) for organisation in by_name.get(heading_key(person), ()) if person]
    append(con, "long.as_meant", meant)
    append(con, "long.own_names", own)


def _looked_at(parted: bool) -> str:
    """SQL for the people who are looked at: all but plain names in Latin letters that are no organisation's."""
    plain = " and ".join(f"regexp_full_match({name}, '([!-~]( ?[!-~])*)?')" for name in ("person", "email"))
    return (
        "select key, person, first_name, last_name, email from long.written_people"
        f" where {str(parted).lower()} or not ({plain}) or starts_with(person, '#') or starts_with(person, 'Err:')"
        f" or strlen(person) > {LONGEST_CELL} or strlen(email) > {LONGEST_CELL}"
        " or lower(regexp_replace(person, '[^A-Za-z0-9]', '', 'g')) in (from long.names_of_organisations)"
    )


def _meetings(con: duckdb.DuckDBPyConnection, layout: Layout, rules: DateRules, written: Sequence[Written]) -> Meaning:
    """Number the meetings: one for each cluster, day and title; below 0 what names no day."""
    lines = layout.lines
    days = [entry.cells["date"] for entry in written]
    order, findings = sheet_order([lines.date, *days], rules, layout.sheet)
    undated = not any(days) and not lines.date
    named_day, more = day_in_name(layout.sheet, undated and speaks_of_attendance(layout.sheet, layout.heading))
    numbers: dict[tuple[str, str, str], int] = {}
    no_day: dict[str, int] = {}
    keys = []
    for entry in written:
        day = iso_day(entry.cells["date"] or lines.date or named_day, order)
        meeting = (entry.cells["cluster"] or lines.cluster, day, entry.cells["meeting"] or lines.title)
        known = is_day(day)
        number = numbers.setdefault(meeting, len(numbers) + 1) if known else no_day.setdefault(day, -len(no_day) - 1)
        keys.append((entry.key, number))
    con.execute("create table long.meetings (key bigint, meeting integer)")
    append(con, "long.meetings", keys)
    ordinals = {day: place for place, day in enumerate(dict.fromkeys(day for _, day, _ in numbers))}
    con.execute("create table long.days (meeting integer, day integer)")
    append(con, "long.days", [(number, ordinals[day]) for (_, day, _), number in numbers.items()])
    return Meaning(
        {number: meeting for meeting, number in numbers.items()},
        {number: day for day, number in no_day.items()},
        [*findings, *more],
    )
