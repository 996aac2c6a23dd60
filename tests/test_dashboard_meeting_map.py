"""Who came to which meeting: the statements on a few rows, against the published rates, and the picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figures.meeting_map import CAME, MISSED, in_order, meeting_map
from dashboard.participation import meeting_choice
from dashboard.pointer import Build, current_build
from dashboard.queries import SQL, Reader, Row

START, END = date(2026, 1, 1), date(2026, 6, 30)


FACTS = """
create table organisations (organisation_id varchar, name varchar, acronym varchar, type varchar);
create table memberships (organisation_id varchar, cluster_id varchar, joined_on date, left_on date, level varchar, areas varchar);
create table meetings (meeting_id varchar, cluster_id varchar, date date, level varchar, area varchar, status varchar, kind varchar, has_attendance boolean);
create table attendance (meeting_id varchar, organisation_id varchar);
insert into organisations select id, upper(id), null, 'national_ngo' from unnest(['a', 'b', 'c', 'd', 'e']) as t(id);
insert into memberships values
    ('a', 'wash', null, null, 'full', null), ('b', 'wash', '2026-02-01', null, 'full', ' North; South'),
    ('c', 'wash', '2024-05-01', '2026-01-31', 'full', null), ('d', 'wash', '2025-01-01', null, 'observer', null),
    ('e', 'health', '2025-01-01', null, 'full', null);
insert into meetings values
    ('1', 'wash', '2026-01-10', 'national', null, 'held', 'cluster', true),
    ('2', 'wash', '2026-02-10', 'national', null, 'held', 'cluster', true),
    ('3', 'wash', '2026-03-10', 'sub-national', 'NORTH', 'held', 'cluster', true),
    ('4', 'wash', '2026-03-11', 'national', null, 'held', 'twg', true),
    ('5', 'wash', '2026-03-12', 'national', null, 'held', 'cluster', false),
    ('6', 'health', '2025-03-12', 'national', null, 'held', 'cluster', true);
insert into attendance values ('1', 'a'), ('2', 'b'), ('3', 'b'), ('3', 'b'), ('2', 'd'), ('2', null), ('4', 'a'), ('6', 'e');
"""


@pytest.fixture(scope="module")
def facts() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(FACTS)
        yield con


def asked(con: duckdb.DuckDBPyConnection, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return con.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"), parameters).fetchall()


def test_a_member_is_expected_from_its_first_day_to_its_last_and_where_it_works(
    facts: duckdb.DuckDBPyConnection,
) -> None:
    found = asked(facts, "recent_meetings", cluster="wash", level="all", until=END, most=24)
    assert [row[0] for row in found] == ["1", "2", "3"]  # neither of a working group, nor without a list
    rows = asked(facts, "meeting_map", meetings=["1", "2", "3"])
    assert {row[0]: row[-1] for row in rows} == {"a": "cm-", "b": "-cc", "c": "m--"}  # an observer is not expected


def test_only_the_last_meetings_of_a_level_are_shown(facts: duckdb.DuckDBPyConnection) -> None:
    last = asked(facts, "recent_meetings", cluster="wash", level="national", until=END, most=1)
    assert [row[0] for row in last] == ["2"]
    assert asked(facts, "recent_meetings", cluster="wash", level="sub-national", until=date(2026, 3, 9), most=9) == []


def test_those_who_joined_are_counted_by_year_also_those_who_left(facts: duckdb.DuckDBPyConnection) -> None:
    ends = {"period_start": START, "period_end": END}
    assert asked(facts, "joined", cluster="wash", **ends) == [(2024, 1, 0), (2026, 1, 1)]  # no day of joining: left out
    # The other cluster has no meeting with a list in this period: nothing can be said of its members.
    assert asked(facts, "joined", cluster="all", **ends) == [(2024, 1, 0), (2026, 1, 1)]


@pytest.fixture
def team(demo_build: Path) -> Reader:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    return Reader(build.file, "team")


@pytest.mark.parametrize("cluster", ["wash", "food_security", "protection"])
def test_the_map_counts_what_the_attendance_rate_counts(team: Reader, cluster: str) -> None:
    for published in team.values("org_attendance_rate", cluster):
        found = team.named("recent_meetings", cluster=cluster, level="all", until=published.period_end, most=1000)
        ids = [row["meeting_id"] for row in found if row["date"] >= published.period_start]
        letters = "".join(row["meetings"] for row in team.named("meeting_map", meetings=ids))
        assert (letters.count(CAME), letters.count(CAME) + letters.count(MISSED)) == (
            published.numerator,
            published.denominator,
        )


def member(name: str, meetings: str, kind: str = "national_ngo", acronym: str | None = None) -> Row:
    return {"organisation_id": name, "name": name, "acronym": acronym, "type": kind, "meetings": meetings}


HELD = [
    {"meeting_id": f"{place}", "date": date(2026, place, 5), "level": "national", "area": None} for place in (1, 2, 3)
]  # fmt: skip


def test_the_map_tells_three_states_apart_and_says_its_message() -> None:
    rows = in_order([member("Zed <b>", "ccm", "un_agency"), member("Beta", "mm-"), member("Alpha", "-c-")])
    picture = meeting_map(rows, HELD, "WASH")
    came, missed = picture.figure.data
    # The first row of each type is empty: it holds the name of the type.
    assert [list(line) for line in came.z] == [[None] * 3, [None] * 3, [None, 1, None], [None] * 3, [1, 1, None]]
    assert [list(line) for line in missed.z] == [[None] * 3, [1, 1, None], [None] * 3, [None] * 3, [None, None, 1]]
    assert list(came.y) == ["", "Beta", "Alpha", "\u00a0", "Zed &lt;b&gt;"]
    assert picture.reading.startswith("**Of 3 organisations expected at these 3 meetings, 2 came to at least half")
    assert picture.reading.endswith("0 to fewer, and 1 to none.")
    assert "WASH, 5 Jan 2026 to 5 Mar 2026" in picture.alt and "2 came to at least half" in picture.alt
    assert picture.table[2] == {
        "Organisation": r"Zed \<b\>", "Type": "UN agencies", "Came": "2", "Expected": "3", "Last came": "5 Feb 2026",
    }  # fmt: skip
    assert picture.table[0]["Last came"] == "not to these meetings"


def test_long_names_are_shortened_behind_their_acronym_and_twins_are_told_apart() -> None:
    long = "Association for Everything in the North"
    rows = [member(long, "ccc", acronym="AEN"), member(long, "mmm"), member("Short", "ccc", acronym="S")]
    axis = meeting_map(rows, HELD, "WASH").figure.layout.yaxis
    assert list(axis.ticktext) == ["", "AEN – Association for Ev…", "Association for Everythi…", "Short"]
    assert len(set(axis.tickvals)) == 4


def test_at_most_sixty_organisations_are_shown_at_a_time() -> None:
    rows = [member(f"N{number:03}", "c") for number in range(200)]

    def page(rows: "list[Row]") -> None:  # noqa: UP037 - runs alone, where Row is not known
        import streamlit as st

        from dashboard.participation import meeting_choice

        st.text(",".join(row["name"] for row in meeting_choice.one_page(rows)))

    app = AppTest.from_function(page, args=(rows,)).run()
    assert len(app.text[0].value.split(",")) == meeting_choice.MOST_ROWS
    assert app.selectbox[0].options[1] == "61 to 120 of 200: N060 – N119"
    app.selectbox[0].set_value("4").run()
    assert app.text[0].value.split(",") == [f"N{number:03}" for number in range(180, 200)]
