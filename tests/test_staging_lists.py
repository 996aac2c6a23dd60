"""Is a long list read by whole columns the same as row by row? Every finding, every count, every row number."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.intake import Rules, places, quarantined_rows, take_in
from pipelines.sources.reading import DateRules
from pipelines.workspace import Workspace, open_workspace

SETTINGS = '[[clusters]]\nname = "WASH"\n[[clusters]]\nname = "Health"\n'
HEADINGS = "Cluster,Meeting date,Meeting,Name,Organisation"
BY_ROWS = """
    select m.meeting_key, organisation, count(*), count(distinct coalesce(lower(person), lower(email), a."row"::varchar))
    from typed.attendance a join typed.meetings m using (file, sheet, meeting_key) group by all
"""
COUNTED = """
    with named as (
        select list, meeting, organisation, meeting_key, name
        from counted.meetings join counted.lists using (list) join counted.organisations using (list)
    ),
    counts as (
        select meeting_key, name, sum(attendance.records)::bigint as records, sum(people)::bigint as people
        from counted.attendance join named using (list, meeting, organisation)
        group by all
    ),
    by_person as (
        select meeting_key, name, count(*) - 1 as repeated
        from counted.shared join named using (list, meeting, organisation)
        group by meeting_key, name, someone
    ),
    twice as (select meeting_key, name, sum(repeated)::bigint as repeated from by_person group by all)
    select meeting_key, name, records, people - coalesce(repeated, 0)
    from counts left join twice using (meeting_key, name)
"""
ROWS_HELD = 'select "row" from records union select unnest(range(first_record, last_record + 1)) from counted.lists'


def outcome(
    text: str | bytes, long: int, name: str = "list.csv", dates: DateRules | None = None
) -> tuple[bool, dict[str, Any]]:
    """Whether a file was counted, and all that reading and checking it gives."""
    with tempfile.TemporaryDirectory() as place, duckdb.connect() as con:
        folder = Path(place)
        (folder / "workspace.toml").write_text(SETTINGS)
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return _outcome(con, path, name, open_workspace(folder), Rules(dates or DateRules(), long=long))


def _outcome(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, workspace: Workspace, rules: Rules
) -> tuple[bool, dict[str, Any]]:
    reports, _ = take_in(con, places([(path, name)]), workspace, rules)

    def rows(query: str) -> list[Any]:
        return sorted(con.execute(query).fetchall(), key=repr)

    counted = bool(rows("from counted.lists"))
    held = {row for (row,) in rows(ROWS_HELD)} - {row for (row,) in rows('select "row" from counted.passed_over')}
    return counted, {
        "report": asdict(reports[0]),
        "meetings": rows("from typed.meetings"),
        "people": rows(COUNTED if counted else BY_ROWS),
        "found": rows("select distinct * from found"),
        "quarantined": quarantined_rows(con),
        "rows": sorted(held),
    }


def assert_same(text: str | bytes, counted: bool | None = True, **more: Any) -> dict[str, Any]:
    by_columns, found = outcome(text, 0, **more)
    _, expected = outcome(text, 1 << 60, **more)
    assert found == expected
    assert counted is None or by_columns is counted
    return found


def list_of(*rows: str) -> str:
    return "\n".join([HEADINGS, *rows]) + "\n"


ODD = [
    "",
    ",,,,",
    "   ",
    ",,,,,,",
    "WASH,2025-01-11,Cluster meeting,Ana",
    "WASH,2025-01-11,Cluster meeting,Ana,",
    "WASH,not a day,Cluster meeting,Ana,HFC",
    "WASH,2025-13-45,Cluster meeting,Ana,HFC",
    "WASH,3025-01-11,Cluster meeting,Ana,HFC",
    "WASH,,Cluster meeting,Ana,HFC",
    "WASH,,Cluster meeting,Ana,",
    "Bogus,2025-01-11,Cluster meeting,Ana,HFC",
    ",2025-01-11,Health cluster meeting,Ana,HFC",
    "#N/A,2025-01-11,Cluster meeting,#N/A,HFC",
    "WASH,2025-01-11,Cluster meeting,Ana,#REF!",
    "WASH,2025-01-11,Cluster meeting,Hope for Children,Hope for Children",
    "WASH,2025-01-11,Cluster meeting,HOPE for children.,Hope for Children",
    "WASH,2025-01-11,Cluster meeting,Ana,ana@hfc.example",
    "WASH,2025-01-11,Cluster meeting,Ana,HFC +254 711 222 333",
    "WASH,2025-01-11,Cluster meeting,Ana,Total",
    "WASH,2025-01-11,Cluster meeting,Ana,12",
    "WASH,2025-01-11,Cluster meeting,Ana,\u00a0HFC\u00a0",
    "WASH,2025-01-11,Cluster meeting,\u200fÁna\u200f,HFC",
    "WASH,2025-01-11,Cluster meeting,آنا,HFC",
    "WASH,2025-01-11,Cluster meeting,Ana,HFC,more",
    HEADINGS,
    "17",
    "Page 3",
    "Total,23",
    "WASH,11/01/2025,Cluster meeting,Ana,HFC",
    'WASH,2025-01-11,"Cluster, meeting","Ana ""the"" Ruiz",HFC',
    'WASH,2025-01-11,Cluster meeting,Ana,"Hope\nfor Children"',
]
NUMBERED = "\n".join(f"{n},Person {n % 5},HFC,+254 711 222 33{n},p{n}@hfc.example" for n in range(1, 10))
PLAIN = [f"WASH,2025-0{1 + n % 3}-11,Cluster meeting,Person {n % 7},HFC" for n in range(20)]


def test_people_are_counted_once_in_a_meeting() -> None:
    found = assert_same(
        list_of(
            "WASH,2025-01-11,Cluster meeting,Ana Ruiz,HFC",
            "WASH,2025-01-11,Cluster meeting,ana ruiz ,HFC",
            "WASH,2025-01-11,Cluster meeting,,HFC",
            "WASH,2025-01-11,Cluster meeting,,HFC",
            "Health,2025-01-11,Cluster meeting,Ana Ruiz,Hope",
        )
    )
    assert found["people"] == [("meeting 1", "HFC", 4, 3), ("meeting 2", "Hope", 1, 1)]


def test_broken_and_odd_rows_are_treated_alike() -> None:
    spread = [row for pair in zip(PLAIN * 2, ODD, strict=False) for row in pair]
    found = assert_same(list_of(*PLAIN, *spread, *PLAIN, "Bogus,2025-01-11,Cluster meeting,Ben,HFC"))
    rules = {rule for *_, rule, _, _, _ in found["found"]}
    assert {"no_organisation", "no_meeting_date", "date_not_understood", "cluster", "day", "orphan"} <= rules
    assert_same(list_of(*PLAIN, *spread, *PLAIN).replace("\n", "\r\n"))


@given(st.lists(st.sampled_from(ODD + PLAIN), max_size=12), st.sampled_from(["\n", "\r\n"]), st.sampled_from(",;\t"))
@settings(max_examples=max(3, settings().max_examples // 25), deadline=None)
def test_any_list_is_read_alike(rows: list[str], end: str, delimiter: str) -> None:
    assert_same(list_of(*PLAIN[:2], *rows).replace("\n", end).replace(",", delimiter), counted=None)


@pytest.mark.parametrize(
    "text",
    [
        f"WASH cluster meeting sign-in\nDate: 2025-03-12\n\nNo,Name,Organisation,Phone,E-mail\n{NUMBERED}",
        "First name,Last name,Agency,Acronym,Position,Date\n" + "Ana,Ruiz,Hope,HFC,Officer,11/02/2025\n" * 3,
        "Date;Organisation;Signature\n" + "\n".join(f"{day}/02/2025;HFC;x" for day in range(1, 20)),
        "\ufeff" + list_of(*PLAIN),
        list_of(*PLAIN).rstrip(),
    ],
    ids=["title and numbers", "names in two columns", "days alone", "byte order mark", "no last line end"],
)
def test_other_shapes_are_counted_alike(text: str) -> None:
    assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        list_of(*PLAIN, "WASH,2025-01-11,Cluster meeting,Ana,idem"),
        list_of("WASH,2025-01-11,Cluster meeting,Ana,HFC", ",,,Ben,HCF", ",,,Cem,Hope"),
        list_of(*PLAIN, "Health cluster meeting 12 March 2025", *PLAIN),
        list_of(*PLAIN, 'WASH,2025-01-11,Cluster meeting,Ana "the" Ruiz,HFC'),
        list_of(*PLAIN, "\u00a0,2025-01-11,Cluster meeting,Ana,HFC"),
        list_of(*PLAIN, "WASH,2025-01-11,Cluster meeting,Ana,Agency"),
        list_of(*PLAIN, "WASH,2025-01-11,Réunion,Ana,HFC").encode("cp1252"),
        "Organisation,Name,Date,Attended\nHFC,Ana,2025-01-11,x\nHCF,Ben,2025-01-11,\n",
        "Date,Name and organisation\n2025-01-11,Ana Ruiz (HFC)\n2025-01-11,Ben Oak (HFC)\n",
    ],
    ids=["ditto", "merged", "two titles", "quote in a cell", "blank sign", "heading word", "cp1252", "ticks", "both"],
)
def test_what_needs_its_neighbours_is_read_row_by_row(text: str | bytes) -> None:
    assert_same(text, counted=False)


def test_rows_keep_their_numbers_over_many_blocks(tmp_path: Path) -> None:
    """DuckDB reads a file in parallel; a join in the statement would lose the order of lines."""
    path = tmp_path / "list.csv"
    with path.open("w") as handle:
        handle.write(HEADINGS + "\n")
        handle.writelines(
            f"WASH,2025-01-11,Cluster meeting,Person number {n},Organisation {n % 50}\n" for n in range(400_000)
        )
        handle.write("WASH,2025-01-11,Cluster meeting,Ana,\n")
    with duckdb.connect() as con:
        take_in(con, places([(path, "list.csv")]), Workspace.without_settings(), Rules(DateRules()))
        assert con.execute("select first_record, last_record from counted.lists").fetchall() == [(2, 400_002)]
        assert con.execute("select \"row\" from found where rule = 'no_organisation'").fetchall() == [(400_002,)]
        assert con.execute("select sum(people) from counted.attendance").fetchall() == [(400_000,)]
        assert con.execute("select count(*) from counted.scattered").fetchall() == [(0,)]
